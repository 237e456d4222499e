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


@shared_task(name="complaints.forget_tries")
def forget_tries() -> None:
    """Delete the counts of look-ups and sendings that have no more effect."""
    from django.utils import timezone  # noqa: PLC0415 -- a task is a doorbell

    from complaints import lookup_limit  # noqa: PLC0415 -- a task is a doorbell

    lookup_limit.forget_old(at=timezone.now())


@shared_task(name="complaints.send_codes")
def send_codes() -> None:
    """Mail lost codes to those who asked for them."""
    from complaints import recovery  # noqa: PLC0415 -- a task is a doorbell

    recovery.send_codes()


@shared_task(name="complaints.watch_terms")
def watch_terms() -> None:
    """Remind units of their terms, and tell heads of what is far too late."""
    from campaigns import clock  # noqa: PLC0415 -- a task is a doorbell
    from complaints import late  # noqa: PLC0415 -- a task is a doorbell

    at = clock.now()
    late.remind_units(at=at)
    late.escalate_late(at=at)


@shared_task(name="complaints.watch_sellers")
def watch_sellers() -> None:
    """Tell units of late sellers, and ask whether promises were kept."""
    from campaigns import clock  # noqa: PLC0415 -- a task is a doorbell
    from complaints import seller_terms  # noqa: PLC0415 -- a task is a doorbell

    at = clock.now()
    seller_terms.tell_late_sellers(at=at)
    seller_terms.check_promises(at=at)


@shared_task(name="complaints.propose_retention")
def propose_retention() -> None:
    """List what is due for deletion, once a month; people decide about it."""
    from campaigns import clock  # noqa: PLC0415 -- a task is a doorbell
    from complaints.retention import running  # noqa: PLC0415 -- a task is a doorbell

    running.propose_monthly(at=clock.now())


@shared_task(name="complaints.bury_approved")
def bury_approved() -> None:
    """Go on with the deletion run that two people agreed on; forget the last mails."""
    from django.utils import timezone  # noqa: PLC0415 -- a task is a doorbell

    from campaigns import clock  # noqa: PLC0415 -- a task is a doorbell
    from complaints.retention import (  # noqa: PLC0415 -- a task is a doorbell
        erasing,
        running,
    )

    running.carry_out(at=clock.now())
    erasing.forget_last_mails(real_now=timezone.now())


@shared_task(name="complaints.watch_data_requests")
def watch_data_requests() -> None:
    """Tell the head of requests about personal data that are overdue."""
    from campaigns import clock  # noqa: PLC0415 -- a task is a doorbell
    from complaints.rights import late  # noqa: PLC0415 -- a task is a doorbell

    late.tell_heads(at=clock.now())


@shared_task(name="complaints.count")
def count_complaints() -> None:
    """Count what became of every complaint, once a night."""
    from campaigns import clock  # noqa: PLC0415 -- a task is a doorbell
    from complaints import conservation  # noqa: PLC0415 -- a task is a doorbell

    conservation.take_balance(at=clock.now())
