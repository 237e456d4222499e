"""Canned reasons: the head of the Division keeps them, its officers read them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.admin_canned_texts import CannedTextAdmin
from accounts.canned_texts import CannedTextForm
from accounts.permissions import Person
from promotions.canned_reasons import FACTS
from promotions.models import CannedReason
from promotions.permissions import may_keep_reasons, may_review


class CannedReasonForm(CannedTextForm):
    facts = FACTS
    known_facts = _(
        "These words in braces are replaced by facts of the dossier: %(names)s"
    )
    unknown_fact = _("“%(name)s” is no fact of a dossier. Known are: %(names)s")

    class Meta:
        model = CannedReason
        fields = ["title", "verb", "text", "is_active"]


@admin.register(CannedReason)
class CannedReasonAdmin(CannedTextAdmin[CannedReason]):
    form = CannedReasonForm
    list_display = ["title", "verb", "is_active"]
    list_filter = ["verb", "is_active"]
    readonly_fields = ["history"]
    fields = ["title", "verb", "text", "is_active", "history"]

    def may_see(self, user: Person) -> bool:
        return may_review(user)

    def may_add(self, user: Person) -> bool:
        return may_keep_reasons(user)

    def may_change(self, user: Person, record: CannedReason | None) -> bool:
        return may_keep_reasons(user)
