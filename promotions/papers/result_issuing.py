"""Giving form 07: a draft as the report stands, or what was issued of a version, once.

A report has at most some dozens of prizes and lists no goods, so it is always made in
the request, as form 06 is.
"""

import io
from datetime import datetime

from django.db import transaction

from documents import codes, issuing as files
from documents.models import FileKind
from promotions.models import Promotion, ResultPaper, ResultReport, ResultVersion
from promotions.papers import form_07
from promotions.papers.issuing import OFFICE, RENDERERS, NoSuchPaper, PaperFile
from promotions.papers.result_versions import draft_facts, result_facts

NAME = "mau-07"
TITLE = "Mẫu số 07 – Báo cáo kết quả thực hiện khuyến mại"


def draft_result(promotion: Promotion, kind: FileKind, *, at: datetime) -> PaperFile:
    """Return form 07 as the report stands, marked as a draft on each page."""
    _check(kind)
    paper = form_07.paper(draft_facts(promotion, at=at), made_at=at)
    filename = f"{promotion.reference}-{NAME}-ban-nhap.{kind.value}"
    return PaperFile(filename, kind, io.BytesIO(RENDERERS[kind](paper)))


def issued_result(version: ResultVersion, kind: FileKind, *, at: datetime) -> PaperFile:
    """Return form 07 of what was sent, issuing it the first time it is asked for.

    Of two who ask at once the second waits for the first and gets the same. Raises
    ``NoSuchPaper``, or ``documents.issuing.PaperDamaged``.
    """
    _check(kind)
    with transaction.atomic():
        ResultReport.objects.select_for_update(of=("self",)).get(pk=version.report_id)
        found = version.papers.filter(kind=kind).select_related("file").first()
        paper = found or _issue(version, kind, at=at)
    return PaperFile(paper.file.filename, kind, files.open_checked(paper.file))


def _issue(version: ResultVersion, kind: FileKind, *, at: datetime) -> ResultPaper:
    facts, code = result_facts(version), codes.new_code()
    content = RENDERERS[kind](form_07.paper(facts, made_at=at, code=code))
    reference, number = facts.reference, version.number
    return ResultPaper.objects.create(
        version=version,
        kind=kind,
        file=files.issue(
            kind,
            content,
            about=f"{TITLE}, hồ sơ {reference} (lần gửi {number})",
            filename=f"{reference}-{NAME}-lan-{number}.{kind.value}",
            at=at,
            code=code,
        ),
    )


def _check(kind: FileKind) -> None:
    if kind not in OFFICE:
        raise NoSuchPaper
