"""The page of one complaint, the list of all one may see, and intake at the counter."""

from typing import Any
from uuid import uuid4

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _, gettext_lazy

from accounts.models import User
from accounts.once import ContentConflict
from accounts.permissions import Person
from campaigns.clock import now
from complaints.admin.contact_export import contact_export
from complaints.admin.export import csv_of
from complaints.admin.facts import FactColumns, fieldsets_for
from complaints.admin.lists import KeptList, OpinionFilter, SellerFilter
from complaints.admin.mediation import mediation_paper
from complaints.admin.page import page_of, part_of, read_parts
from complaints.admin.step_page import step_page
from complaints.admin.steps import STEPS
from complaints.delivery import note_opening
from complaints.enums import ComplaintSource
from complaints.evidence.attaching import Attached
from complaints.evidence.trouble import EvidenceRefused
from complaints.forms.attached import attached_to
from complaints.forms.complaint import CounterForm, has_key, with_new_key
from complaints.intake import file_complaint
from complaints.models import Complaint
from complaints.models.complaint import ComplaintQuerySet
from complaints.permissions import may_take_in
from complaints.search import search
from complaints.showing import is_shown

CONFLICT = 409


@admin.register(Complaint)
class ComplaintAdmin(FactColumns, KeptList[Complaint]):
    list_display = [
        "number",
        "state",
        "due_day",
        "received_at",
        "category",
        "kind",
        "district",
        "seller_name",
    ]
    list_filter = [
        OpinionFilter,
        SellerFilter,
        "state",
        "kind",
        "source",
        "category",
        "district",
    ]
    filter_lookups = frozenset(
        {
            "nguoi-ban",
            "y-kien",
            "state__exact",
            "kind__exact",
            "source__exact",
            "category__id__exact",
            "district__id__exact",
        }
    )
    search_fields = ["code"]
    search_help_text = gettext_lazy(
        "Number, tracking code, seller; phone or e-mail if you handle it"
    )
    ordering = ["-pk"]
    actions = ["export_selected", "export_contacts"]
    change_form_template = "admin/complaints/complaint/change_form.html"

    def may_add(self, user: Person) -> bool:
        return may_take_in(user)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Complaint]:
        return super().get_queryset(request).select_related("category", "district")

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Complaint | None:
        complaint = super().get_object(request, object_id, from_field)
        if complaint is not None:
            read_parts(complaint)
        return complaint

    def get_fieldsets(self, request: HttpRequest, obj: Complaint | None = None) -> Any:
        shown = obj is not None and is_shown(request.user, obj, at=now())
        return fieldsets_for(request.user, obj, is_shown=shown)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Complaint], search_term: str
    ) -> tuple[QuerySet[Complaint], bool]:
        assert isinstance(queryset, ComplaintQuerySet)
        return search(queryset, search_term, by=request.user), False

    def get_urls(self) -> list[URLPattern]:
        step = path(
            "<int:pk>/buoc/<slug:code>/",
            self.admin_site.admin_view(self.step_view),
            name="complaints_complaint_step",
        )
        paper = path(
            "hoa-giai/<int:pk>.<str:kind>",
            self.admin_site.admin_view(mediation_paper),
            name="complaints_complaint_mediation",
        )
        return [step, paper, *super().get_urls()]

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Complaint | None = None,
    ) -> HttpResponse:
        """Show the facts, every unit's part, the course, and what can be done now."""
        assert obj is not None
        assert isinstance(request.user, User)
        context |= page_of(request.user, obj)
        part = part_of(request.user, context["parts"])
        if part is not None and request.method == "GET":
            note_opening(part, by=request.user, at=now())
        return super().render_change_form(request, context, add, change, form_url, obj)

    def step_view(self, request: HttpRequest, pk: int, code: str) -> HttpResponse:
        """Take one step; whoever may not see the complaint does not learn of it."""
        complaint = get_object_or_404(self.get_queryset(request), pk=pk)
        step = STEPS.get(code)
        if step is None:
            raise Http404
        user = request.user
        assert isinstance(user, User)
        parts = list(
            complaint.referrals.select_related("unit", "assignee", "complaint")
        )
        return step_page(
            request,
            step,
            complaint,
            part_of(user, parts),
            context=self.admin_site.each_context(request),
        )

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Write a report down for somebody at the counter or on the phone."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._show_intake(
                request, CounterForm(initial={"key": uuid4()}, at=now())
            )
        data = request.POST if has_key(request.POST) else with_new_key(request.POST)
        attached = attached_to(request)
        form = CounterForm(data, at=now(), attached=attached)
        if not form.is_valid():
            return self._show_intake(request, form)
        return self._file(request, form, attached)

    def _file(
        self, request: HttpRequest, form: CounterForm, attached: Attached
    ) -> HttpResponse:
        assert isinstance(request.user, User)
        try:
            receipt = file_complaint(
                form.facts,
                key=form.cleaned_data["key"],
                at=now(),
                source=ComplaintSource(form.cleaned_data["source"]),
                by=request.user,
                uploads=attached.uploads,
            )
        except EvidenceRefused as refused:
            form.add_error("evidence", refused.message)
            return self._show_intake(request, form)
        except ContentConflict as conflict:
            text = _(
                "This form was sent before and has the code %(code)s. What was changed "
                "since then was not stored; send it again to file a second report."
            ) % {"code": conflict.receipt}
            messages.warning(request, text)
            fresh = CounterForm(with_new_key(request.POST), at=now(), attached=attached)
            return self._show_intake(request, fresh, status=CONFLICT)
        text = _("The report is stored. Tell the person the tracking code: %(code)s")
        messages.success(request, text % {"code": receipt.reference})
        stored = Complaint.objects.visible_to(request.user).filter(
            code=receipt.reference
        )
        for complaint in stored:
            return redirect("admin:complaints_complaint_change", complaint.pk)
        return redirect("admin:complaints_complaint_changelist")

    def _show_intake(
        self, request: HttpRequest, form: CounterForm, status: int = 200
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Write down a report"),
            "opts": self.opts,
            "form": form,
        }
        return TemplateResponse(
            request, "admin/complaints/complaint/intake.html", context, status=status
        )

    @admin.action(description=gettext_lazy("Save the selected reports as a CSV file"))
    def export_selected(
        self, request: HttpRequest, queryset: QuerySet[Complaint]
    ) -> StreamingHttpResponse:
        assert isinstance(queryset, ComplaintQuerySet)
        return csv_of(queryset, filename=f"phan-anh-{now():%Y%m%d-%H%M}.csv")

    @admin.action(
        description=gettext_lazy("Save them with who sent them, for a reason")
    )
    def export_contacts(
        self, request: HttpRequest, queryset: QuerySet[Complaint]
    ) -> HttpResponseBase | None:
        assert isinstance(queryset, ComplaintQuerySet)
        return contact_export(
            request, queryset, context=self.admin_site.each_context(request)
        )
