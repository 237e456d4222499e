"""The life of a dossier told to its merchant, oldest first."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy

from accounts.lifecycle import SYSTEM
from campaigns.moments import ending
from promotions.enums import PromotionState
from promotions.models import Promotion, PromotionEvent

TITLES = {
    "start": _("Dossier started"),
    "submit": _("Notification sent to the Department"),
    "ask_for_changes": _("Changes asked for"),
    "remind_of_changes": _("Reminded of the changes asked for"),
    "receive": _("Received by the Trade Management Division"),
    "record_confirmation": _("Registration confirmed"),
    "publish": _("Published in the register"),
    "submit_amendment": _("Amendment sent to the Department"),
    "withdraw_amendment": _("Amendment withdrawn by the merchant"),
    "accept_amendment": _("Amendment accepted: the promotion is changed"),
    "refuse_amendment": _("Amendment not accepted"),
    "request_early_end": _("Asked to end early"),
    "withdraw_early_end": _("Request to end early withdrawn"),
    "accept_early_end": _("Ended early"),
    "order_early_end": _("Ended early by order of the authority"),
    "refuse_early_end": _("Early end not accepted"),
    "withdraw": _("Withdrawn by the merchant"),
    "refuse": _("Not listed in the register"),
    "suspend": _("Suspended"),
    "resume": _("Suspension lifted"),
    "end": _("Ended"),
}
KINDS = {
    "ask_for_changes": "wait",
    "receive": "ok",
    "publish": "ok",
    "accept_amendment": "ok",
    "refuse_amendment": "bad",
    "request_early_end": "wait",
    "order_early_end": "bad",
    "refuse_early_end": "bad",
    "refuse": "bad",
    "suspend": "bad",
    "resume": "ok",
}


@dataclass(frozen=True)
class Entry:
    """One line of the timeline, as ``components/timeline.html`` shows it."""

    at: datetime
    title: str
    by: str
    text: str
    kind: str


def story(promotion: Promotion) -> list[Entry]:
    """Return what happened; the acting unit is named, never the person."""
    return [_entry(event) for event in promotion.events.all()]


def reason_for_changes(promotion: Promotion) -> str:
    """Return why the dossier was sent back, while it is; else nothing."""
    if promotion.state != PromotionState.NEEDS_CHANGES:
        return ""
    last = promotion.events.filter(to_state=PromotionState.NEEDS_CHANGES).last()
    return last.reason if last is not None else ""


def _entry(event: PromotionEvent) -> Entry:
    portal = pgettext_lazy("who acted", "the portal")
    return Entry(
        at=event.happened_at,
        title=str(TITLES.get(event.verb, event.verb)),
        by=str(portal) if event.actor == SYSTEM else event.actor,
        text=_text(event),
        kind=KINDS.get(event.verb, ""),
    )


def _text(event: PromotionEvent) -> str:
    """Return the reason, with the term that was given for it."""
    if event.verb == "start" and "renewed_from" in event.facts:
        return gettext("Taken over from %(reference)s.") % {
            "reference": event.facts["renewed_from"]
        }
    if event.verb == "ask_for_changes" and "due_at" in event.facts:
        due = ending(datetime.fromisoformat(event.facts["due_at"]))
        return f"{event.reason}\n\n" + gettext("To be sent by %(moment)s.") % {
            "moment": due
        }
    return event.reason
