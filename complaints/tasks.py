from celery import shared_task


@shared_task(name="complaints.prepare_evidence")
def prepare_evidence() -> None:
    """Scan and prepare what was just stored."""
    prepare_evidence_due()


@shared_task(name="complaints.prepare_evidence_due")
def prepare_evidence_due() -> None:
    """Scan and prepare evidence that is due."""
    from campaigns import clock  # noqa: PLC0415 -- a task is a doorbell
    from complaints.evidence import (  # noqa: PLC0415 -- a task is a doorbell
        preparing,
    )

    preparing.prepare_due(at=clock.now())


@shared_task(name="complaints.delete_unclaimed_uploads")
def delete_unclaimed_uploads() -> None:
    """Delete uploads and files that nobody claimed."""
    from django.utils import timezone  # noqa: PLC0415 -- a task is a doorbell

    from campaigns import clock  # noqa: PLC0415 -- a task is a doorbell
    from complaints.evidence import sweeping  # noqa: PLC0415 -- a task is a doorbell

    sweeping.delete_expired(at=clock.now())
    sweeping.delete_unclaimed(real_now=timezone.now())
