"""Deciding on a merchant's request for a review: another officer, with a reason."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy

from accounts.lifecycle import TransitionNotAllowed
from accounts.models import User
from campaigns.clock import now
from promotions import workflow
from promotions.admin.forms import ReasonForm
from promotions.appeals import undecided
from promotions.enums import AppealOutcome
from promotions.models import Promotion
from promotions.permissions import may_decide_appeal, may_review

if TYPE_CHECKING:
    from promotions.admin.promotion import PromotionAdmin

VERBS = {
    AppealOutcome.UPHELD: workflow.uphold,
    AppealOutcome.REVERSED: workflow.reverse,
}


class DecisionForm(ReasonForm):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        choices=AppealOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the outcome.")},
    )
    field_order = ["outcome", "reason"]


def appeal_view(desk: "PromotionAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """Show the request with its decision, and decide on it."""
    promotion = get_object_or_404(desk.get_queryset(request), pk=pk)
    if not may_review(request.user):
        raise PermissionDenied
    appeal = undecided(promotion)
    if appeal is None:
        messages.error(request, TransitionNotAllowed(promotion, "", "").message)
        return redirect("admin:promotions_promotion_change", promotion.pk)
    if not may_decide_appeal(request.user, appeal.decision):
        raise PermissionDenied
    form = DecisionForm(request.POST or None)
    if form.is_valid():
        return _decide(request, promotion, form)
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": _("Decide on the request for review"),
        "promotion": promotion,
        "appeal": appeal,
        "form": form,
    }
    return render(request, "admin/promotions/promotion/appeal.html", context)


def _decide(
    request: HttpRequest, promotion: Promotion, form: DecisionForm
) -> HttpResponse:
    assert isinstance(request.user, User)
    verb = VERBS[AppealOutcome(form.cleaned_data["outcome"])]
    try:
        verb(promotion, by=request.user, at=now(), reason=form.cleaned_data["reason"])
    except (TransitionNotAllowed, workflow.AppealRefused) as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The request is decided; the merchant is told."))
    return redirect("admin:promotions_promotion_change", promotion.pk)
