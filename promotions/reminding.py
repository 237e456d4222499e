"""Merchants are reminded, once, of a term that runs out."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

import structlog

from promotions import supplement
from promotions.law.book import LawBook
from promotions.models import Promotion
from promotions.result import owing
from promotions.workflow import (
    press_for_result,
    remind_of_changes as remind,
    remind_of_result,
)

BATCH = 500

log = structlog.get_logger(__name__)


def remind_of_changes(*, at: datetime) -> int:
    """Remind of each dossier whose term runs out; return how many.

    Each has a transaction of its own; what a stop left over the next run finds.
    """
    due = supplement.to_remind(Promotion.objects.all(), at=at).order_by("pk")[:BATCH]
    count = len([remind(promotion, by=None, at=at) for promotion in due])
    if count:
        log.info("changes_reminded", count=count)
    return count


def remind_of_results(*, at: datetime) -> int:
    """Tell of reports of results that fall due or are overdue; return how many.

    Each is told once before the day and once after it, each in a transaction of its
    own.
    """
    book = LawBook.on(timezone.localdate(at))
    everything = Promotion.objects.all()
    soon = owing.to_remind(everything, at=at, book=book).order_by("pk")[:BATCH]
    late = owing.to_press(everything, at=at, book=book).order_by("pk")[:BATCH]
    told = [
        *((promotion, remind_of_result) for promotion in soon),
        *((promotion, press_for_result) for promotion in late),
    ]
    for promotion, verb in told:
        due = date_format(owing.due_on(promotion, book=book), "SHORT_DATE_FORMAT")
        verb(promotion, due=due, by=None, at=at)
    if told:
        log.info("results_reminded", count=len(told))
    return len(told)
