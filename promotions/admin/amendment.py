"""Changes that merchants propose: what differs, what the law says, and the answer."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from accounts.permissions import Person, is_of_department
from campaigns.clock import now
from promotions import workflow
from promotions.admin.answering import AnsweringAdmin
from promotions.amending import versions
from promotions.changes import changes_between
from promotions.enums import AmendmentState, Severity
from promotions.law.finding import in_brief
from promotions.law.looking import look
from promotions.models import Amendment
from promotions.papers.overview import proposal_papers
from promotions.permissions import may_decide_amendment
from promotions.steps import open_findings
from promotions.templatetags.amendment_states import amendment_tag

FINDING_TAGS = {Severity.ERROR: "bad", Severity.WARNING: "wait", Severity.INFO: "info"}


@admin.register(Amendment)
class AmendmentAdmin(AnsweringAdmin[Amendment]):
    accept_verb = staticmethod(workflow.accept_amendment)
    refuse_verb = staticmethod(workflow.refuse_amendment)
    accepted = gettext_lazy(
        "The change is accepted; the promotion is announced as changed."
    )
    refused = gettext_lazy("The change is not accepted; the merchant is told why.")
    refuse_label = gettext_lazy("Do not accept the change")
    list_display = ["change", "programme", "submitted_at", "state_tag", "decided_at"]
    list_filter = ["state"]
    list_select_related = ["promotion__merchant", "proposal"]
    ordering = ["-submitted_at", "-pk"]
    search_fields = ["promotion__reference", "promotion__merchant__name"]
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

    def may_decide(self, user: Person) -> bool:
        return may_decide_amendment(user)

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
            **self._papers(request, amendment),
        }

    @staticmethod
    def _papers(request: HttpRequest, amendment: Amendment) -> dict[str, Any]:
        """Return form 06 for the Department; other units read the page alone."""
        if not is_of_department(request.user):
            return {}
        return proposal_papers(amendment.proposal)
