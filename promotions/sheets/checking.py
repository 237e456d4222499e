"""Checking an item sheet in a worker: read, judge, store what is right, mark the rest.

Killed at any moment it leaves the dossier as it was; the sweep rings for the job again.
Progress is committed while rows are read; the rows themselves are stored in one
transaction together with the end of the job.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, override

import structlog

from campaigns import clock
from notifications.doorbell import ring
from promotions.dossier import DossierClosed
from promotions.enums import SheetMode, SheetPolicy, SheetState
from promotions.models import Item, SheetJob
from promotions.models.sheet import MAX_ATTEMPTS
from promotions.sheets import files, life
from promotions.sheets.columns import title_of
from promotions.sheets.judging import RowJudge
from promotions.sheets.life import JobLost
from promotions.sheets.marking import MARKED_ROWS, WrongRow, marked
from promotions.sheets.reading import Sheet, opened
from promotions.sheets.rows import Problem, RowReader, key_of
from promotions.sheets.storing import RowWriter, store
from promotions.sheets.trouble import SheetRefused
from promotions.tasks import check_sheet as task

log = structlog.get_logger(__name__)

SAMPLES = 50
SHOW_EVERY_SECONDS = 0.5
SHOW_EVERY_ROWS = 200
LANGUAGE = "vi"


@dataclass
class Result:
    """What the rows amount to; ``wrong`` keeps at most ``MARKED_ROWS`` rows."""

    read: int = 0
    accepted: int = 0
    duplicates: int = 0
    warnings: int = 0
    wrong_count: int = 0
    wrong: list[WrongRow] = field(default_factory=list)
    samples: list[dict[str, Any]] = field(default_factory=list)


def check_sheet(job_id: int) -> None:
    """Check one sheet to its end, unless that is done or another worker is at it."""
    job = life.claim(job_id, at=clock.now())
    if job is None:
        log.info("sheet_not_due", job=job_id)
        return
    try:
        with override(LANGUAGE):
            _check(job)
    except JobLost:
        log.warning("sheet_lost", job=job_id)
    except Exception as error:
        _stumble(job, error)
        raise


def _check(job: SheetJob) -> None:
    path = files.path_of(job.file)
    with tempfile.TemporaryDirectory(prefix="sheet-") as folder:
        lines = Path(folder) / "rows"
        try:
            with opened(path) as sheet:
                result = _read(job, sheet, lines)
                give_back = b""
                if result.wrong:
                    give_back = marked(path, sheet, result.wrong, count=result.read)
                if not result.read:
                    raise SheetRefused(_("The sheet has headings but no rows."))
        except SheetRefused as refused:
            _end(job, SheetState.REFUSED, "refuse", problem=refused.message)
            return
        _decide(job, result, lines, give_back)


def _read(job: SheetJob, sheet: Sheet, lines: Path) -> Result:
    result, reader = Result(), RowReader(sheet.heading)
    judge = RowJudge(job.promotion, at=clock.now())
    seen = {} if job.mode == SheetMode.REPLACE else _present(job)
    life.show_progress(job, expected_count=sheet.expected)
    shown_at = monotonic()
    with lines.open("w", encoding="utf-8", newline="\n") as stream:
        writer = RowWriter(stream)
        for number, cells in sheet.rows:
            result.read += 1
            facts, problems = reader.read(cells)
            if not problems:
                problems = judge.judge(facts, position=number)
            is_wrong = any(problem.is_error for problem in problems)
            if not is_wrong:
                key = key_of(facts)
                if key in seen:
                    result.duplicates += 1
                    _sample(result, number, [_twice(seen[key])])
                    continue
                seen[key] = number
                writer.write(facts)
                result.accepted += 1
                result.warnings += len(problems)
            else:
                result.wrong_count += 1
                if len(result.wrong) < MARKED_ROWS:
                    result.wrong.append(WrongRow(number, cells, problems))
            _sample(result, number, problems)
            if result.read % SHOW_EVERY_ROWS == 0:
                now = monotonic()
                if now - shown_at > SHOW_EVERY_SECONDS:
                    shown_at = now
                    life.show_progress(job, read_count=result.read)
    return result


def _present(job: SheetJob) -> dict[tuple[str, str, str], int]:
    """Return the goods that are in the dossier already; they stand in no row."""
    rows = Item.objects.filter(promotion=job.promotion_id).values(
        "name", "brand", "unit_of_measure"
    )
    return {key_of(row): 0 for row in rows.iterator(chunk_size=5_000)}


def _twice(first: int) -> Problem:
    if first:
        says = _("The same goods as in row %(row)d; this row was left out.")
        return Problem("", says % {"row": first}, is_error=False)
    says = _("These goods are in the dossier already; this row was left out.")
    return Problem("", says, is_error=False)


def _sample(result: Result, number: int, problems: list[Problem]) -> None:
    if problems and len(result.samples) < SAMPLES:
        result.samples.append({"row": number, "problems": list(_told(problems))})


def _told(problems: list[Problem]) -> Iterator[dict[str, Any]]:
    for problem in problems:
        yield {
            "column": title_of(problem.field),
            "message": problem.message,
            "source": problem.source,
            "is_error": problem.is_error,
        }


def _decide(job: SheetJob, result: Result, lines: Path, give_back: bytes) -> None:
    """Store the right rows, or nothing where the merchant wants all or none."""
    if result.wrong_count and job.policy == SheetPolicy.WHOLE:
        problem = _("Some rows are wrong, so nothing was taken over, as you chose.")
        _end(job, SheetState.REFUSED, "refuse", result, give_back, problem=problem)
        return
    if not result.accepted:
        problem = _("No row could be taken over.")
        _end(job, SheetState.REFUSED, "refuse", result, give_back, problem=problem)
        return
    try:
        with transaction.atomic():
            store(job, lines, at=clock.now())
            _end(job, SheetState.STORED, "store", result, give_back)
    except DossierClosed as closed:
        _end(job, SheetState.REFUSED, "refuse", result, problem=closed.message)


def _end(
    job: SheetJob,
    to_state: SheetState,
    verb: str,
    result: Result | None = None,
    give_back: bytes = b"",
    *,
    problem: str = "",
) -> None:
    result = result or Result()
    files.remove(job.marked_file)
    life.finish(
        job,
        to_state,
        verb=verb,
        at=clock.now(),
        read_count=result.read,
        accepted_count=result.accepted if to_state == SheetState.STORED else 0,
        wrong_count=result.wrong_count,
        duplicate_count=result.duplicates,
        warning_count=result.warnings,
        samples=result.samples,
        marked_file=files.store(give_back) if give_back else "",
        problem=problem,
    )


def _stumble(job: SheetJob, error: Exception) -> None:
    """After the last try the merchant is told; before it the sweep rings again."""
    log.error("sheet_failed", job=job.pk, error=type(error).__name__)
    if job.attempt_count < MAX_ATTEMPTS:
        SheetJob.objects.filter(pk=job.pk, attempt_count=job.attempt_count).update(
            alive_at=None
        )
        return
    with override(LANGUAGE):
        _give_up(job)


def _give_up(job: SheetJob) -> None:
    problem = _(
        "The sheet could not be checked because of a fault of the portal. Nothing was "
        "taken over; please send it again, or call the Trade Management Division."
    )
    try:
        _end(job, SheetState.REFUSED, "give_up", problem=problem)
    except JobLost:
        log.warning("sheet_lost", job=job.pk)


def resume_sheets() -> int:
    """Ring for every sheet that waits or was dropped; give up the exhausted ones."""
    unfinished = SheetJob.objects.filter(state=SheetState.WAITING)
    stalled = SheetJob.objects.stalled(real_now=timezone.now())
    count = 0
    for job in (unfinished | stalled).order_by("pk"):
        if job.attempt_count >= MAX_ATTEMPTS:
            with override(LANGUAGE):
                _give_up(job)
            continue
        ring(task, job_id=job.pk)
        count += 1
    return count
