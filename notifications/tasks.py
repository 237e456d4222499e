from django.utils import timezone

from celery import shared_task


@shared_task(name="notifications.deliver_due")
def deliver_due() -> None:
    """Send what the outbox holds and is due."""


@shared_task(name="notifications.record_heartbeat")
def record_heartbeat() -> None:
    """Leave the sign by which ``/readyz`` knows that a worker and beat are alive."""
    from notifications.models import Heartbeat  # noqa: PLC0415 -- a task is a doorbell

    Heartbeat.objects.update_or_create(
        name="worker", defaults={"seen_at": timezone.now()}
    )
