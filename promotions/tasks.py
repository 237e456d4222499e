from celery import shared_task


@shared_task(name="promotions.end_finished")
def end_finished() -> None:
    """End published promotions whose time is over."""
    from campaigns import clock  # noqa: PLC0415 -- a task is a doorbell
    from promotions.ending import end_finished  # noqa: PLC0415 -- a task is a doorbell

    end_finished(at=clock.now())


@shared_task(name="promotions.remind_of_changes")
def remind_of_changes() -> None:
    """Remind merchants once whose term for a correction runs out."""
    from campaigns import clock  # noqa: PLC0415 -- a task is a doorbell
    from promotions.reminding import (  # noqa: PLC0415 -- a task is a doorbell
        remind_of_changes,
    )

    remind_of_changes(at=clock.now())


@shared_task(name="promotions.remind_of_results")
def remind_of_results() -> None:
    """Remind merchants of reports of results that fall due or are overdue."""
    from campaigns import clock  # noqa: PLC0415 -- a task is a doorbell
    from promotions.reminding import (  # noqa: PLC0415 -- a task is a doorbell
        remind_of_results,
    )

    remind_of_results(at=clock.now())


@shared_task(name="promotions.check_sheet")
def check_sheet(job_id: int) -> None:
    """Check one item sheet, unless that is done or under way."""
    from promotions.sheets.checking import (  # noqa: PLC0415 -- a task is a doorbell
        check_sheet,
    )

    check_sheet(job_id)


@shared_task(name="promotions.resume_sheets")
def resume_sheets() -> None:
    """Ring for sheets that nobody checks."""
    from promotions.sheets import checking  # noqa: PLC0415 -- a task is a doorbell

    checking.resume_sheets()


@shared_task(name="promotions.delete_sheets")
def delete_sheets() -> None:
    """Delete the files of sheets that are no longer needed."""
    from django.utils import timezone  # noqa: PLC0415 -- a task is a doorbell

    from campaigns import clock  # noqa: PLC0415 -- a task is a doorbell
    from promotions.sheets import files  # noqa: PLC0415 -- a task is a doorbell

    files.delete_old(at=clock.now())
    files.delete_unclaimed(real_now=timezone.now())


@shared_task(name="promotions.make_papers")
def make_papers(version_id: int) -> None:
    """Make the papers of one version that has many goods."""
    from promotions.papers import making  # noqa: PLC0415 -- a task is a doorbell

    making.make_papers(version_id)


@shared_task(name="promotions.resume_papers")
def resume_papers() -> None:
    """Ring for versions whose papers nobody makes."""
    from promotions.papers import making  # noqa: PLC0415 -- a task is a doorbell

    making.resume()


@shared_task(name="promotions.collect_words")
def collect_words() -> None:
    """Collect anew the words of the register, by which typing errors are known."""
    from promotions import spelling  # noqa: PLC0415 -- a task is a doorbell

    spelling.collect_words()


@shared_task(name="promotions.tell_saved_searches")
def tell_saved_searches() -> None:
    """Send the news of saved searches that are due."""
    from campaigns import clock  # noqa: PLC0415 -- a task is a doorbell
    from promotions.saved_searches import (  # noqa: PLC0415 -- a task is a doorbell
        telling,
    )

    telling.tell_news(at=clock.now())
