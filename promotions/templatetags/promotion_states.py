"""The tag a state of a dossier is shown with."""

from django import template

from promotions.enums import PromotionState

register = template.Library()

TAGS = {
    PromotionState.DRAFT: "muted",
    PromotionState.SUBMITTED: "info",
    PromotionState.NEEDS_CHANGES: "wait",
    PromotionState.RECEIVED: "ok",
    PromotionState.PUBLISHED: "ok",
    PromotionState.ENDED: "muted",
    PromotionState.WITHDRAWN: "muted",
    PromotionState.REFUSED: "bad",
    PromotionState.SUSPENDED: "bad",
    PromotionState.DELISTED: "bad",
}


@register.filter
def state_tag(state: str) -> str:
    return TAGS[PromotionState(state)]
