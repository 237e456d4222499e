"""Who was shown the senders of reports, for those who watch over that."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Person, oversees_personal_data
from complaints.admin.lists import QuickList
from complaints.models import Showing


@admin.register(Showing)
class ShowingAdmin(QuickList[Showing]):
    """Numbers of reports only: whoever watches need not be one who handles them."""

    list_display = ["shown_at", "number", "by", "unit", "why", "is_export", "ends_at"]
    list_display_links = None
    list_filter = [
        "shown_at",
        "purpose",
        "is_export",
        ("unit", admin.RelatedOnlyFieldListFilter),
    ]
    filter_lookups = frozenset(
        {
            "shown_at__gte",
            "shown_at__lt",
            "purpose__exact",
            "is_export__exact",
            "unit__id__exact",
        }
    )
    list_select_related = ["by", "unit"]
    search_fields = ["=complaint__id", "by__full_name", "by__email"]
    search_help_text = _("Number of the report, or name of the officer")
    ordering = ["-shown_at", "-pk"]
    actions = None
    fields = ["number", "by", "unit", "why", "is_export", "shown_at", "ends_at"]

    def may_see(self, user: Person) -> bool:
        return oversees_personal_data(user)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Showing | None = None
    ) -> Any:
        return self.fields

    @admin.display(description=_("report number"), ordering="complaint")
    def number(self, showing: Showing) -> str:
        return f"{showing.complaint_id:06d}"

    @admin.display(description=_("what for"), ordering="purpose")
    def why(self, showing: Showing) -> str:
        return showing.reason
