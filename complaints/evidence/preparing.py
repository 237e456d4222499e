"""After evidence is stored: scanned where a scanner is set up, then a picture is made.

The worker finds what is due in the table, so a lost ring or a killed worker loses
nothing; done twice, the second picture takes the place of the first, whose file the
sweep removes. A scanner that is away is asked again, later and later, for ever.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

import structlog

from complaints.evidence import custody, files, kinds, scanner
from complaints.evidence.pictures import NoPicture, redrawn
from complaints.models import Evidence
from complaints.models.evidence import CustodyAct, ScanResult

log = structlog.get_logger(__name__)

PIECE = 256 * 1024
LONGEST_PAUSE = timedelta(hours=1)
CLAIM = timedelta(minutes=15)
BATCH = 20


def prepare_due(*, at: datetime) -> int:
    """Prepare some of what is due, one transaction each; return how many were taken."""
    taken = 0
    while taken < BATCH and (evidence := _take_next(at=at)) is not None:
        prepare(evidence, at=at)
        taken += 1
    return taken


def prepare(evidence: Evidence, *, at: datetime) -> None:
    """Scan, then make the picture; a picture is never made of what is held back."""
    verdict = _judged(evidence)
    name = ""
    if verdict.result in {ScanResult.CLEAN, ScanResult.NOT_SCANNED}:
        name = _picture(evidence)
    _note(evidence, verdict, name, at=at)


def _judged(evidence: Evidence) -> scanner.Verdict:
    """Ask the scanner once; where none is set up, say so instead of waiting for it."""
    known = ScanResult(evidence.scan)
    if known in {ScanResult.CLEAN, ScanResult.INFECTED}:
        return scanner.Verdict(known, evidence.scan_detail)
    if not settings.CLAMD_URL:
        return scanner.Verdict(ScanResult.NOT_SCANNED)
    return scanner.scan(_pieces(evidence.file), url=settings.CLAMD_URL)


@transaction.atomic
def _take_next(*, at: datetime) -> Evidence | None:
    """Take one that is due and put its next try off, so that nobody else takes it.

    A worker that dies in it leaves it due again after ``CLAIM``.
    """
    due = Evidence.objects.to_prepare(at=at).order_by("next_try_at", "pk")
    evidence = due.select_for_update(skip_locked=True, no_key=True).first()
    if evidence is not None:
        evidence.next_try_at = at + CLAIM
        evidence.attempt_count += 1
        evidence.save(update_fields=["next_try_at", "attempt_count"])
    return evidence


@transaction.atomic
def _note(
    evidence: Evidence, verdict: scanner.Verdict, name: str, *, at: datetime
) -> None:
    locked = Evidence.objects.select_for_update(no_key=True).get(pk=evidence.pk)
    is_asked_again = verdict.result == ScanResult.ERROR
    if locked.scan != verdict.result:
        custody.record(
            locked, CustodyAct.SCANNED, at=at, reason=str(verdict.result.label)
        )
    if verdict.result in {ScanResult.CLEAN, ScanResult.INFECTED}:
        locked.scanned_at = at
    if name:
        custody.record(locked, CustodyAct.PREPARED, at=at)
    locked.scan = verdict.result
    locked.scan_detail = verdict.detail
    locked.preview = name
    locked.prepared_at = None if is_asked_again else at
    locked.next_try_at = at + _pause(locked.attempt_count) if is_asked_again else None
    locked.save()
    if verdict.result == ScanResult.INFECTED:
        log.warning("evidence_harmful", evidence=locked.pk)
    if is_asked_again:
        log.error("scanner_away", evidence=locked.pk, error=verdict.detail)


def _picture(evidence: Evidence) -> str:
    """Store the picture and return its name; empty where there can be none."""
    kind = kinds.KINDS[evidence.media_type]
    if not kind.picture:
        return ""
    try:
        content = redrawn(files.path_of(evidence.file), format_name=kind.picture)
    except NoPicture:
        log.warning("evidence_without_picture", evidence=evidence.pk)
        return ""
    name = files.new_name()
    files.write_at(name, 0, [content])
    files.seal(name)
    return name


def _pause(attempts: int) -> timedelta:
    return min(timedelta(minutes=2 ** min(attempts, 10)), LONGEST_PAUSE)


def _pieces(name: str) -> Iterator[bytes]:
    with files.path_of(name).open("rb") as stream:
        while piece := stream.read(PIECE):
            yield piece
