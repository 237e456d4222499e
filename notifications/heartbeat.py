"""The sign of life of the background processes.

The beat asks, a worker answers: one fresh heartbeat proves both, and the broker too.
"""

from datetime import datetime, timedelta

from notifications.models import Heartbeat

WORKER = "worker"


def record(*, at: datetime) -> None:
    """Note that a worker is alive at ``at``; a late answer never turns time back."""
    beat, is_new = Heartbeat.objects.get_or_create(
        name=WORKER, defaults={"seen_at": at}
    )
    if not is_new:
        Heartbeat.objects.filter(pk=beat.pk, seen_at__lt=at).update(seen_at=at)


def age(at: datetime) -> timedelta | None:
    """Return how long ago a worker was last alive, or None if never."""
    beat = Heartbeat.objects.filter(name=WORKER).first()
    return None if beat is None else at - beat.seen_at
