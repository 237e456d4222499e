"""The life of a summary report: requested, running, then ready or failed.

A worker claims a report and is given a ticket, its ``attempt_count``. With every sign
of life it shows the ticket again; once another worker has claimed the report, the old
ticket is worth nothing and whatever its holder still does is not recorded.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

import structlog

from accounts.lifecycle import Lifecycle
from documents.models import IssuedFile
from reports.enums import FailureReason, ReportState as State, ReportStep
from reports.models import Report, Snapshot
from reports.models.report import MAX_ATTEMPTS

log = structlog.get_logger(__name__)

LIFE = Lifecycle(
    model=Report,
    table={
        State.REQUESTED: frozenset({State.RUNNING, State.FAILED}),
        State.RUNNING: frozenset({State.RUNNING, State.READY, State.FAILED}),
        State.READY: frozenset(),
        State.FAILED: frozenset(),
    },
)
PROGRESS = {
    ReportStep.COUNTING: 10,
    ReportStep.DOCX: 50,
    ReportStep.PDF: 65,
    ReportStep.XLSX: 80,
    ReportStep.ISSUING: 90,
}


class ReportLost(Exception):
    """Raised to a worker whose report was claimed by another in the meantime."""

    def __init__(self, report: Report) -> None:
        super().__init__(
            f"Report {report.pk} is no longer that of attempt {report.attempt_count}."
        )


def claim(report_id: int, *, at: datetime) -> Report | None:
    """Take the report to make it, or return None where that is not due.

    Not due is what is finished, what a living worker makes, and what was tried three
    times. Of two workers that claim at once only one is given the report.
    """
    with transaction.atomic():
        report = Report.objects.select_for_update().filter(pk=report_id).first()
        if report is None or not _is_due(report):
            return None
        is_first = report.state == State.REQUESTED
        return LIFE.move(
            report,
            State.RUNNING,
            verb="start" if is_first else "resume",
            by=None,
            at=at,
            facts={"attempt": report.attempt_count + 1},
            changes={
                "attempt_count": report.attempt_count + 1,
                "alive_at": timezone.now(),
                "step": ReportStep.COUNTING,
                "progress_percent": PROGRESS[ReportStep.COUNTING],
                "failure": FailureReason.NONE,
            },
        )


def show_step(report: Report, step: ReportStep) -> None:
    """Show what is being done; committed at once, so that the page sees it."""
    _sign_of_life(report, step=step, progress_percent=PROGRESS[step])


def keep_snapshot(report: Report, snapshot: Snapshot) -> None:
    """Tie the figures to the report, so that a second try starts from the same."""
    _sign_of_life(report, snapshot=snapshot)
    report.snapshot = snapshot


def finish(report: Report, files: Iterable[IssuedFile], *, at: datetime) -> Report:
    """Attach the files and make the report ready, or neither."""
    with transaction.atomic():
        mine = _still_mine(report)
        mine.files.set(files)
        return LIFE.move(
            mine,
            State.READY,
            verb="finish",
            by=None,
            at=at,
            changes={
                "ready_at": at,
                "step": ReportStep.DONE,
                "progress_percent": 100,
                "alive_at": None,
            },
        )


def stumble(report: Report, reason: FailureReason, *, at: datetime) -> Report:
    """Give the report back after a failed try; after the last one it has failed."""
    with transaction.atomic():
        mine = _still_mine(report)
        if mine.attempt_count >= MAX_ATTEMPTS:
            return _fail(mine, reason, at=at)
        mine.alive_at = None
        mine.failure = reason
        mine.save(update_fields=["alive_at", "failure"])
        return mine


def give_up_exhausted(*, at: datetime) -> int:
    """Fail what was tried often enough and whose last worker is gone."""
    count = 0
    with transaction.atomic():
        exhausted = (
            Report.objects.stalled(real_now=timezone.now())
            .filter(attempt_count__gte=MAX_ATTEMPTS)
            .select_for_update(skip_locked=True)
        )
        for report in exhausted:
            _fail(report, FailureReason.WORKER_LOST, at=at)
            count += 1
    return count


def _fail(report: Report, reason: FailureReason, *, at: datetime) -> Report:
    log.error("report_failed", report=report.pk, reason=reason.value)
    return LIFE.move(
        report,
        State.FAILED,
        verb="fail",
        by=None,
        at=at,
        facts={"reason": reason.value, "step": report.step},
        changes={"failure": reason, "alive_at": None},
    )


def _is_due(report: Report) -> bool:
    if report.state == State.REQUESTED:
        return True
    is_stalled = Report.objects.stalled(real_now=timezone.now()).filter(pk=report.pk)
    return report.attempt_count < MAX_ATTEMPTS and is_stalled.exists()


def _still_mine(report: Report) -> Report:
    locked = LIFE.lock(report)
    is_mine = locked.attempt_count == report.attempt_count
    if locked.state != State.RUNNING or not is_mine:
        raise ReportLost(report)
    return locked


def _sign_of_life(report: Report, **changes: object) -> None:
    updated = Report.objects.filter(
        pk=report.pk, state=State.RUNNING, attempt_count=report.attempt_count
    ).update(alive_at=timezone.now(), **changes)
    if not updated:
        raise ReportLost(report)
