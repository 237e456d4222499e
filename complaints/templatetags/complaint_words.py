"""The words and colours of states."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from complaints.enums import (
    ComplaintState,
    ReferralRole,
    ReferralState,
    RetentionState,
)
from complaints.models import Referral
from complaints.questions import Exit

register = template.Library()

COMPLAINT_KINDS: dict[str, str] = {
    ComplaintState.RECEIVED: "info",
    ComplaintState.IN_PROGRESS: "wait",
    ComplaintState.RESOLVED: "ok",
    ComplaintState.NOT_ACCEPTED: "bad",
    ComplaintState.WITHDRAWN: "muted",
}
REFERRAL_KINDS: dict[str, str] = {
    ReferralState.SENT: "info",
    ReferralState.ACCEPTED: "wait",
    ReferralState.ANSWERED: "ok",
    ReferralState.RETURNED: "muted",
    ReferralState.CLOSED: "muted",
}


@register.filter
def complaint_kind(state: str) -> str:
    return COMPLAINT_KINDS[state]


@register.filter
def referral_kind(state: str) -> str:
    return REFERRAL_KINDS[state]


@register.filter
def referral_word(referral: Referral) -> str:
    """Return the state as a complainant reads it; who only watches was «informed»."""
    if referral.role == ReferralRole.INFORMED:
        return _("Informed")
    word: str = referral.get_state_display()
    return word


@register.filter
def run_state(state: str) -> str:
    """Return the state of a deletion run in words."""
    return str(RetentionState(state).label)


@register.filter
def where_to_turn(way: Exit) -> SafeString | str:
    """Return where an exit leads, its phone number one that can be tapped."""
    where = str(way.where)
    if not way.phone:
        return where
    before, _number, after = where.partition(way.phone)
    return format_html(
        '{}<a href="tel:{}">{}</a>{}',
        before,
        way.phone.replace(".", ""),
        way.phone,
        after,
    )
