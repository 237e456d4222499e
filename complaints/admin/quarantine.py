"""The queue of possible spam: what Trade Management reads and decides about."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy as _

from accounts.permissions import Person, is_of_trade_management
from campaigns.clock import now
from complaints.admin.lists import QuickList
from complaints.models import Quarantine
from complaints.models.quarantine import QuarantineQuerySet
from complaints.spam.alarm import is_late, waiting
from complaints.spam.words import signs_in_words


class DecisionFilter(admin.SimpleListFilter):
    """What waits for a decision first."""

    title = _("decision")
    parameter_name = "quyet-dinh"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("xong", _("Decided")), ("tat-ca", _("All"))]

    def choices(self, changelist: Any) -> Iterator[Any]:
        choices = super().choices(changelist)
        yield {**next(choices), "display": _("To decide")}
        yield from choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        assert isinstance(queryset, QuarantineQuerySet)
        match self.value():
            case "xong":
                return queryset.filter(decided_at__isnull=False)
            case "tat-ca":
                return queryset
            case _:
                return queryset.waiting()


@admin.register(Quarantine)
class QuarantineAdmin(QuickList[Quarantine]):
    list_display = ["number", "began_at", "alarm", "score", "why", "seller", "decision"]
    list_display_links = None
    list_filter = [DecisionFilter]
    filter_lookups = frozenset({"quyet-dinh"})
    list_select_related = ["complaint"]
    ordering = ["began_at", "pk"]
    actions = None
    change_list_template = "admin/complaints/quarantine/change_list.html"

    def may_see(self, user: Person) -> bool:
        return is_of_trade_management(user)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        context = {"waiting": waiting(at=now()), **(extra_context or {})}
        return super().changelist_view(request, context)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Lead to the report itself: there it is read and decided."""
        kept = self.get_object(request, object_id)
        if kept is None:
            return redirect("admin:complaints_quarantine_changelist")
        return redirect("admin:complaints_complaint_change", kept.complaint_id)

    @admin.display(description=_("report number"), ordering="complaint")
    def number(self, kept: Quarantine) -> SafeString:
        url = reverse("admin:complaints_complaint_change", args=[kept.complaint_id])
        return format_html('<a href="{}">{}</a>', url, str(kept))

    @admin.display(description=_("waits"))
    def alarm(self, kept: Quarantine) -> SafeString | str:
        if kept.decided_at is None and is_late(kept.began_at, at=now()):
            words = gettext("More than one working day")
            return format_html('<strong class="tag tag--bad">{}</strong>', words)
        return "–"

    @admin.display(description=_("signs of spam"))
    def why(self, kept: Quarantine) -> str:
        return "; ".join(words for words, _points in signs_in_words(kept.signs))

    @admin.display(description=_("seller"))
    def seller(self, kept: Quarantine) -> str:
        return kept.complaint.seller_name
