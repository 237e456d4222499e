"""Giving a paper of a dossier: a draft as it stands, or what was issued, once.

Each form of a version is issued once as each kind of file, under a verification code;
afterwards the very bytes are given again. What was issued is reproducible: version,
code and moment give the same file.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import transaction

from documents import codes, docx, issuing, pdf, xlsx
from documents.blocks import Paper
from documents.models import FileKind
from promotions.enums import PaperForm
from promotions.models import DossierVersion, OfficialPaper, Promotion
from promotions.models.paper import GOODS_IN_A_PAPER, GOODS_IN_A_REQUEST
from promotions.papers import (
    annex,
    form_01,
    form_02,
    form_03,
    form_06,
    receipt,
    versions,
)
from promotions.papers.facts import DossierFacts, papers_needed
from promotions.papers.gathering import facts_of
from promotions.papers.goods_row import GoodsRow


class Content(Protocol):
    def __call__(
        self,
        facts: DossierFacts,
        goods: Sequence[GoodsRow],
        *,
        made_at: datetime,
        code: str = "",
    ) -> Paper: ...


@dataclass(frozen=True)
class Recipe:
    """What a form says, as which files it is given, and what it is called."""

    content: Content
    files: tuple[FileKind, ...]
    title: str


WITHOUT_GOODS = frozenset({PaperForm.RECEIPT, PaperForm.AMENDMENT})
OFFICE = (FileKind.PDF, FileKind.DOCX)
RECIPES = {
    PaperForm.NOTIFICATION: Recipe(
        form_01.paper, OFFICE, "Mẫu số 01 – Thông báo thực hiện khuyến mại"
    ),
    PaperForm.REGISTRATION: Recipe(
        form_02.paper, OFFICE, "Mẫu số 02 – Đăng ký thực hiện khuyến mại"
    ),
    PaperForm.RULES: Recipe(
        form_03.paper, OFFICE, "Mẫu số 03 – Thể lệ chương trình khuyến mại"
    ),
    PaperForm.AMENDMENT: Recipe(
        form_06.paper, OFFICE, "Mẫu số 06 – Sửa đổi, bổ sung nội dung khuyến mại"
    ),
    PaperForm.GOODS: Recipe(
        annex.paper, (FileKind.XLSX,), "Danh mục hàng hóa, dịch vụ khuyến mại"
    ),
    PaperForm.RECEIPT: Recipe(
        receipt.paper, (FileKind.PDF,), "Biên nhận nộp hồ sơ khuyến mại trên cổng"
    ),
}
RENDERERS: dict[FileKind, Callable[[Paper], bytes]] = {
    FileKind.PDF: pdf.render,
    FileKind.DOCX: docx.render,
    FileKind.XLSX: xlsx.render,
}


class NoSuchPaper(Exception):
    """The dossier has no such paper, because its procedure needs none."""


class NotMadeYet(Exception):
    """The worker makes this paper, because of its many goods, and is not done."""


@dataclass(frozen=True)
class PaperFile:
    filename: str
    kind: FileKind
    content: io.BytesIO


def forms_of(facts: DossierFacts) -> tuple[PaperForm, ...]:
    """Return the papers of a dossier: of the procedure, their annex, the receipt."""
    needed = papers_needed(facts)
    if facts.is_draft or facts.amended is not None:
        return needed
    has_annex = bool(needed) and facts.goods_count > GOODS_IN_A_PAPER
    return (*needed, *((PaperForm.GOODS,) if has_annex else ()), PaperForm.RECEIPT)


def draft(
    promotion: Promotion, form: PaperForm, kind: FileKind, *, at: datetime
) -> PaperFile:
    """Return the paper as the open dossier stands, marked as a draft on each page."""
    facts = facts_of(promotion, at=at)
    _check(facts, form, kind)
    goods = versions.draft_goods(promotion, at_most=GOODS_IN_A_REQUEST)
    content = RENDERERS[kind](RECIPES[form].content(facts, goods, made_at=at))
    filename = f"{promotion.reference}-{form.value}-ban-nhap.{kind.value}"
    return PaperFile(filename, kind, io.BytesIO(content))


def issued(
    version: DossierVersion, form: PaperForm, kind: FileKind, *, at: datetime
) -> PaperFile:
    """Return the paper of what was handed in, issuing it the first time it is asked for.

    Raises ``NoSuchPaper``, ``NotMadeYet``, or ``documents.issuing.PaperDamaged`` where
    the file is no longer the one that was issued.
    """
    _check(versions.facts(version), form, kind)
    paper = find(version, form, kind)
    if paper is None and is_for_worker(version, form):
        raise NotMadeYet
    if paper is None:
        paper = _issue_once(version, form, kind, at=at)
    return PaperFile(paper.file.filename, kind, issuing.open_checked(paper.file))


def is_for_worker(version: DossierVersion, form: PaperForm) -> bool:
    """Whether the paper takes longer to make than a request may last."""
    return form not in WITHOUT_GOODS and version.goods_count > GOODS_IN_A_REQUEST


def for_worker(version: DossierVersion) -> list[tuple[PaperForm, FileKind]]:
    return [
        (form, kind)
        for form in forms_of(versions.facts(version))
        if is_for_worker(version, form)
        for kind in RECIPES[form].files
    ]


def render(
    version: DossierVersion,
    form: PaperForm,
    kind: FileKind,
    *,
    code: str,
    made_at: datetime,
    goods: Sequence[GoodsRow] | None = None,
) -> bytes:
    """Return the bytes of a paper of a version; the same arguments give the same."""
    facts = versions.facts(version)
    rows = versions.FrozenGoods(version) if goods is None else goods
    paper = RECIPES[form].content(facts, rows, made_at=made_at, code=code)
    return RENDERERS[kind](paper)


def keep(
    version: DossierVersion,
    form: PaperForm,
    kind: FileKind,
    content: bytes,
    *,
    code: str,
    at: datetime,
) -> OfficialPaper:
    """Issue finished bytes as the paper of a version."""
    reference, number = version.promotion.reference, version.number
    with transaction.atomic():
        return OfficialPaper.objects.create(
            version=version,
            form=form,
            kind=kind,
            file=issuing.issue(
                kind,
                content,
                about=f"{RECIPES[form].title}, hồ sơ {reference} (lần gửi {number})",
                filename=f"{reference}-{form.value}-lan-{number}.{kind.value}",
                at=at,
                code=code,
            ),
        )


def _issue_once(
    version: DossierVersion, form: PaperForm, kind: FileKind, *, at: datetime
) -> OfficialPaper:
    """Of two who ask at once the second waits for the first and gets the same."""
    with transaction.atomic():
        locked = DossierVersion.objects.select_for_update(of=("self",)).get(
            pk=version.pk
        )
        found = find(locked, form, kind)
        if found is not None:
            return found
        code = codes.new_code()
        content = render(locked, form, kind, code=code, made_at=at)
        return keep(locked, form, kind, content, code=code, at=at)


def find(
    version: DossierVersion, form: PaperForm, kind: FileKind
) -> OfficialPaper | None:
    found = version.papers.filter(form=form, kind=kind)
    return found.select_related("file").first()


def _check(facts: DossierFacts, form: PaperForm, kind: FileKind) -> None:
    if form not in forms_of(facts) or kind not in RECIPES[form].files:
        raise NoSuchPaper
