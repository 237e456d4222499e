"""The queues in which the Trade Management Division finds its work.

A queue is a condition on dossiers, so one query counts them all. Terms are counted in
working days, and those of the portal itself are legal facts the Division may change.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import User
from campaigns.working_days import add_working_days, is_working_day
from promotions.appeals import DECISIONS
from promotions.enums import PromotionState as State, Queue
from promotions.law.book import LawBook
from promotions.models import Appeal, Promotion
from promotions.models.promotion import PromotionQuerySet
from promotions.waiting import (
    LONGEST,
    ONE_DAY,
    REGISTERED,
    WAITING,
    term_days,
    term_ends_on,
)

OPEN = frozenset({*WAITING, State.NEEDS_CHANGES})
SOON_WORKING_DAYS = 2


def conditions(user: User, *, book: LawBook) -> dict[Queue, Q]:
    """Return what stands in each queue of one officer on the day of the book."""
    today = book.day
    soon = add_working_days(today, SOON_WORKING_DAYS)
    waiting = Q(state__in=WAITING)
    return {
        Queue.TO_DO: waiting,
        Queue.MINE: Q(state__in=OPEN, assigned_to=user),
        Queue.UNASSIGNED: waiting & Q(assigned_to__isnull=True),
        Queue.OVERDUE: term_ends_on(None, today, book=book),
        Queue.DUE_TODAY: term_ends_on(today, today + ONE_DAY, book=book),
        Queue.DUE_SOON: term_ends_on(today + ONE_DAY, soon + ONE_DAY, book=book),
        Queue.MERCHANT: Q(state=State.NEEDS_CHANGES),
        Queue.APPEALS: Q(
            state__in=list(DECISIONS),
            pk__in=Appeal.objects.undecided().values("promotion"),
        ),
    }


def count_queues(
    promotions: PromotionQuerySet, queues: Mapping[Queue, Q]
) -> dict[Queue, int]:
    """Count every queue; two queries, over what is open and what is to be reviewed."""
    counts = promotions.filter(state__in=OPEN).aggregate(
        **{
            queue.name: Count("pk", filter=wanted)
            for queue, wanted in queues.items()
            if queue != Queue.APPEALS
        }
    )
    if Queue.APPEALS in queues:
        reviews = promotions.filter(queues[Queue.APPEALS]).count()
        counts[Queue.APPEALS.name] = reviews
    return {queue: counts[queue.name] for queue in queues}


def book_of(moment: datetime) -> LawBook:
    return LawBook.on(timezone.localdate(moment))


def due_on(promotion: Promotion, *, book: LawBook) -> date | None:
    """Return the last day on which a dossier is received in time.

    The day of submission is not counted.
    """
    if promotion.state != State.SUBMITTED or promotion.submitted_at is None:
        return None
    is_registered = any(form in REGISTERED for form in promotion.forms)
    days = term_days("registration" if is_registered else "review", book=book)
    return add_working_days(timezone.localdate(promotion.submitted_at), days)


def working_days_late(due: date, *, on: date) -> int:
    """Count the working days from the end of a term until today, today included."""
    days = 0
    while due < on and days < LONGEST:
        due += ONE_DAY
        days += is_working_day(due)
    return days
