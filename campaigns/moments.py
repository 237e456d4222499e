"""Moments and durations as an officer would say them.

The end of a half-open period that falls on midnight is named by the day before it:
``[25/11 00:00, 02/12 00:00)`` lasts «to the end of 01/12/2024».
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, pgettext_lazy

ONE_MINUTE = timedelta(minutes=1)
ONE_HOUR = timedelta(hours=1)
ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(days=7)
WEEKDAYS = (
    pgettext_lazy("within a sentence", "Monday"),
    pgettext_lazy("within a sentence", "Tuesday"),
    pgettext_lazy("within a sentence", "Wednesday"),
    pgettext_lazy("within a sentence", "Thursday"),
    pgettext_lazy("within a sentence", "Friday"),
    pgettext_lazy("within a sentence", "Saturday"),
    pgettext_lazy("within a sentence", "Sunday"),
)


def starting(moment: datetime) -> str:
    """Return «00:00 on Friday 29/11/2024»."""
    local = timezone.localtime(moment)
    return gettext("%(time)s on %(day)s") % {
        "time": date_format(local, "TIME_FORMAT"),
        "day": day_in_words(local),
    }


def ending(moment: datetime) -> str:
    """Return «12:00 on Sunday 01/12/2024», or «the end of …» for a midnight."""
    local = timezone.localtime(moment)
    if local.time() == time.min:
        last_day = local - ONE_DAY
        return gettext("the end of %(day)s") % {"day": day_in_words(last_day)}
    return starting(moment)


def day_in_words(local: datetime) -> str:
    """Return «Friday 29/11/2024» for a moment already in local time."""
    return gettext("%(weekday)s %(date)s") % {
        "weekday": WEEKDAYS[local.weekday()],
        "date": date_format(local, "SHORT_DATE_FORMAT"),
    }


def duration(delta: timedelta) -> str:
    """Return «9 days», «2 days 3 hours», «3 hours 20 minutes» or «5 minutes».

    Always rounded down, so that it never promises more time than is left.
    """
    if delta >= ONE_WEEK:
        return _days(delta)
    if delta >= ONE_DAY:
        return _both(_days(delta), delta % ONE_DAY, _hours, at_least=ONE_HOUR)
    if delta >= ONE_HOUR:
        return _both(_hours(delta), delta % ONE_HOUR, _minutes, at_least=ONE_MINUTE)
    return _minutes(max(delta, ONE_MINUTE))


def _both(
    larger: str,
    rest: timedelta,
    smaller: Callable[[timedelta], str],
    *,
    at_least: timedelta,
) -> str:
    return f"{larger} {smaller(rest)}" if rest >= at_least else larger


def _days(delta: timedelta) -> str:
    count = delta // ONE_DAY
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def _hours(delta: timedelta) -> str:
    count = delta // ONE_HOUR
    return ngettext("%(count)d hour", "%(count)d hours", count) % {"count": count}


def _minutes(delta: timedelta) -> str:
    count = delta // ONE_MINUTE
    return ngettext("%(count)d minute", "%(count)d minutes", count) % {"count": count}
