"""Checking an item sheet in a worker: read, judge, store what is right, mark the rest.

Killed at any moment it leaves the dossier as it was; the sweep rings for the job again.
Progress is committed while rows are read; the rows themselves are stored in one
transaction together with the end of the job.
"""

import tempfile
from pathlib import Path
from time import monotonic

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, override

import structlog

from campaigns import clock
from notifications.doorbell import ring
from promotions.dossier import DossierClosed
from promotions.enums import SheetPolicy, SheetState
from promotions.models import SheetJob
from promotions.models.sheet import MAX_ATTEMPTS
from promotions.sheets import files, life
from promotions.sheets.life import JobLost
from promotions.sheets.marking import marked
from promotions.sheets.reading import opened
from promotions.sheets.result import Result
from promotions.sheets.row_check import check_rows
from promotions.sheets.storing import ChangedMeanwhile, store
from promotions.sheets.trouble import SheetRefused
from promotions.tasks import check_sheet as task

log = structlog.get_logger(__name__)

SHOW_EVERY_SECONDS = 0.5
READ_AGAIN = 3
"""How often a sheet is read while somebody keeps changing its dossier."""


def check_sheet(job_id: int) -> None:
    """Check one sheet to its end, unless that is done or another worker is at it."""
    job = life.claim(job_id, at=clock.now())
    if job is None:
        log.info("sheet_not_due", job=job_id)
        return
    try:
        with override(job.language):
            _check(job)
    except JobLost:
        log.warning("sheet_lost", job=job_id)
    except Exception as error:
        _stumble(job, error)
        raise


def _check(job: SheetJob) -> None:
    for _time in range(READ_AGAIN):
        job.promotion.refresh_from_db()
        try:
            return _check_once(job)
        except SheetRefused as refused:
            return _end(job, SheetState.REFUSED, problem=refused.message)
        except DossierClosed as closed:
            return _end(job, SheetState.REFUSED, problem=closed.message)
        except ChangedMeanwhile:
            log.info("sheet_read_again", job=job.pk)
    problem = _(
        "The dossier was changed again and again while the sheet was checked. Please "
        "send the sheet once more."
    )
    return _end(job, SheetState.REFUSED, problem=problem)


def _check_once(job: SheetJob) -> None:
    path = files.proven(job.file, sha256=job.sha256)
    judged_by = job.promotion.saved_at
    with tempfile.TemporaryDirectory(prefix="sheet-") as folder:
        lines = Path(folder) / "rows"
        with opened(path) as sheet:
            life.show_progress(job, expected_count=sheet.expected)
            result = check_rows(
                job, sheet, lines, at=clock.now(), show=_Progress(job).show
            )
            if not result.read:
                raise SheetRefused(_("The sheet has headings but no rows."))
            back = marked(path, sheet, result.wrong) if result.wrong else b""
        if problem := _objection(job, result):
            return _end(job, SheetState.REFUSED, result, back, problem=problem)
        with transaction.atomic():
            store(job, lines, judged_by=judged_by, at=clock.now())
            return _end(job, SheetState.STORED, result, back)


def _objection(job: SheetJob, result: Result) -> str:
    """Say why the right rows are not stored, or nothing where they are."""
    if result.wrong_count and job.policy == SheetPolicy.WHOLE:
        return _("Some rows are wrong, so nothing was taken over, as you chose.")
    if result.accepted:
        return ""
    if result.wrong_count:
        return _("No row could be taken over.")
    return _("All goods of this sheet are in the dossier already.")


class _Progress:
    """Shows how far a job is, not more often than the page asks."""

    def __init__(self, job: SheetJob) -> None:
        self.job = job
        self.shown_at = float("-inf")

    def show(self, read_count: int) -> None:
        if monotonic() - self.shown_at > SHOW_EVERY_SECONDS:
            self.shown_at = monotonic()
            life.show_progress(self.job, read_count=read_count)


def _end(
    job: SheetJob,
    to_state: SheetState,
    result: Result | None = None,
    back: bytes = b"",
    *,
    problem: str = "",
    verb: str = "",
) -> None:
    """End the job with its result; the workbook of an earlier check is deleted."""
    result = result or Result()
    earlier = job.marked_file
    marked_file = files.store(back) if back else ""
    try:
        life.finish(
            job,
            to_state,
            verb=verb or ("store" if to_state == SheetState.STORED else "refuse"),
            at=clock.now(),
            read_count=result.read,
            accepted_count=result.accepted if to_state == SheetState.STORED else 0,
            wrong_count=result.wrong_count,
            duplicate_count=result.duplicates,
            warning_count=result.warnings,
            samples=result.samples,
            remarks=result.remarks,
            unread_headings=result.unread_headings,
            returned_count=len(result.wrong) if back else 0,
            marked_file=marked_file,
            problem=problem,
        )
    except BaseException:
        files.remove(marked_file)
        raise
    transaction.on_commit(lambda: files.remove(earlier))


def _stumble(job: SheetJob, error: Exception) -> None:
    """After the last try the merchant is told; before it the sweep rings again."""
    log.error("sheet_failed", job=job.pk, error=type(error).__name__)
    if job.attempt_count < MAX_ATTEMPTS:
        SheetJob.objects.filter(pk=job.pk, ticket=job.ticket).update(alive_at=None)
        return
    with override(job.language):
        _give_up(job)


def _give_up(job: SheetJob) -> None:
    problem = _(
        "The sheet could not be checked because of a fault of the portal. Nothing was "
        "taken over; please send it again, or call the Trade Management Division."
    )
    try:
        _end(job, SheetState.REFUSED, problem=problem, verb="give_up")
    except JobLost:
        log.warning("sheet_lost", job=job.pk)


def resume_sheets() -> int:
    """Ring for every sheet that waits or was dropped; give up the exhausted ones."""
    unfinished = SheetJob.objects.filter(state=SheetState.WAITING)
    stalled = SheetJob.objects.stalled(real_now=timezone.now())
    count = 0
    for job in (unfinished | stalled).order_by("pk"):
        if job.attempt_count >= MAX_ATTEMPTS:
            with override(job.language):
                _give_up(job)
            continue
        ring(task, job_id=job.pk)
        count += 1
    return count
