"""What must not go unnoticed: a silent worker, mail that does not leave.

Each app brings a watcher of its own, named in ``PORTAL_WATCHERS``: a function that takes
the real time and yields alarms. ``watch`` asks them all; ``tell_changes``,
run by a periodic task, tells each alarm once when it is raised and once when it is over:
in the log, and by mail to ``ALARM_RECIPIENTS``. ``tell_day`` sums up a day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pkgutil import resolve_name
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

import structlog

from notifications import heartbeat
from notifications.enums import NoticeState
from notifications.models import Notice, RaisedAlarm
from notifications.outbox import enqueue

log = structlog.get_logger(__name__)

LONGEST_SILENCE = timedelta(seconds=60)
LONGEST_UNDELIVERED = timedelta(minutes=15)
GIVEN_UP_SHOWN_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Alarm:
    """Something an administrator must look at; ``message`` names nobody."""

    name: str
    message: str


def watch(at: datetime) -> list[Alarm]:
    """Return what is wrong at ``at`` (real time), as all watchers see it."""
    watchers = map(resolve_name, settings.PORTAL_WATCHERS)
    return [alarm for watcher in watchers for alarm in watcher(at)]


def watch_delivery(at: datetime) -> Iterator[Alarm]:
    """Watch the worker and the outbox."""
    yield from _silent_worker(at)
    yield from _stuck_outbox(at)
    yield from _given_up(at)


def oldest_undelivered_age(at: datetime) -> timedelta | None:
    """Return how long the oldest waiting notice has waited, or None if none waits."""
    waiting = Notice.objects.filter(state=NoticeState.QUEUED)
    oldest: datetime | None = waiting.aggregate(oldest=Min("created_at"))["oldest"]
    return None if oldest is None else at - oldest


def tell_changes(at: datetime) -> None:
    """Tell alarms that are new and alarms that are over, each once."""
    alarms = watch(at)
    for alarm in alarms:
        _raise(alarm, at)
    over = RaisedAlarm.objects.exclude(name__in=[alarm.name for alarm in alarms])
    for raised in over:
        _recover(raised, at)


def tell_day(at: datetime) -> None:
    """Mail those responsible what the day began with, once a day."""
    day = timezone.localdate(at)
    given_up = Notice.objects.given_up(since=at - GIVEN_UP_SHOWN_FOR).count()
    context = {
        "day": day,
        "alarms": watch(at),
        "waiting": Notice.objects.filter(state=NoticeState.QUEUED).count(),
        "given_up": given_up,
    }
    _mail("notifications/mail/digest", event_key=f"digest:{day}", context=context)


def _raise(alarm: Alarm, at: datetime) -> None:
    with transaction.atomic():
        _raised, is_new = RaisedAlarm.objects.get_or_create(
            name=alarm.name, defaults={"raised_at": at, "message": alarm.message}
        )
        if is_new:
            log.error("alarm_raised", alarm=alarm.name)
            _mail_change(alarm.name, alarm.message, at, is_over=False)


def _recover(raised: RaisedAlarm, at: datetime) -> None:
    with transaction.atomic():
        deleted, _rows = RaisedAlarm.objects.filter(pk=raised.pk).delete()
        if deleted:
            lasted = at - raised.raised_at
            log.warning(
                "alarm_recovered",
                alarm=raised.name,
                seconds=int(lasted.total_seconds()),
            )
            _mail_change(raised.name, raised.message, at, is_over=True)


def _mail_change(name: str, message: str, at: datetime, *, is_over: bool) -> None:
    news = "over" if is_over else "raised"
    _mail(
        "notifications/mail/alarm",
        event_key=f"alarm:{name}:{news}:{at.isoformat()}",
        context={"message": message, "is_over": is_over, "at": at},
    )


def _mail(template: str, *, event_key: str, context: dict[str, Any]) -> None:
    for recipient in settings.ALARM_RECIPIENTS:
        enqueue(template, event_key=event_key, recipient=recipient, context=context)


def _silent_worker(at: datetime) -> Iterator[Alarm]:
    age = heartbeat.age(at)
    if age is None or age > LONGEST_SILENCE:
        yield Alarm(
            "worker_silent",
            _(
                "No background worker has given a sign of life for over a minute. "
                "Notices and reports wait until one runs."
            ),
        )


def _stuck_outbox(at: datetime) -> Iterator[Alarm]:
    age = oldest_undelivered_age(at)
    if age is not None and age > LONGEST_UNDELIVERED:
        minutes = int(age.total_seconds() // 60)
        yield Alarm(
            "outbox_stuck",
            ngettext(
                "The oldest notice has waited for %(minutes)s minute. "
                "Look at its last error.",
                "The oldest notice has waited for %(minutes)s minutes. "
                "Look at its last error.",
                minutes,
            )
            % {"minutes": minutes},
        )


def _given_up(at: datetime) -> Iterator[Alarm]:
    """Notices of the last day that will not be tried again by themselves."""
    count = Notice.objects.given_up(since=at - GIVEN_UP_SHOWN_FOR).count()
    if count:
        yield Alarm(
            "notices_given_up",
            ngettext(
                "%(count)s notice could not be delivered and was given up today.",
                "%(count)s notices could not be delivered and were given up today.",
                count,
            )
            % {"count": count},
        )
