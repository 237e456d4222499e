"""When a promotion may stop before its announced end, and how that is told.

A merchant may not stop at will: there is a ground, the customers were informed, and a
person of the Division has looked at it. The authority may order it. The announced end
stays on record beside the day on which it ended.

Legal source: Decree 81/2018/NĐ-CP, Article 22; Commercial Law 2005, Article 100.8.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from promotions.enums import EarlyEndGround, PromotionState
from promotions.models import EarlyEnd, Promotion
from promotions.permissions import can_end_early

OF_THE_MERCHANT = (EarlyEndGround.FORCE_MAJEURE, EarlyEndGround.SOLD_OUT)


class EndImpossible(Exception):
    """Raised where nothing can be ended early (any more)."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def refuse_what_cannot_end(promotion: Promotion, *, at: datetime) -> None:
    if not can_end_early(promotion, at=at):
        raise EndImpossible(
            _("Only an announced promotion that is not over yet can end early.")
        )


def early_end_of(promotion: Promotion) -> EarlyEnd | None:
    """Return the decision by which it ended before its time."""
    if promotion.state != PromotionState.ENDED:
        return None
    return promotion.early_ends.accepted().first()
