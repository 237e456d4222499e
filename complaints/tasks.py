from celery import shared_task


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
