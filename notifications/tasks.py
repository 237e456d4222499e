from django.utils import timezone

from celery import shared_task


@shared_task(name="notifications.deliver_due")
def deliver_due() -> None:
    """Send what the outbox holds and is due."""
    from notifications import delivery  # noqa: PLC0415 -- a task is a doorbell

    delivery.deliver_due(at=timezone.now())


@shared_task(name="notifications.record_heartbeat")
def record_heartbeat() -> None:
    """Leave the sign by which ``/readyz`` knows that a worker and beat are alive."""
    from notifications import heartbeat  # noqa: PLC0415 -- a task is a doorbell

    heartbeat.record(at=timezone.now())


@shared_task(name="notifications.tell_alarms")
def tell_alarms() -> None:
    """Tell what has gone wrong or recovered since the last time."""
    from notifications import watchers  # noqa: PLC0415 -- a task is a doorbell

    watchers.tell_changes(timezone.now())


@shared_task(name="notifications.tell_day")
def tell_day() -> None:
    """Mail those responsible how the day begins."""
    from notifications import watchers  # noqa: PLC0415 -- a task is a doorbell

    watchers.tell_day(timezone.now())
