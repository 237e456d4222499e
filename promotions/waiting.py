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
    book = LawBook.on(today)
    registered = Q(forms__overlap=REGISTERED)
    return promotions.filter(
        registered & Q(submitted_at__lt=_before(today, book, "registration"))
        | ~registered & Q(submitted_at__lt=_before(today, book, "review")),
        state=PromotionState.SUBMITTED,
    )


def _before(today: date, book: LawBook, term: str) -> datetime:
    """Return the moment before which a dossier was submitted if its term is over."""
    days = int(book.number(f"{term}_working_days", on=today))
    day = today - ONE_DAY
    while add_working_days(day, days) >= today:
        day -= ONE_DAY
    return timezone.make_aware(datetime.combine(day + ONE_DAY, time.min))
