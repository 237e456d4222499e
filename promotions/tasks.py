from celery import shared_task


@shared_task(name="promotions.end_finished")
def end_finished() -> None:
    """End published promotions whose time is over."""
    from campaigns import clock  # noqa: PLC0415 -- a task is a doorbell
    from promotions.ending import end_finished  # noqa: PLC0415 -- a task is a doorbell

    end_finished(at=clock.now())
