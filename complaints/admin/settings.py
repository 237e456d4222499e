"""What Trade Management may set: the categories of the form."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.permissions import is_of_trade_management
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
        return ["code"] if obj else []

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Any = None
    ) -> dict[str, Any]:
        return {} if obj else {"code": ["name_en"]}
