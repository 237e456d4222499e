from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from documents.models import IssuedFile

FACTS = ("code", "kind", "about", "filename", "size_bytes", "sha256", "issued_at")


@admin.register(IssuedFile)
class IssuedFileAdmin(admin.ModelAdmin[IssuedFile]):
    """What was issued, for the administrator only; a paper is never opened here."""

    list_display = ["code", "kind", "about", "filename", "size_bytes", "issued_at"]
    list_filter = ["kind"]
    search_fields = ["code", "about", "filename", "sha256"]
    date_hierarchy = "issued_at"
    fields = readonly_fields = FACTS
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return _is_administrator(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _is_administrator(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _is_administrator(request: HttpRequest) -> bool:
    return bool(request.user.is_active and request.user.is_superuser)
