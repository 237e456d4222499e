"""The desk of a unit: its parts of complaints, those due first."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _, ngettext

from accounts.lifecycle import TransitionNotAllowed
from accounts.models import User
from campaigns.clock import now
from complaints import workflow
from complaints.admin.export import csv_of
from complaints.admin.lists import (
    WITHOUT_A_TERM,
    QueueFilter,
    QuickList,
    UnitFilter,
    time_left,
)
from complaints.models import Complaint, Referral
from complaints.permissions import may_accept
from complaints.search import search


@admin.register(Referral)
class ReferralAdmin(QuickList[Referral]):
    list_display = [
        "number",
        "left",
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
    list_select_related = ["unit", "complaint__category", "complaint__district"]
    search_fields = ["complaint__code"]
    search_help_text = _(
        "Number, tracking code, seller; phone or e-mail if you handle it"
    )
    actions = ["accept_selected", "export_selected"]

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

    @admin.display(description=_("time left"), ordering="due_at")
    def left(self, referral: Referral) -> SafeString | str:
        return time_left(referral)

    @admin.action(description=_("Take up the selected reports"))
    def accept_selected(
        self, request: HttpRequest, queryset: QuerySet[Referral]
    ) -> None:
        assert isinstance(request.user, User)
        taken, left_out = 0, []
        for referral in queryset.select_related("complaint").order_by("pk"):
            try:
                if not may_accept(request.user, referral):
                    raise TransitionNotAllowed(referral, referral.state, "accepted")
                workflow.accept_referral(referral, by=request.user, at=now())
                taken += 1
            except TransitionNotAllowed:
                left_out.append(_no(referral.complaint_id))
        self._report(request, taken, left_out)

    @admin.action(description=_("Save the selected reports as a CSV file"))
    def export_selected(
        self, request: HttpRequest, queryset: QuerySet[Referral]
    ) -> StreamingHttpResponse:
        chosen = Complaint.objects.visible_to(request.user).filter(
            pk__in=queryset.values("complaint_id")
        )
        return csv_of(chosen, filename=f"phan-anh-{now():%Y%m%d-%H%M}.csv")

    def _report(self, request: HttpRequest, taken: int, left_out: list[str]) -> None:
        if taken:
            text = ngettext(
                "%(count)s report taken up.", "%(count)s reports taken up.", taken
            ) % {"count": taken}
            self.message_user(request, text, messages.SUCCESS)
        if left_out:
            text = ngettext(
                "Not taken up, because it is not waiting for your unit: %(numbers)s.",
                "Not taken up, because they are not waiting for your unit: "
                "%(numbers)s.",
                len(left_out),
            ) % {"numbers": ", ".join(left_out)}
            self.message_user(request, text, messages.WARNING)


def _no(pk: int) -> str:
    return f"{pk:06d}"
