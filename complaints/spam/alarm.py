"""What waits too long: a report set aside is read within one working day."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from campaigns.working_days import end_of_working_day_after
from complaints.models import Quarantine

READ_WITHIN_DAYS = 1


@dataclass(frozen=True)
class Waiting:
    """How many reports wait for a decision, and since when the oldest."""

    count: int
    oldest_at: datetime | None
    is_late: bool


def waiting(*, at: datetime) -> Waiting:
    """Count what waits, in one query."""
    found = Quarantine.objects.waiting().aggregate(
        count=Count("pk"), oldest=Min("began_at")
    )
    oldest: datetime | None = found["oldest"]
    return Waiting(
        found["count"], oldest, oldest is not None and is_late(oldest, at=at)
    )


def is_late(began_at: datetime, *, at: datetime) -> bool:
    """Whether more than one working day has passed since it was set aside."""
    return at >= end_of_working_day_after(began_at, READ_WITHIN_DAYS)
