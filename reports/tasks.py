from celery import shared_task


@shared_task(name="reports.make_report")
def make_report(report_id: int) -> None:
    """Make one report, unless that is done, under way or no longer due."""
    from reports.making import make  # noqa: PLC0415 -- a task is a doorbell

    make(report_id)


@shared_task(name="reports.resume_stalled")
def resume_stalled() -> None:
    """Ring again for what nobody makes, and give up what failed too often."""
    from reports.resuming import resume  # noqa: PLC0415 -- a task is a doorbell

    resume()
