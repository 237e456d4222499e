"""The life of a dossier told to its merchant, oldest first."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from accounts.lifecycle import SYSTEM
from promotions.enums import PromotionState
from promotions.models import Promotion, PromotionEvent

TITLES = {
    "start": _("Dossier started"),
    "submit": _("Notification sent to the Department"),
    "ask_for_changes": _("Changes asked for"),
    "record_filing": _("Code of the public-service portal noted"),
    "receive": _("Received by the Trade Management Division"),
    "record_confirmation": _("Registration confirmed"),
    "publish": _("Published in the register"),
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
        text=event.reason or _noted(event),
        kind=KINDS.get(event.verb, ""),
    )


def _noted(event: PromotionEvent) -> str:
    """Return code and day of the filing, where the event is that they were noted."""
    if event.verb != "record_filing":
        return ""
    filed_on = date.fromisoformat(event.facts["filed_on"])
    return f"{event.facts['filing_ref']} · {date_format(filed_on, 'SHORT_DATE_FORMAT')}"
