"""The life of an item sheet: waiting, being checked, then taken over or refused.

A worker claims a job and is given a ``ticket`` that nobody had before. Once another worker has
claimed the job, because the first gave no sign of life, the old ticket is worth nothing.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.lifecycle import Lifecycle
from promotions.enums import SheetState as State
from promotions.models import SheetJob
from promotions.models.sheet import DROPPED_AFTER, MAX_ATTEMPTS

LIFE = Lifecycle(
    model=SheetJob,
    table={
        State.WAITING: frozenset({State.RUNNING, State.REFUSED}),
        State.RUNNING: frozenset({State.RUNNING, State.STORED, State.REFUSED}),
        State.REFUSED: frozenset({State.WAITING}),
        State.STORED: frozenset(),
    },
)


class JobLost(Exception):
    """Raised to a worker whose job was claimed by another in the meantime."""


def claim(job_id: int, *, at: datetime) -> SheetJob | None:
    """Take the job, or return None where it is finished or a living worker has it."""
    with transaction.atomic():
        job = SheetJob.objects.select_for_update().filter(pk=job_id).first()
        if job is None or not _is_due(job):
            return None
        return LIFE.move(
            job,
            State.RUNNING,
            verb="check",
            by=None,
            at=at,
            changes={
                "attempt_count": job.attempt_count + 1,
                "ticket": job.ticket + 1,
                "alive_at": timezone.now(),
                "read_count": 0,
            },
        )


def show_progress(job: SheetJob, **counts: int) -> None:
    """Show how far it is; committed at once, so that the page sees it."""
    mine = SheetJob.objects.filter(pk=job.pk, ticket=job.ticket)
    if not mine.update(alive_at=timezone.now(), **counts):
        raise JobLost
    for name, count in counts.items():
        setattr(job, name, count)


def finish(
    job: SheetJob, to_state: State, *, verb: str, at: datetime, **facts: Any
) -> SheetJob:
    """End the job with its result, if it is still this worker's."""
    with transaction.atomic():
        locked = SheetJob.objects.select_for_update().get(pk=job.pk)
        if locked.ticket != job.ticket:
            raise JobLost
        return LIFE.move(
            locked,
            to_state,
            verb=verb,
            by=None,
            at=at,
            changes={"ended_at": at, "alive_at": None, **facts},
        )


def _is_due(job: SheetJob) -> bool:
    if job.attempt_count >= MAX_ATTEMPTS:
        return False
    if job.state == State.WAITING:
        return True
    is_dropped = job.alive_at is None or job.alive_at < timezone.now() - DROPPED_AFTER
    return job.state == State.RUNNING and is_dropped
