"""The course of a complaint in plain words: one list from all its parts.

Offices are named, officers never. The same entries serve the complainant and, with
more beside them, the officers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from complaints.enums import (
    MessageKind,
    ReferralRole,
    SellerAnswer,
    SubjectRequestKind,
    Verdict,
)
from complaints.models import (
    Complaint,
    ComplaintEvent,
    Message,
    Referral,
    ReferralEvent,
)

# Steps that say nothing more to the reader; what was set aside waits as any report.
UNTOLD = frozenset({"start", "quarantine", "release"})
# Which officer of a unit has it is no news to anybody outside the unit.
INSIDE_A_UNIT = frozenset({"take", "hand_over"})


@dataclass(frozen=True)
class Entry:
    """One line; ``kind`` is the colour its shape has: ok, wait, bad or info."""

    at: datetime
    order: int
    title: str
    text: str = ""
    kind: str = "info"


def timeline(complaint: Complaint) -> list[Entry]:
    """Return everything that happened, oldest first; reads three tables."""
    own = complaint.events.order_by("happened_at", "pk")
    parts = (
        ReferralEvent.objects.filter(record__complaint=complaint)
        .exclude(verb__in=INSIDE_A_UNIT)
        .select_related("record__unit")
        .order_by("happened_at", "pk")
    )
    entries = [_of_complaint(event) for event in own if event.verb not in UNTOLD]
    entries += [_of_referral(event) for event in parts if _is_worth_telling(event)]
    entries += map(_of_message, complaint.messages.select_related("unit"))
    return sorted(entries, key=attrgetter("at", "order"))


def _of_complaint(event: ComplaintEvent) -> Entry:
    if event.verb in WORDS_OF_EVENTS:
        title, text, kind = WORDS_OF_EVENTS[event.verb](event)
        order = 0 if event.verb == "reopen" else 2
        return Entry(event.happened_at, order, title, text, kind)
    words = COMPLAINT_WORDS.get(event.verb)
    if words is None:
        title = _("News from %(office)s") % {"office": event.actor}
        return Entry(event.happened_at, 2, title, event.reason)
    title, kind, order = words()
    return Entry(event.happened_at, order, title, event.reason, kind)


def _of_referral(event: ReferralEvent) -> Entry:
    title, text, kind = REFERRAL_WORDS[event.verb](event, event.record)
    return Entry(event.happened_at, 1, title, text, kind)


def _of_message(message: Message) -> Entry:
    if message.unit is None:
        return Entry(message.sent_at, 0, _("You wrote"), message.text, "ok")
    if message.kind == MessageKind.QUESTION:
        title, kind = _("%(office)s asks you"), "wait"
    else:
        title, kind = _("Message of %(office)s"), "info"
    office = {"office": message.unit.name}
    return Entry(message.sent_at, 0, title % office, message.text, kind)


def _is_worth_telling(event: ReferralEvent) -> bool:
    """A unit that only watched is not said to have closed its part."""
    return event.verb != "close" or event.record.is_asked


def _sent(event: ReferralEvent, part: Referral) -> tuple[str, str, str]:
    title = _ROLE_TITLES[event.facts["role"]]() % {"office": part.unit.name}
    text = event.facts["reason"]
    if event.facts["due_on"]:
        text += "\n" + _expected(event.facts["due_on"])
    return title, text, "info"


def _opened(event: ReferralEvent, part: Referral) -> tuple[str, str, str]:
    return _("%(office)s has opened it") % {"office": part.unit.name}, "", "info"


def _accepted(event: ReferralEvent, part: Referral) -> tuple[str, str, str]:
    title = _("%(office)s has started to handle it") % {"office": part.unit.name}
    return title, "", "wait"


def _answered(event: ReferralEvent, part: Referral) -> tuple[str, str, str]:
    title = _("Answer of %(office)s") % {"office": part.unit.name}
    return title, event.reason, "ok"


def _returned(event: ReferralEvent, part: Referral) -> tuple[str, str, str]:
    title = _(
        "%(office)s passed it back; the leading office decides who receives it now"
    ) % {"office": part.unit.name}
    return title, event.reason, "wait"


def _closed(event: ReferralEvent, part: Referral) -> tuple[str, str, str]:
    title = _("The part of %(office)s was closed without an answer")
    return title % {"office": part.unit.name}, event.reason, "info"


def _paused(event: ReferralEvent, part: Referral) -> tuple[str, str, str]:
    title = _("%(office)s waits for you; its term stands still until you have replied")
    return title % {"office": part.unit.name}, event.reason, "wait"


def _waiting_for_reply(event: ReferralEvent, part: Referral) -> tuple[str, str, str]:
    title = _("The term of %(office)s stands still until you have replied")
    return title % {"office": part.unit.name}, "", "wait"


def _continued(event: ReferralEvent, part: Referral) -> tuple[str, str, str]:
    title = _("%(office)s works on it again") % {"office": part.unit.name}
    expected = _expected(event.facts["due_on"])
    return title, f"{event.reason}\n{expected}".strip(), "info"


def _escalated(event: ReferralEvent, part: Referral) -> tuple[str, str, str]:
    title = _("%(office)s is late; those who lead it were told")
    return title % {"office": part.unit.name}, "", "bad"


Words = Callable[[ReferralEvent, Referral], tuple[str, str, str]]
REFERRAL_WORDS: dict[str, Words] = {
    "send": _sent,
    "send_again": _sent,
    "open": _opened,
    "accept": _accepted,
    "answer": _answered,
    "return": _returned,
    "close": _closed,
    "pause": _paused,
    "wait_for_reply": _waiting_for_reply,
    "continue": _continued,
    "escalate": _escalated,
}
_ROLE_TITLES: dict[str, Callable[[], str]] = {
    ReferralRole.LEAD: lambda: _("Sent to %(office)s, which leads"),
    ReferralRole.SUPPORT: lambda: _("Sent to %(office)s, which supports you"),
    ReferralRole.REFERRAL: lambda: _(
        "Sent to %(office)s, which examines signs of a violation"
    ),
    ReferralRole.INFORMED: lambda: _("%(office)s was informed"),
}
COMPLAINT_WORDS: dict[str, Callable[[], tuple[str, str, int]]] = {
    "receive": lambda: (_("Your report was received"), "ok", 0),
    "add_evidence": lambda: (_("You sent more files"), "info", 0),
    "resolve": lambda: (_("The handling has ended: the result"), "ok", 3),
    "not_accept": lambda: (_("The report was not taken up: the reason"), "bad", 3),
    "close_as_spam": lambda: (_("The report was not taken up: the reason"), "bad", 3),
    "withdraw": lambda: (_("The report was withdrawn"), "info", 3),
    "bury": lambda: (_("The personal data were deleted as the rules say"), "info", 4),
}


def _seller_asked(event: ComplaintEvent) -> tuple[str, str, str]:
    title = _("%(office)s asks the seller") % {"office": event.actor}
    return title, f"{event.reason}\n{_expected(event.facts['due_on'])}", "info"


def _seller_answers(event: ComplaintEvent) -> tuple[str, str, str]:
    text = str(SellerAnswer(event.facts["kind"]).label)
    if event.facts["promised_on"]:
        day = date_format(date.fromisoformat(event.facts["promised_on"]), "DATE_FORMAT")
        text += " " + _("(promised for %(day)s)") % {"day": day}
    return _("Answer of the seller"), f"{text}\n{event.reason}", "info"


def _expected(day: str) -> str:
    shown = date_format(date.fromisoformat(day), "DATE_FORMAT")
    return _("Answer expected by %(day)s.") % {"day": shown}


def _mediated(event: ComplaintEvent) -> tuple[str, str, str]:
    if event.facts["is_agreed"]:
        title, kind = _("%(office)s mediated: you and the seller agreed"), "ok"
    else:
        title, kind = _("%(office)s mediated: you and the seller did not agree"), "bad"
    return title % {"office": event.actor}, event.reason, kind


def _judged(event: ComplaintEvent) -> tuple[str, str, str]:
    found = Verdict(event.facts["verdict"])
    title = _("%(office)s has found: %(finding)s") % {
        "office": event.actor,
        "finding": found.label,
    }
    return title, event.reason, "ok" if found == Verdict.CONFIRMED else "info"


def _asked_about_data(event: ComplaintEvent) -> tuple[str, str, str]:
    return _("You asked about your data"), _kind_of_request(event), "wait"


def _decided_about_data(event: ComplaintEvent) -> tuple[str, str, str]:
    if event.facts["is_granted"]:
        title, kind = _("%(office)s has granted your request about your data"), "ok"
    else:
        title, kind = _("%(office)s has refused your request about your data"), "bad"
    text = f"{_kind_of_request(event)}\n{event.reason}"
    return title % {"office": event.actor}, text.strip(), kind


def _kind_of_request(event: ComplaintEvent) -> str:
    return str(SubjectRequestKind(event.facts["kind"]).label)


WORDS_OF_EVENTS: dict[str, Callable[[ComplaintEvent], tuple[str, str, str]]] = {
    "ask_seller": _seller_asked,
    "seller_answers": _seller_answers,
    "promise_kept": lambda event: (_("You said the promise was kept"), "", "ok"),
    "promise_broken": lambda event: (
        _("You said the promise was not kept"),
        "",
        "bad",
    ),
    "feedback_content": lambda event: (
        _("You are content with the result"),
        event.reason,
        "ok",
    ),
    "feedback_not_content": lambda event: (
        _("You are not content with the result"),
        event.reason,
        "bad",
    ),
    "feedback_reopen": lambda event: (
        _("You asked to take the report up again"),
        event.reason,
        "wait",
    ),
    "reopen": lambda event: (
        _("%(office)s takes the report up again") % {"office": event.actor},
        event.reason,
        "info",
    ),
    "keep_result": lambda event: (
        _("%(office)s keeps the result") % {"office": event.actor},
        event.reason,
        "info",
    ),
    "withdraw_sharing": lambda event: (
        _("You no longer agree that the seller learns who you are"),
        _("The offices pass nothing about you on to the seller any more."),
        "info",
    ),
    "ask_about_data": _asked_about_data,
    "decide_about_data": _decided_about_data,
    "take_copy": lambda event: (_("You downloaded a copy of your data"), "", "info"),
    "end_restriction": lambda event: (
        _("You ended the restriction of your data"),
        "",
        "info",
    ),
    "judge": _judged,
    "tell_code": lambda event: (
        _("%(office)s told the tracking code again to somebody who asked for it")
        % {"office": event.actor},
        _("They could say what the report is about. If it was not you, call us."),
        "info",
    ),
    "mediate": _mediated,
    "link_lead": lambda event: (
        _("Your report is handled together with others about the same matter"),
        _("You are told the result as everybody else who reported it."),
        "info",
    ),
    "unlink_lead": lambda event: (
        _("Your report is handled on its own again"),
        event.reason,
        "info",
    ),
}
