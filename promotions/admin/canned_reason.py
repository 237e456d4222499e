"""Canned reasons: the head of the Division keeps them, its officers read them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _, gettext_lazy

from accounts.admin_base import OfficeAdmin
from accounts.permissions import Person
from accounts.placeholders import unknown_placeholders
from accounts.revisions import revisions_of
from promotions.canned_reasons import FACTS
from promotions.law import wording
from promotions.models import CannedReason
from promotions.permissions import may_keep_reasons, may_review


class CannedReasonForm(forms.ModelForm[CannedReason]):
    class Meta:
        model = CannedReason
        fields = ["title", "verb", "text", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "text" in self.fields:
            self.fields["text"].help_text = _(
                "These words in braces are replaced by facts of the dossier: %(names)s"
            ) % {"names": _names()}

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        unknown = unknown_placeholders(text, FACTS)
        if unknown:
            raise forms.ValidationError(
                _("“%(name)s” is no fact of a dossier. Known are: %(names)s")
                % {"name": f"{{{unknown[0]}}}", "names": _names()}
            )
        return text


def _names() -> str:
    return "; ".join(f"{{{name}}} – {label}" for name, (label, fact) in FACTS.items())


@admin.register(CannedReason)
class CannedReasonAdmin(OfficeAdmin[CannedReason]):
    form = CannedReasonForm
    list_display = ["title", "verb", "is_active"]
    list_filter = ["verb", "is_active"]
    search_fields = ["title", "text"]
    list_per_page = 100
    show_full_result_count = False
    actions = None
    readonly_fields = ["history"]
    fields = ["title", "verb", "text", "is_active", "history"]

    def may_see(self, user: Person) -> bool:
        return may_review(user)

    def may_add(self, user: Person) -> bool:
        return may_keep_reasons(user)

    def may_change(self, user: Person, record: CannedReason | None) -> bool:
        return may_keep_reasons(user)

    @admin.display(description=gettext_lazy("texts so far"))
    def history(self, reason: CannedReason) -> SafeString | str:
        rows = (
            (
                wording.moment(row.pgh_created_at),
                person or "–",
                row.title,
                row.text,
                "" if row.is_active else _("not active"),
            )
            for row, person in revisions_of(reason)
        )
        return format_html_join("", "<p>{}, {}: {} – {} {}</p>", rows) or "–"
