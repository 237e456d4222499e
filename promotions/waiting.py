"""How long a submitted dossier has waited, in working days, and whether too long.

A registration has the term of the decree; anything else the portal's own term. Both
are legal facts, so the Trade Management Division can change its own.
"""

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from campaigns.working_days import add_working_days, is_working_day
from promotions.enums import PromotionForm, PromotionState
from promotions.law.book import LawBook
from promotions.models import Promotion
from promotions.models.promotion import PromotionQuerySet

ONE_DAY = timedelta(days=1)
LONGEST = 99
REGISTERED = [PromotionForm.LUCKY_DRAW, PromotionForm.OTHER]
WAITING = frozenset({PromotionState.SUBMITTED, PromotionState.RECEIVED})


def waiting_days(promotion: Promotion, *, at: datetime) -> int | None:
    """Return the working days since submission, or None where nothing waits.

    The day of submission is not counted, today is. Beyond 99 nobody counts.
    """
    if promotion.state not in WAITING or promotion.submitted_at is None:
        return None
    day, today = timezone.localdate(promotion.submitted_at), timezone.localdate(at)
    count = 0
    while day < today and count < LONGEST:
        day += ONE_DAY
        count += is_working_day(day)
    return count


def overdue(promotions: PromotionQuerySet, *, at: datetime) -> PromotionQuerySet:
    """Return what was submitted, and not received within its term; one query more."""
    today = timezone.localdate(at)
    return promotions.filter(term_ends_on(None, today, book=LawBook.on(today)))


def term_ends_on(first: date | None, until: date, *, book: LawBook) -> Q:
    """Return the condition that a term ends on one of the days ``[first, until)``.

    Without ``first`` it ended on any day before ``until``.
    """
    registered = Q(forms__overlap=REGISTERED)
    return Q(state=PromotionState.SUBMITTED) & (
        registered & _submitted_for(first, until, term_days("registration", book=book))
        | ~registered & _submitted_for(first, until, term_days("review", book=book))
    )


def term_days(term: str, *, book: LawBook) -> int:
    """Return the working days of a term, «review» or «registration»."""
    return int(book.number(f"{term}_working_days"))


def _submitted_for(first: date | None, until: date, days: int) -> Q:
    end = Q(submitted_at__lt=_before(until, days))
    return end if first is None else end & Q(submitted_at__gte=_before(first, days))


def _before(day: date, days: int) -> datetime:
    """Return the moment before which a dossier was submitted if its term ended."""
    submitted = day - ONE_DAY
    while add_working_days(submitted, days) >= day:
        submitted -= ONE_DAY
    return timezone.make_aware(datetime.combine(submitted + ONE_DAY, time.min))
