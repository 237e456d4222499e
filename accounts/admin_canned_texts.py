"""Texts that are written once, in the admin: how each came to read as it does."""

from typing import Any, TypeVar

from django.contrib import admin
from django.db.models import Model
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy as _

from accounts.admin_base import OfficeAdmin
from accounts.revisions import revisions_of

M = TypeVar("M", bound=Model)


class CannedTextAdmin(OfficeAdmin[M]):
    search_fields = ["title", "text"]
    list_per_page = 100
    show_full_result_count = False
    actions = None

    @admin.display(description=_("texts so far"))
    def history(self, kept: Any) -> SafeString | str:
        if kept._state.adding:
            return "–"
        rows = (
            (
                f"{timezone.localtime(row.pgh_created_at):%H:%M %d/%m/%Y}",
                person or "–",
                row.title,
                row.text,
                "" if row.is_active else gettext("not active"),
            )
            for row, person in revisions_of(kept)
        )
        return format_html_join("", "<p>{}, {}: {} – {} {}</p>", rows) or "–"
