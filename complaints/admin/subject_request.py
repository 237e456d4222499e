"""Requests about personal data: the queue of Trade Management, and the decision."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from accounts.lifecycle import ReasonMissing
from accounts.models import User
from accounts.permissions import Person, is_of_trade_management
from campaigns.clock import now
from complaints.admin.facts import SHOW_STEP
from complaints.admin.lists import QuickList
from complaints.forms.rights import DecisionForm
from complaints.masking import mask_sender
from complaints.models import SubjectRequest
from complaints.models.subject_request import SubjectRequestQuerySet
from complaints.refusals import StepRefused
from complaints.rights import deciding
from complaints.showing import is_shown

HOUR = 3600


class DueFilter(admin.SimpleListFilter):
    """What waits for a decision first, the nearest end of its 72 hours on top."""

    title = _("decision")
    parameter_name = "quyet-dinh"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("qua-han", _("Overdue")),
            ("xong", _("Decided")),
            ("tat-ca", _("All")),
        ]

    def choices(self, changelist: Any) -> Iterator[Any]:
        choices = super().choices(changelist)
        yield {**next(choices), "display": _("To decide")}
        yield from choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        assert isinstance(queryset, SubjectRequestQuerySet)
        match self.value():
            case "qua-han":
                return queryset.overdue(at=now())
            case "xong":
                return queryset.filter(decided_at__isnull=False)
            case "tat-ca":
                return queryset
            case _:
                return queryset.waiting()


@admin.register(SubjectRequest)
class SubjectRequestAdmin(QuickList[SubjectRequest]):
    list_display = ["number", "kind", "left", "asked_at", "is_granted", "decided_by"]
    list_display_links = ["number"]
    list_filter = [DueFilter, "kind"]
    filter_lookups = frozenset({"quyet-dinh", "kind__exact"})
    list_select_related = ["decided_by"]
    search_fields = ["=complaint__id"]
    search_help_text = _("Number of the report")
    ordering = ["due_at", "pk"]
    actions = None

    def may_see(self, user: Person) -> bool:
        return is_of_trade_management(user)

    def get_urls(self) -> list[URLPattern]:
        decide = path(
            "<int:pk>/quyet-dinh/",
            self.admin_site.admin_view(self.decision_view),
            name="complaints_subjectrequest_decide",
        )
        return [decide, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Lead to the page where it is read and decided."""
        asked = self.get_object(request, object_id)
        if asked is None:
            return redirect("admin:complaints_subjectrequest_changelist")
        return redirect("admin:complaints_subjectrequest_decide", asked.pk)

    def decision_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what is asked, covered until shown, and take the decision once."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = get_object_or_404(
            self.get_queryset(request).select_related("complaint", "decided_by"), pk=pk
        )
        is_posted = request.method == "POST" and asked.decided_at is None
        form = DecisionForm(request.POST if is_posted else None)
        if form.is_valid():
            try:
                _take(asked, form, by=request.user)
            except (StepRefused, ReasonMissing) as refused:
                form.add_error(None, refused.message)
            else:
                messages.success(request, gettext("Decided; the person is told."))
                return redirect("admin:complaints_subjectrequest_changelist")
        return self._show(request, asked, form)

    def _show(
        self, request: HttpRequest, asked: SubjectRequest, form: DecisionForm
    ) -> HttpResponse:
        complaint = asked.complaint
        shown = is_shown(request.user, complaint, at=now())
        context = {
            **self.admin_site.each_context(request),
            "title": asked.get_kind_display(),
            "opts": self.opts,
            "asked": asked,
            "complaint": complaint,
            "is_shown": shown,
            "is_overdue": asked.is_overdue(at=now()),
            "text": asked.text if shown else mask_sender(complaint, asked.text),
            "changes": _changes(asked, is_shown=shown),
            "show_step": SHOW_STEP,
            "form": form,
        }
        return TemplateResponse(
            request, "admin/complaints/subjectrequest/decide.html", context
        )

    @admin.display(description=_("report number"), ordering="complaint")
    def number(self, asked: SubjectRequest) -> str:
        return f"{asked.complaint_id:06d}"

    @admin.display(description=_("time left"), ordering="due_at")
    def left(self, asked: SubjectRequest) -> SafeString | str:
        """Say how many hours of the 72 are left."""
        if asked.decided_at is not None:
            return "–"
        if asked.is_overdue(at=now()):
            return format_html(
                '<strong class="tag tag--bad">{}</strong>', gettext("Overdue")
            )
        hours = int((asked.due_at - now()).total_seconds() // HOUR)
        words = ngettext("%(hours)s hour left", "%(hours)s hours left", hours)
        return words % {"hours": hours}


def _take(asked: SubjectRequest, form: DecisionForm, *, by: Person) -> None:
    assert isinstance(by, User)
    data = form.cleaned_data
    if data["decision"] == "grant":
        deciding.grant(asked, reason=data["reason"], by=by, at=now())
    else:
        deciding.refuse(
            asked, ground=data["ground"], reason=data["reason"], by=by, at=now()
        )


def _changes(asked: SubjectRequest, *, is_shown: bool) -> list[tuple[str, str, str]]:
    """Return the label, the stored and the corrected value of what is to change."""
    complaint = asked.complaint
    rows = []
    for name, wanted in asked.corrections.items():
        label = str(complaint._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        stored = str(getattr(complaint, name) or "–")
        covered = gettext("[covered]")
        rows.append(
            (label, *((stored, str(wanted)) if is_shown else (covered, covered)))
        )
    return rows
