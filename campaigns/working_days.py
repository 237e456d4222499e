"""Working days of Vietnam: what a legal term of N working days ends on.

Monday to Friday without public holidays, plus the Saturdays on which the Government
has a swapped day worked. ``HOLIDAYS_EXTRA`` names days off that were decided after the
calendar package was released. A term is counted from the day after its event.

Legal source: Civil Code 91/2015/QH13, Article 147.2 (the first day is not counted)
and Article 148.5–6 (a term ends at 24:00 of a working day); Labour Code 45/2019/QH14,
Article 112 (public holidays).
"""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

import holidays

SATURDAY = 5
_FORWARD = timedelta(days=1)
_BACKWARD = timedelta(days=-1)


def is_working_day(day: date) -> bool:
    """Whether offices of the State work on ``day``."""
    calendar, extra = _calendar(), _extra_days_off(tuple(settings.HOLIDAYS_EXTRA))
    if day in extra or day in calendar:
        return False
    return day.weekday() < SATURDAY or day in calendar.weekend_workdays


def add_working_days(day: date, days: int) -> date:
    """Return the working day ``days`` working days after ``day``, not counting it.

    A term that begins on a day off begins to count on the next day all the same. Zero
    days is ``day`` itself, or the next working day where ``day`` is off.
    """
    return _walk(day, days, _FORWARD)


def latest_day_before(day: date, working_days: int) -> date:
    """Return the last day with ``working_days`` working days up to ``day``.

    «At least 03 working days before» a promotion that starts on 29/11 is met on
    26/11: the day itself and the two after it are counted, the start is not. The law's
    words allow a stricter reading with three full days between, so rules may warn but
    must not refuse at this border.

    Legal source: Decree 81/2018/NĐ-CP, Article 17.
    """
    return _walk(day, working_days, _BACKWARD)


def end_of_working_day_after(moment: datetime, days: int) -> datetime:
    """Return the moment at which a term of ``days`` working days has run out.

    That is 24:00, in local time, of the last working day; half-open, so an answer at
    that very moment is late.
    """
    last = add_working_days(timezone.localdate(moment), days)
    return timezone.make_aware(datetime.combine(last + _FORWARD, time.min))


def _walk(day: date, days: int, step: timedelta) -> date:
    if days < 0:
        raise ValueError(f"A term has {days} working days; it must have 0 or more.")
    left = days
    while left > 0:
        day += step
        left -= is_working_day(day)
    while not is_working_day(day):
        day += step
    return day


@lru_cache(maxsize=1)
def _calendar() -> holidays.HolidayBase:
    """Return the public holidays of Vietnam; the package adds years when asked."""
    return holidays.country_holidays("VN")


@lru_cache(maxsize=8)
def _extra_days_off(texts: tuple[str, ...]) -> frozenset[date]:
    try:
        return frozenset(date.fromisoformat(text.strip()) for text in texts)
    except ValueError:
        raise ImproperlyConfigured(
            f"HOLIDAYS_EXTRA is {','.join(texts)!r}; it must be days parted by commas, "
            "such as 2025-05-02,2025-12-31."
        ) from None
