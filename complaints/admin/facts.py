"""What a person reads of a complaint in the admin; nothing of it can be changed."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy as _

from django_stubs_ext import StrOrPromise

from accounts.permissions import Person
from campaigns.clock import now
from complaints.guides import guide_of
from complaints.masking import mask_sender
from complaints.models import Complaint
from complaints.permissions import may_be_shown, may_see_contact

_SELLER = [
    "seller_name",
    "merchant",
    "promotion",
    "seller_channel",
    "seller_link",
    "seller_address",
    "district",
]
_CLOCK = ["state", "verdict_word", "received_at", "due_day", "closed_at", "outcome"]
_COVERED_CLOCK = [*_CLOCK[:-1], "covered_outcome"]
_SKELETON = ["merchant", "promotion", "seller_channel", "district"]
SHOW_STEP = "hien-nguoi-gui"


def fieldsets_for(user: Person, complaint: Complaint | None, *, is_shown: bool) -> Any:
    """Who complains is shown to those who handle it and asked; else words are masked."""
    if complaint is not None and complaint.is_buried:
        clock = [*_CLOCK[:-1], "buried_at"]
        return [
            (None, {"fields": ["number", "kind", "category", "source", *clock]}),
            (_("Seller"), {"fields": _SKELETON}),
        ]
    if complaint is None or not may_see_contact(user, complaint):
        return [
            (None, {"fields": ["number", "kind", "category", *_COVERED_CLOCK]}),
            (
                _("What happened"),
                {"fields": ["covered_story", "covered_told_answers", "bought_on"]},
            ),
            (_("Seller"), {"fields": _SELLER}),
        ]
    clock = _CLOCK if is_shown else _COVERED_CLOCK
    name = _as_is if is_shown else "covered_{}".format
    told = [name("story"), name("told_answers"), name("demand")]
    matter = [*told, "bought_on", "amount", name("order_ref")]
    contacted = ["has_contacted_seller", "contacted_on", name("seller_answer")]
    contact = [name("full_name"), name("phone"), name("email")]
    who = {
        "description": ""
        if is_shown
        else _ask_to_show(complaint, may_ask=may_be_shown(user, complaint)),
        "fields": contact,
    }
    return [
        (None, {"fields": ["number", "code", "kind", "category", "source", *clock]}),
        (_("What happened"), {"fields": matter}),
        (_("Seller"), {"fields": [*_SELLER, *contacted]}),
        (_("Who reports"), who),
    ]


def _as_is(name: str) -> str:
    return name


def _ask_to_show(complaint: Complaint, *, may_ask: bool) -> SafeString:
    """Return where who sent it is shown, for a reason."""
    if not may_ask:
        words = gettext(
            "The person had the use of these data restricted: only the head of Trade "
            "Management is shown them."
        )
        return format_html('<p class="help">{}</p>', words)
    address = reverse("admin:complaints_complaint_step", args=[complaint.pk, SHOW_STEP])
    return format_html(
        '<p class="help">{} <a href="{}">{}</a></p>',
        gettext("Covered: answering and writing to the person need none of it."),
        address,
        gettext("Show who sent this"),
    )


def _covered(name: str, description: StrOrPromise) -> Callable[..., str]:
    """Make a line that shows a text of the report with what leads to people covered."""

    @admin.display(description=description)
    def line(self: object, complaint: Complaint) -> str:
        return mask_sender(complaint, getattr(complaint, name)) or "–"

    return line


def _hidden(name: str, description: StrOrPromise) -> Callable[..., str]:
    """Make a line that tells only whether something was given."""

    @admin.display(description=description)
    def line(self: object, complaint: Complaint) -> str:
        return gettext("[covered]") if getattr(complaint, name) else "–"

    return line


def _answers(
    complaint: Complaint, *, covered: Callable[[str], str] = str
) -> SafeString | str:
    """One line a question, and where the answers have sent the person besides."""
    guide = guide_of(complaint.category.code)
    lines = [
        format_html("{} <strong>{}</strong>", question, covered(answer))
        for question, answer in guide.in_words(complaint.answers)
    ]
    advice = gettext("The person was told:")
    lines += [
        format_html("{} {}", advice, way.where)
        for way in guide.exits_opened_by(complaint.answers)
    ]
    return format_html_join("", "<p>{}</p>", ((line,) for line in lines)) or "–"


class FactColumns:
    """Columns and lines that say a fact in words."""

    @admin.display(description=_("report number"), ordering="pk")
    def number(self, complaint: Complaint) -> str:
        return f"{complaint.pk:06d}"

    @admin.display(description=_("due on"), ordering="due_at")
    def due_day(self, complaint: Complaint) -> SafeString | str:
        day = date_format(complaint.due_on, "DATE_FORMAT")
        if complaint.paused_at is not None:
            return gettext("Stands still: the person is waited for")
        if complaint.is_open and now() >= complaint.due_at:
            return format_html('<strong class="tag tag--bad">{}</strong>', day)
        return day

    @admin.display(description=_("verdict on the report"))
    def verdict_word(self, complaint: Complaint) -> str:
        word: str = complaint.get_verdict_display()
        return word or "–"

    @admin.display(description=_("amount paid"))
    def amount(self, complaint: Complaint) -> str:
        if complaint.amount_vnd is None:
            return "–"
        return f"{complaint.amount_vnd:,}".replace(",", ".") + " ₫"

    covered_story = _covered("story", _("what the consumer tells"))
    covered_demand = _covered("demand", _("what the consumer asks for"))
    covered_order_ref = _covered("order_ref", _("order number"))
    covered_seller_answer = _covered("seller_answer", _("answer of the seller"))
    covered_outcome = _covered("outcome", _("outcome told to the consumer"))
    covered_full_name = _hidden("full_name", _("full name"))
    covered_phone = _hidden("phone", _("phone"))
    covered_email = _hidden("email", _("e-mail"))

    @admin.display(description=_("answers to the questions of the category"))
    def told_answers(self, complaint: Complaint) -> SafeString | str:
        return _answers(complaint)

    @admin.display(description=_("answers to the questions of the category"))
    def covered_told_answers(self, complaint: Complaint) -> SafeString | str:
        return _answers(complaint, covered=partial(mask_sender, complaint))

    @admin.display(description=_("closed at"))
    def closed_day(self, complaint: Complaint) -> str:
        if complaint.closed_at is None:
            return "–"
        return date_format(timezone.localtime(complaint.closed_at), "DATETIME_FORMAT")
