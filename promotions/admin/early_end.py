"""Requests to end early, their answer, and an end ordered by the authority."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _, gettext_lazy

from accounts.models import User
from accounts.permissions import Person
from campaigns.clock import now
from promotions import workflow
from promotions.admin.answering import AnsweringAdmin
from promotions.enums import EarlyEndState
from promotions.models import EarlyEnd, Promotion
from promotions.permissions import may_decide_early_end
from promotions.stopping import EndImpossible
from promotions.templatetags.early_end_states import early_end_tag


class OrderForm(forms.Form):
    """Why the authority ends a promotion, and how the customers learn of it."""

    explanation = forms.CharField(
        label=gettext_lazy("Decision and reason"),
        help_text=gettext_lazy(
            "Number and day of the decision, and why. The merchant reads these words."
        ),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField"}),
    )
    how_told = forms.CharField(
        label=gettext_lazy("How and when the customers are told"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )


@admin.register(EarlyEnd)
class EarlyEndAdmin(AnsweringAdmin[EarlyEnd]):
    accept_verb = staticmethod(workflow.accept_early_end)
    refuse_verb = staticmethod(workflow.refuse_early_end)
    accepted = gettext_lazy("The promotion has ended early; its page says so.")
    refused = gettext_lazy("The promotion goes on as announced; the merchant is told.")
    refuse_label = gettext_lazy("Do not accept the early end")
    list_display = ["reference", "programme", "ground", "requested_at", "state_tag"]
    list_filter = ["state", "ground"]
    list_select_related = ["promotion__merchant"]
    search_fields = ["promotion__reference", "promotion__merchant__name"]
    change_form_template = "admin/promotions/early_end_form.html"
    fields = [
        "announced",
        "state_tag",
        "ground",
        "explanation",
        "how_told",
        "proof_url",
        "requested_at",
        "decided_at",
    ]
    readonly_fields = ["announced", "state_tag"]

    def may_decide(self, user: Person) -> bool:
        return may_decide_early_end(user)

    @admin.display(description=gettext_lazy("reference"), ordering="promotion")
    def reference(self, early_end: EarlyEnd) -> str:
        return early_end.promotion.reference

    @admin.display(description=gettext_lazy("promotion"))
    def programme(self, early_end: EarlyEnd) -> SafeString:
        promotion = early_end.promotion
        return format_html(
            "{}<br><small>{}</small>", promotion.name, promotion.merchant.name
        )

    @admin.display(description=gettext_lazy("promotion"))
    def announced(self, early_end: EarlyEnd) -> SafeString:
        promotion = early_end.promotion
        address = reverse("admin:promotions_promotion_change", args=[promotion.pk])
        return format_html(
            '<a href="{}">{}</a> – {}', address, promotion.reference, promotion.name
        )

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_tag(self, early_end: EarlyEnd) -> SafeString:
        return format_html(
            '<span class="tag tag--{}">{}</span>',
            early_end_tag(early_end.state),
            early_end.get_state_display(),
        )

    def get_urls(self) -> list[URLPattern]:
        order = path(
            "lenh/<int:pk>/",
            self.admin_site.admin_view(self.order_view),
            name="promotions_earlyend_order",
        )
        return [order, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        early_end = self.get_object(request, object_id)
        context = dict(extra_context or {})
        if early_end is not None:
            context["may_decide"] = (
                early_end.state == EarlyEndState.REQUESTED
                and may_decide_early_end(request.user)
            )
        return super().change_view(request, object_id, form_url, context)

    def order_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """End a promotion by order of the authority."""
        seen = Promotion.objects.visible_to(request.user)
        promotion = get_object_or_404(seen, pk=pk)
        if not may_decide_early_end(request.user):
            raise PermissionDenied
        form = OrderForm(request.POST or None)
        if form.is_valid():
            return self._order(request, promotion, **form.cleaned_data)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Order the end of the promotion"),
            "record": promotion,
            "form": form,
            "back": "admin:promotions_promotion_change",
        }
        return render(request, "admin/promotions/answer.html", context)

    def _order(
        self, request: HttpRequest, promotion: Promotion, **facts: Any
    ) -> HttpResponse:
        assert isinstance(request.user, User)
        try:
            workflow.order_early_end(promotion, by=request.user, at=now(), **facts)
        except EndImpossible as impossible:
            messages.error(request, impossible.message)
        else:
            messages.success(request, str(self.accepted))
        return redirect("admin:promotions_promotion_change", promotion.pk)
