"""The tag a state of an amendment is shown with."""

from django import template

from promotions.enums import AmendmentState

register = template.Library()

TAGS = {
    AmendmentState.DRAFT: "info",
    AmendmentState.SUBMITTED: "wait",
    AmendmentState.ACCEPTED: "ok",
    AmendmentState.REFUSED: "bad",
    AmendmentState.WITHDRAWN: "muted",
}


@register.filter
def amendment_tag(state: str) -> str:
    return TAGS[AmendmentState(state)]
