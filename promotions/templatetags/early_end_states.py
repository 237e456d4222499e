"""The tag a state of an early end is shown with."""

from django import template

from promotions.enums import EarlyEndState

register = template.Library()

TAGS = {
    EarlyEndState.REQUESTED: "wait",
    EarlyEndState.ACCEPTED: "muted",
    EarlyEndState.REFUSED: "bad",
    EarlyEndState.WITHDRAWN: "muted",
}


@register.filter
def early_end_tag(state: str) -> str:
    return TAGS[EarlyEndState(state)]
