"""How long a unit still has, in working days, as its officers count."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from campaigns.working_days import end_of_working_day_after, is_working_day
from complaints.models.complaint import last_day_before

LONGEST_COUNTED = 60
_DAY = timedelta(days=1)


def working_days_left(due_at: datetime, *, at: datetime) -> int:
    """Return the working days from today to the last day of the term.

    0 is «today», below 0 is overdue by as many. Counted up to 60 either way.
    """
    today, last = timezone.localdate(at), last_day_before(due_at)
    if at >= due_at:
        return -working_days_after(last, today, most=LONGEST_COUNTED)
    return working_days_after(today, last, most=LONGEST_COUNTED)


def soon_before(at: datetime) -> datetime:
    """Return the moment up to which a term counts as «due soon».

    ``COMPLAINT_REMINDER_DAYS`` says how many working days ahead that is.
    """
    return end_of_working_day_after(at, settings.COMPLAINT_REMINDER_DAYS)


def working_days_after(start: date, end: date, *, most: int | None = None) -> int:
    """Count the working days after ``start`` up to ``end``, or up to ``most``."""
    days, day = 0, start
    while day < end and (most is None or days < most):
        day += _DAY
        days += is_working_day(day)
    return days
