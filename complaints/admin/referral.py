"""The desk of a unit: its parts of complaints, those due first."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from campaigns.clock import now
from complaints.admin.bulk import ACCEPT, HAND_OVER, NOTE, TAKE, bulk
from complaints.admin.desk_list import DeskList
from complaints.admin.export import csv_of
from complaints.admin.lists import (
    WITHOUT_A_TERM,
    KeptList,
    QueueFilter,
    UnitFilter,
    time_left,
)
from complaints.models import Complaint, Referral
from complaints.search import search


@admin.register(Referral)
class ReferralAdmin(KeptList[Referral]):
    list_display = [
        "number",
        "left",
        "handled_by",
        "state",
        "category",
        "seller",
        "district",
        "role",
        "unit",
    ]
    list_display_links = None
    list_filter = [QueueFilter, UnitFilter, "role"]
    filter_lookups = frozenset({"role__exact", "hang", "don-vi"})
    list_select_related = [
        "unit",
        "assignee",
        "complaint__category",
        "complaint__district",
    ]
    search_fields = ["complaint__code"]
    search_help_text = _(
        "Number, tracking code, seller; phone or e-mail if you handle it"
    )
    actions = [
        "accept_selected",
        "take_selected",
        "hand_over_selected",
        "note_selected",
        "export_selected",
    ]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[DeskList]:
        return DeskList

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """The nearest end of a term first; where no answer is owed, the newest."""
        if request.GET.get(QueueFilter.parameter_name) in WITHOUT_A_TERM:
            return ["-pk"]
        return ["due_at", "pk"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Referral], search_term: str
    ) -> tuple[QuerySet[Referral], bool]:
        if not search_term.strip():
            return queryset, False
        found = search(Complaint.objects.all(), search_term, by=request.user)
        return queryset.filter(complaint__in=found.values("pk")), False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Go to the complaint: a part is worked on with the whole in view."""
        referral = self.get_object(request, object_id)
        if referral is None:
            return super().change_view(request, object_id, form_url, extra_context)
        return redirect("admin:complaints_complaint_change", referral.complaint_id)

    @admin.display(description=_("report number"), ordering="complaint_id")
    def number(self, referral: Referral) -> SafeString:
        address = reverse(
            "admin:complaints_complaint_change", args=[referral.complaint_id]
        )
        return format_html('<a href="{}">{}</a>', address, _no(referral.complaint_id))

    @admin.display(description=_("category"))
    def category(self, referral: Referral) -> str:
        return referral.complaint.category.label

    @admin.display(description=_("district"))
    def district(self, referral: Referral) -> str:
        return referral.complaint.district.name

    @admin.display(description=_("seller"))
    def seller(self, referral: Referral) -> str:
        return referral.complaint.seller_name

    @admin.display(description=_("handled by"))
    def handled_by(self, referral: Referral) -> str:
        return str(referral.handler or "–")

    @admin.display(description=_("time left"), ordering="due_at")
    def left(self, referral: Referral) -> SafeString | str:
        return time_left(referral)

    @admin.action(description=ACCEPT.title)
    def accept_selected(
        self, request: HttpRequest, queryset: QuerySet[Referral]
    ) -> HttpResponse | None:
        return bulk(self, request, queryset, ACCEPT)

    @admin.action(description=TAKE.title)
    def take_selected(
        self, request: HttpRequest, queryset: QuerySet[Referral]
    ) -> HttpResponse | None:
        return bulk(self, request, queryset, TAKE)

    @admin.action(description=HAND_OVER.title)
    def hand_over_selected(
        self, request: HttpRequest, queryset: QuerySet[Referral]
    ) -> HttpResponse | None:
        return bulk(self, request, queryset, HAND_OVER)

    @admin.action(description=NOTE.title)
    def note_selected(
        self, request: HttpRequest, queryset: QuerySet[Referral]
    ) -> HttpResponse | None:
        return bulk(self, request, queryset, NOTE)

    @admin.action(description=_("Save the selected reports as a CSV file"))
    def export_selected(
        self, request: HttpRequest, queryset: QuerySet[Referral]
    ) -> StreamingHttpResponse:
        chosen = Complaint.objects.visible_to(request.user).filter(
            pk__in=queryset.values("complaint_id")
        )
        return csv_of(chosen, filename=f"phan-anh-{now():%Y%m%d-%H%M}.csv")


def _no(pk: int) -> str:
    return f"{pk:06d}"
