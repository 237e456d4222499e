"""What a person reads of a complaint in the admin; nothing of it can be changed."""

from typing import Any

from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy as _

from accounts.permissions import Person
from campaigns.clock import now
from complaints.masking import mask_contacts
from complaints.models import Complaint
from complaints.permissions import may_see_contact

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


def fieldsets_for(user: Person, complaint: Complaint | None) -> Any:
    """Who complains is shown to those who handle it; others read masked words."""
    if complaint is None or not may_see_contact(user, complaint):
        return [
            (None, {"fields": ["number", "kind", "category", *_CLOCK]}),
            (_("What happened"), {"fields": ["masked_story", "bought_on"]}),
            (_("Seller"), {"fields": _SELLER}),
        ]
    return [
        (None, {"fields": ["number", "code", "kind", "category", "source", *_CLOCK]}),
        (
            _("What happened"),
            {"fields": ["story", "demand", "bought_on", "amount", "order_ref"]},
        ),
        (
            _("Seller"),
            {
                "fields": [
                    *_SELLER,
                    "has_contacted_seller",
                    "contacted_on",
                    "seller_answer",
                ]
            },
        ),
        (
            _("Who reports"),
            {
                "fields": [
                    "full_name",
                    "phone",
                    "email",
                    "may_share_with_seller",
                    "consent_version",
                    "consented_at",
                ]
            },
        ),
    ]


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

    @admin.display(description=_("what the consumer tells"))
    def masked_story(self, complaint: Complaint) -> str:
        return mask_contacts(complaint.story)

    @admin.display(description=_("closed at"))
    def closed_day(self, complaint: Complaint) -> str:
        if complaint.closed_at is None:
            return "–"
        return date_format(timezone.localtime(complaint.closed_at), "DATETIME_FORMAT")
