"""The term in which a dossier that was sent back is to be completed.

Working days, by default those of the campaign the promotion takes part in. When the
term is over nothing happens by itself: the officer sees it and decides, and the
merchant may still send the dossier. The law names no term for it.
"""

from datetime import datetime, time

from django.db.models import Exists, OuterRef
from django.utils import timezone

from campaigns.models import Campaign
from campaigns.working_days import end_of_working_day_after
from promotions.enums import PromotionState
from promotions.models import Promotion, PromotionEvent
from promotions.models.promotion import PromotionQuerySet

LONGEST = 60


def term_days(promotion: Promotion) -> int:
    """Return the working days given where the officer names no other number."""
    if promotion.campaign is not None:
        return promotion.campaign.supplement_days
    default: int = Campaign._meta.get_field("supplement_days").get_default()
    return default


def due_at(promotion: Promotion, *, days: int | None, at: datetime) -> datetime:
    """Return the first moment after the term; the day of the request is not counted."""
    term = term_days(promotion) if days is None else days
    if not 1 <= term <= LONGEST:
        raise ValueError(f"A term has {term} working days; it may have 1 to {LONGEST}.")
    return end_of_working_day_after(at, term)


def is_overdue(promotion: Promotion, *, at: datetime) -> bool:
    """Whether the merchant was asked for changes and the term is over."""
    return (
        promotion.state == PromotionState.NEEDS_CHANGES
        and promotion.changes_due_at is not None
        and promotion.changes_due_at <= at
    )


def waiting(promotions: PromotionQuerySet) -> PromotionQuerySet:
    return promotions.filter(state=PromotionState.NEEDS_CHANGES)


def overdue(promotions: PromotionQuerySet, *, at: datetime) -> PromotionQuerySet:
    return waiting(promotions).filter(changes_due_at__lte=at)


def to_remind(promotions: PromotionQuerySet, *, at: datetime) -> PromotionQuerySet:
    """Return what runs out by the next working day and was not reminded of.

    Never on the day of the request itself, and not after the term.
    """
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(at), time.min))
    asked_today = PromotionEvent.objects.filter(
        record=OuterRef("pk"), verb="ask_for_changes", happened_at__gte=midnight
    )
    return waiting(promotions).filter(
        ~Exists(asked_today),
        changes_due_at__gt=at,
        changes_due_at__lte=end_of_working_day_after(at, 1),
        changes_reminded_at__isnull=True,
    )
