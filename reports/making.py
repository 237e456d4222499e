"""Making a report: figures, paper, three files — all of it or nothing."""

import errno
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import OperationalError, transaction
from django.utils import timezone

import structlog
from celery.exceptions import SoftTimeLimitExceeded

from campaigns import clock
from documents import codes, docx, pdf, xlsx
from documents.blocks import Paper
from documents.issuing import issue
from documents.models import FileKind, IssuedFile
from reports import snapshot as snapshots, workflow
from reports.content.paper import paper_of
from reports.content.wording import addressed
from reports.enums import FailureReason, ReportStep
from reports.models import Report
from reports.workflow import ReportLost

log = structlog.get_logger(__name__)

RENDERERS: dict[FileKind, tuple[ReportStep, Callable[[Paper], bytes]]] = {
    FileKind.DOCX: (ReportStep.DOCX, docx.render),
    FileKind.PDF: (ReportStep.PDF, pdf.render),
    FileKind.XLSX: (ReportStep.XLSX, xlsx.render),
}


def make(report_id: int) -> None:
    """Make the report unless it is not due; what goes wrong is told and raised.

    Killed at any moment, it leaves a report that says how far it was and another
    worker that begins again from the same figures; no file is seen before all are.
    """
    report = workflow.claim(report_id, at=clock.now())
    if report is None:
        log.info("report_not_due", report=report_id)
        return
    try:
        _make(report, at=clock.now())
    except ReportLost:
        log.warning("report_lost", report=report.pk, attempt=report.attempt_count)
    except Exception as error:
        _stumble(report, error)
        raise


def _make(report: Report, *, at: datetime) -> None:
    if report.snapshot is None:
        workflow.keep_snapshot(report, snapshots.freeze(report.campaign, at=at))
    assert report.snapshot is not None
    paper = paper_of(
        snapshots.read(report.snapshot),
        audience=report.audience,
        made_at=at,
        is_demo=settings.PORTAL_DEMO,
    )
    contents = {}
    for kind, (step, render) in RENDERERS.items():
        workflow.show_step(report, step)
        code = codes.new_code()
        contents[kind] = (code, render(replace(paper, code=code)))
    workflow.show_step(report, ReportStep.ISSUING)
    with transaction.atomic():
        files = [
            _issue(report, kind, content, code=code, at=at)
            for kind, (code, content) in contents.items()
        ]
        workflow.finish(report, files, at=at)


def _issue(
    report: Report, kind: FileKind, content: bytes, *, code: str, at: datetime
) -> IssuedFile:
    to = addressed(report.audience)
    return issue(
        kind,
        content,
        about=f"Báo cáo kết quả {report.campaign.short_name} gửi {to.name}",
        filename=filename_of(report, kind, at=at),
        at=at,
        code=code,
    )


def filename_of(report: Report, kind: FileKind, *, at: datetime) -> str:
    """Return «bao-cao-online-friday-2024-ministry-20241205-0930.docx»."""
    moment = timezone.localtime(at)
    campaign = report.campaign.code
    return f"bao-cao-{campaign}-{report.audience}-{moment:%Y%m%d-%H%M}.{kind.value}"


def _stumble(report: Report, error: Exception) -> None:
    try:
        workflow.stumble(report, reason_of(error), at=clock.now())
    except ReportLost:
        log.warning("report_lost", report=report.pk, attempt=report.attempt_count)


def reason_of(error: Exception) -> FailureReason:
    """Return what the person who asked is told; the log keeps the error itself."""
    if isinstance(error, SoftTimeLimitExceeded):
        return FailureReason.TOO_SLOW
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return FailureReason.NO_SPACE
    if isinstance(error, OperationalError):
        return FailureReason.DATABASE
    if isinstance(error, snapshots.SnapshotDamaged):
        return FailureReason.DAMAGED
    return FailureReason.DEFECT
