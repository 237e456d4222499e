"""The tag a state of a report of the result is shown with."""

from django import template

from promotions.enums import ResultState

register = template.Library()

TAGS = {
    ResultState.DRAFT: "muted",
    ResultState.SENT: "wait",
    ResultState.RETURNED: "bad",
    ResultState.RECEIVED: "ok",
}


@register.filter
def result_tag(state: str) -> str:
    return TAGS[ResultState(state)]
