"""Which promotions count: those of the campaign that the Department received."""

from campaigns.models import Campaign
from promotions.enums import PromotionState
from promotions.models import Promotion
from promotions.models.promotion import PromotionQuerySet

ACCEPTED_STATES = frozenset(
    {
        PromotionState.RECEIVED,
        PromotionState.PUBLISHED,
        PromotionState.ENDED,
        PromotionState.SUSPENDED,
        PromotionState.DELISTED,
    }
)


def accepted_promotions(campaign: Campaign) -> PromotionQuerySet:
    """Neither withdrawn nor refused, and past the Division's first look."""
    return Promotion.objects.filter(
        campaign=campaign, state__in=sorted(ACCEPTED_STATES)
    )
