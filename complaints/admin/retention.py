"""How long personal data are kept, and the runs that delete them: two people each."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Person
from campaigns.clock import now
from complaints.admin.lists import QuickList
from complaints.admin.retention_steps import STEPS, RetentionStep
from complaints.admin.settings import SettingsAdmin
from complaints.admin.state_steps import open_steps, step_page
from complaints.enums import RetentionResult as Result
from complaints.models import RetentionRule, RetentionRun
from complaints.permissions import may_delete_by_rule
from complaints.refusals import StepRefused
from complaints.retention import running

SHOWN = 50


@admin.register(RetentionRule)
class RetentionRuleAdmin(SettingsAdmin):
    list_display = ["__str__", "months", "confidence", "is_active"]
    fields = [
        "outcome",
        "category_group",
        "months",
        "source",
        "confidence",
        "is_active",
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["outcome", "category_group"] if obj else []


@admin.register(RetentionRun)
class RetentionRunAdmin(QuickList[RetentionRun]):
    list_display = ["__str__", "state", "prepared_at", "due_count", "ended_at"]
    fields = [
        "state",
        "prepared_at",
        "prepared_by",
        "due_count",
        "held_count",
        "most",
        "proposed_by",
        "approved_by",
        "approved_at",
        "ended_at",
    ]
    ordering = ["-pk"]
    actions = None
    change_list_template = "admin/complaints/retentionrun/change_list.html"
    change_form_template = "admin/complaints/retentionrun/change_form.html"

    def may_see(self, user: Person) -> bool:
        return may_delete_by_rule(user)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path(
                "chay-thu/",
                view(self.prepare_view),
                name="complaints_retentionrun_prepare",
            ),
            path(
                "<int:pk>/buoc/<slug:code>/",
                view(self.step_view),
                name="complaints_retentionrun_step",
            ),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show how many by each rule, what became of them, and what can be done now."""
        run = self.get_object(request, object_id)
        context = dict(extra_context or {})
        if run is not None:
            context |= {
                "steps": open_steps(STEPS, run),
                "by_rule": _by_rule(run),
                "sample": run.items.waiting()[:SHOWN],
                "sample_size": SHOWN,
                "left_alone": run.items.filter(
                    result__in=[Result.SKIPPED, Result.FAILED]
                ),
                "events": run.events.select_related("by"),
            }
        return super().change_view(request, object_id, form_url, context)

    def prepare_view(self, request: HttpRequest) -> HttpResponse:
        """Make the dry run; a post, because its list is kept."""
        user = self._officer(request)
        back = redirect("admin:complaints_retentionrun_changelist")
        if request.method != "POST":
            return back
        try:
            run = running.prepare(by=user, at=now())
        except StepRefused as refused:
            messages.warning(request, refused.message)
            return back
        messages.success(request, _("Read the list, then propose the deletion."))
        return redirect("admin:complaints_retentionrun_change", run.pk)

    def step_view(self, request: HttpRequest, pk: int, code: str) -> HttpResponse:
        self._officer(request)
        run = get_object_or_404(self.get_queryset(request), pk=pk)
        return step_page(
            request,
            STEPS.get(code),
            run,
            ask=lambda step, form: self._ask(request, run, step, form),
        )

    def _ask(
        self,
        request: HttpRequest,
        run: RetentionRun,
        step: RetentionStep,
        form: forms.Form,
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": step.label,
            "opts": self.opts,
            "run": run,
            "step": step,
            "form": form,
            "by_rule": _by_rule(run),
        }
        return TemplateResponse(
            request, "admin/complaints/retentionrun/step.html", context
        )

    def _officer(self, request: HttpRequest) -> User:
        if not may_delete_by_rule(request.user):
            raise PermissionDenied
        assert isinstance(request.user, User)
        return request.user


def _by_rule(run: RetentionRun) -> Any:
    """Return the rules of the list with how many reports each, and what became."""
    results = {one.value: Count("pk", filter=Q(result=one)) for one in Result}
    rows = run.items.order_by("rule_id").values("rule_id").annotate(**results)
    rules = RetentionRule.objects.in_bulk([row["rule_id"] for row in rows])
    return [{**row, "rule": rules[row["rule_id"]]} for row in rows]
