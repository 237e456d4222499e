"""Changes that merchants propose: what differs, what the law says, and the answer."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _, gettext_lazy

from accounts.admin_base import OfficeAdmin
from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from accounts.models import User
from campaigns.clock import now
from promotions import workflow
from promotions.admin.forms import ReasonForm
from promotions.amending import AmendmentImpossible, versions
from promotions.changes import changes_between
from promotions.enums import AmendmentState, Severity
from promotions.law.finding import in_brief
from promotions.law.looking import look
from promotions.models import Amendment
from promotions.permissions import may_decide_amendment
from promotions.steps import open_findings
from promotions.templatetags.amendment_states import amendment_tag

REFUSALS = (
    TransitionNotAllowed,
    ReasonMissing,
    AmendmentImpossible,
    workflow.LawRefuses,
)
FINDING_TAGS = {Severity.ERROR: "bad", Severity.WARNING: "wait", Severity.INFO: "info"}


@admin.register(Amendment)
class AmendmentAdmin(OfficeAdmin[Amendment]):
    list_display = ["change", "programme", "submitted_at", "state_tag", "decided_at"]
    list_filter = ["state"]
    list_select_related = ["promotion__merchant", "proposal"]
    list_per_page = 50
    list_max_show_all = 50
    show_full_result_count = False
    ordering = ["-submitted_at", "-pk"]
    search_fields = ["promotion__reference", "promotion__merchant__name"]
    actions = None
    change_form_template = "admin/promotions/amendment/change_form.html"
    fields = [
        "announced",
        "state_tag",
        "reason",
        "filing_ref",
        "filed_on",
        "submitted_at",
        "decided_at",
    ]
    readonly_fields = ["announced", "state_tag"]

    @admin.display(description=gettext_lazy("amendment"), ordering="promotion")
    def change(self, amendment: Amendment) -> str:
        return str(amendment)

    @admin.display(description=gettext_lazy("promotion"))
    def programme(self, amendment: Amendment) -> SafeString:
        promotion = amendment.promotion
        return format_html(
            "{}<br><small>{}</small>", promotion.name, promotion.merchant.name
        )

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_tag(self, amendment: Amendment) -> SafeString:
        return format_html(
            '<span class="tag tag--{}">{}</span>',
            amendment_tag(amendment.state),
            amendment.get_state_display(),
        )

    @admin.display(description=gettext_lazy("promotion"))
    def announced(self, amendment: Amendment) -> SafeString:
        promotion = amendment.promotion
        address = reverse("admin:promotions_promotion_change", args=[promotion.pk])
        return format_html(
            '<a href="{}">{}</a> – {}', address, promotion.reference, promotion.name
        )

    def get_urls(self) -> list[URLPattern]:
        own = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/chap-nhan/",
                own(self.accept_view),
                name="promotions_amendment_accept",
            ),
            path(
                "<int:pk>/khong-chap-nhan/",
                own(self.refuse_view),
                name="promotions_amendment_refuse",
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
        """Show the differences, and what the law says of them today."""
        amendment = self.get_object(request, object_id)
        context = dict(extra_context or {})
        if amendment is not None:
            context |= self._judged(request, amendment)
        return super().change_view(request, object_id, form_url, context)

    def _judged(self, request: HttpRequest, amendment: Amendment) -> dict[str, Any]:
        is_waiting = amendment.state == AmendmentState.SUBMITTED
        found = look(amendment.proposal, at=now()) if is_waiting else []
        brief = in_brief(open_findings(found))
        return {
            "changes": changes_between(*versions(amendment)),
            "findings": [(FINDING_TAGS[f.severity], f) for f in brief.findings],
            "may_decide": is_waiting and may_decide_amendment(request.user),
            "answer": amendment.events.last(),
        }

    def accept_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        amendment = self._to_decide(request, pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return _decide(
            request,
            amendment,
            workflow.accept_amendment,
            done=_("The change is accepted; the promotion is announced as changed."),
        )

    def refuse_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        amendment = self._to_decide(request, pk)
        form = ReasonForm(request.POST or None)
        if form.is_valid():
            return _decide(
                request,
                amendment,
                workflow.refuse_amendment,
                done=_("The change is not accepted; the merchant is told why."),
                **form.cleaned_data,
            )
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Do not accept the change"),
            "amendment": amendment,
            "form": form,
        }
        return render(request, "admin/promotions/amendment/refuse.html", context)

    def _to_decide(self, request: HttpRequest, pk: int) -> Amendment:
        """Return it to who may decide; others are told that it exists only if seen."""
        amendment: Amendment = get_object_or_404(
            self.get_queryset(request).select_related("promotion", "proposal"), pk=pk
        )
        if not may_decide_amendment(request.user):
            raise PermissionDenied
        return amendment


def _decide(
    request: HttpRequest,
    amendment: Amendment,
    verb: Callable[..., Amendment],
    *,
    done: str,
    **facts: Any,
) -> HttpResponse:
    assert isinstance(request.user, User)
    try:
        verb(amendment, by=request.user, at=now(), **facts)
    except REFUSALS as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect("admin:promotions_amendment_change", amendment.pk)
