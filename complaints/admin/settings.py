"""What Trade Management may set: the categories of the form."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from accounts.permissions import is_of_trade_management
from complaints.guides import guide_of
from complaints.models import Category


class SettingsAdmin(admin.ModelAdmin[Any]):
    """Kept by Trade Management; rows are switched off, never deleted."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return is_of_trade_management(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_of_trade_management(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_of_trade_management(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_of_trade_management(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Category)
class CategoryAdmin(SettingsAdmin):
    list_display = ["name", "group", "position", "is_active"]
    list_filter = ["is_active"]
    prepopulated_fields = {"code": ["name_en"]}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code", "asked", "proved_by", "term"] if obj else []

    @admin.display(description=_("questions"))
    def asked(self, category: Category) -> SafeString | str:
        questions = guide_of(category.code).questions
        return format_html_join("", "<p>{}</p>", ((q.text,) for q in questions)) or "–"

    @admin.display(description=_("what helps as evidence"))
    def proved_by(self, category: Category) -> str:
        return str(guide_of(category.code).evidence or "–")

    @admin.display(description=_("term of the whole report"))
    def term(self, category: Category) -> str:
        """The term with where it comes from, so that none is taken for law."""
        deadline = guide_of(category.code).deadline
        if deadline is None:
            return gettext("As set in the campaign")
        days = ngettext(
            "%(days)s working day", "%(days)s working days", deadline.days
        ) % {"days": deadline.days}
        return f"{days}. {deadline.source}"

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Any = None
    ) -> dict[str, Any]:
        return {} if obj else {"code": ["name_en"]}
