"""What must not go unnoticed: a silent worker, mail that does not leave.

``watch`` is asked by ``/readyz`` and by the admin; ``tell_changes``, run by a periodic
task, writes each alarm into the log once when it is raised and once when it is over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min
from django.utils.translation import gettext as _, ngettext

import structlog

from notifications import heartbeat
from notifications.enums import NoticeState
from notifications.models import Notice, RaisedAlarm

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
    """Return what is wrong at ``at`` (real time)."""
    return [*_silent_worker(at), *_stuck_outbox(at), *_given_up(at)]


def oldest_undelivered_age(at: datetime) -> timedelta | None:
    """Return how long the oldest waiting notice has waited, or None if none waits."""
    waiting = Notice.objects.filter(state=NoticeState.QUEUED)
    oldest: datetime | None = waiting.aggregate(oldest=Min("created_at"))["oldest"]
    return None if oldest is None else at - oldest


def tell_changes(at: datetime) -> None:
    """Log alarms that are new and alarms that are over, each once."""
    alarms = watch(at)
    for alarm in alarms:
        _raised, is_new = RaisedAlarm.objects.get_or_create(
            name=alarm.name, defaults={"raised_at": at}
        )
        if is_new:
            log.error("alarm_raised", alarm=alarm.name)
    over = RaisedAlarm.objects.exclude(name__in=[alarm.name for alarm in alarms])
    for raised in over:
        deleted, _rows = RaisedAlarm.objects.filter(pk=raised.pk).delete()
        if deleted:
            lasted = at - raised.raised_at
            log.warning(
                "alarm_recovered",
                alarm=raised.name,
                seconds=int(lasted.total_seconds()),
            )


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
