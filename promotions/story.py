"""The life of a dossier told to its merchant, oldest first."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy

from accounts.lifecycle import SYSTEM
from campaigns.moments import ending
from promotions.enums import PromotionState
from promotions.models import Promotion, PromotionEvent

TITLES = {
    "start": _("Dossier started"),
    "submit": _("Notification sent to the Department"),
    "ask_for_changes": _("Changes asked for"),
    "record_filing": _("Code of the public-service portal noted"),
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
    "send_result": _("Report of the result sent"),
    "correct_result": _("Report of the result taken up again for correction"),
    "receive_result": _("Report of the result received"),
    "return_result": _("Report of the result sent back"),
    "remind_of_result": _("Reminded of the report of the result"),
    "press_for_result": _("Told that the report of the result is overdue"),
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
    "accept_amendment": "ok",
    "refuse_amendment": "bad",
    "request_early_end": "wait",
    "order_early_end": "bad",
    "refuse_early_end": "bad",
    "receive_result": "ok",
    "return_result": "wait",
    "press_for_result": "bad",
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
        text=_text(event),
        kind=KINDS.get(event.verb, ""),
    )


def _with_people(entry: Entry, event: PromotionEvent) -> Entry:
    person = event.by.full_name if event.by is not None else ""
    by = f"{entry.by} – {person}" if person else entry.by
    return replace(entry, by=by, text=entry.text or event.facts.get("officer", ""))


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
    return event.reason or _noted(event)


def _noted(event: PromotionEvent) -> str:
    """Return code and day of the filing, where the event is that they were noted."""
    if event.verb != "record_filing":
        return ""
    filed_on = date.fromisoformat(event.facts["filed_on"])
    return f"{event.facts['filing_ref']} · {date_format(filed_on, 'SHORT_DATE_FORMAT')}"
