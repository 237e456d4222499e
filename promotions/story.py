"""The life of a dossier told to its merchant, oldest first."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext_lazy as _, pgettext_lazy

from accounts.lifecycle import SYSTEM
from promotions.enums import PromotionState
from promotions.models import Promotion, PromotionEvent

TITLES = {
    "start": _("Dossier started"),
    "submit": _("Notification sent to the Department"),
    "ask_for_changes": _("Changes asked for"),
    "receive": _("Received by the Trade Management Division"),
    "record_confirmation": _("Registration confirmed"),
    "publish": _("Published in the register"),
    "withdraw": _("Withdrawn by the merchant"),
    "refuse": _("Not listed in the register"),
    "suspend": _("Suspended"),
    "resume": _("Suspension lifted"),
    "end": _("Ended"),
    "delist": _("Removed from the register"),
    "appeal": _("Review of the decision asked for"),
    "uphold": _("The decision stands after review"),
    "reverse": _("Decision taken back after review"),
}
OF_THE_OFFICE = {
    "take": _("Taken by an officer"),
    "give_back": _("Given back by the officer"),
    "assign": _("Assigned to an officer"),
}
KINDS = {
    "ask_for_changes": "wait",
    "receive": "ok",
    "publish": "ok",
    "refuse": "bad",
    "suspend": "bad",
    "resume": "ok",
    "delist": "bad",
    "appeal": "wait",
    "uphold": "bad",
    "reverse": "ok",
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
    """Return what happened; the acting unit is named, never the person.

    Who handles the dossier within the Division is no business of the merchant.
    """
    events = promotion.events.exclude(verb__in=OF_THE_OFFICE)
    return [_entry(event) for event in events]


def story_for_officers(promotion: Promotion) -> list[Entry]:
    """Return all that happened, with the names of the officers."""
    return [
        _with_people(_entry(event), event)
        for event in promotion.events.select_related("by")
    ]


def reason_for_changes(promotion: Promotion) -> str:
    """Return why the dossier was sent back, while it is; else nothing."""
    if promotion.state != PromotionState.NEEDS_CHANGES:
        return ""
    last = promotion.events.filter(verb="ask_for_changes").last()
    return last.reason if last is not None else ""


def title_of(event: PromotionEvent) -> str:
    return str((TITLES | OF_THE_OFFICE).get(event.verb, event.verb))


def _entry(event: PromotionEvent) -> Entry:
    portal = pgettext_lazy("who acted", "the portal")
    return Entry(
        at=event.happened_at,
        title=title_of(event),
        by=str(portal) if event.actor == SYSTEM else event.actor,
        text=event.reason,
        kind=KINDS.get(event.verb, ""),
    )


def _with_people(entry: Entry, event: PromotionEvent) -> Entry:
    person = event.by.full_name if event.by is not None else ""
    by = f"{entry.by} – {person}" if person else entry.by
    return replace(entry, by=by, text=entry.text or event.facts.get("officer", ""))
