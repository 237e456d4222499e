"""One dossier of the merchant's own: its tasks, its story, and taking it back."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.lifecycle import TransitionNotAllowed
from campaigns import clock
from promotions.appeals import open_until
from promotions.forms.route import address_of
from promotions.forms.withdrawal import WithdrawalForm
from promotions.law.finding import errors
from promotions.law.looking import look
from promotions.papers.overview import overview
from promotions.permissions import (
    RENEWABLE,
    WITHDRAWABLE,
    can_end_early,
    is_amendable,
    is_proposal,
)
from promotions.steps import open_findings, tasks
from promotions.story import reason_for_changes, story
from promotions.supplement import is_overdue
from promotions.views.amendment import amendment_page
from promotions.views.own import acts_for, may_change, own_dossier, person, posted
from promotions.views.result import dossier_result
from promotions.workflow import withdraw


@require_safe
def dossier_detail(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the tasks while the dossier is open, and its story always."""
    promotion = own_dossier(request, reference)
    if is_proposal(promotion):
        return amendment_page(request, promotion.amendment)
    is_open, acts = may_change(promotion), acts_for(promotion)
    found = open_findings(look(promotion, at=clock.now())) if is_open else []
    return render(
        request,
        "promotions/dossier_detail.html",
        {
            "promotion": promotion,
            "is_open": is_open,
            "route_address": f"{reverse('route')}?{address_of(promotion)}",
            "may_withdraw": promotion.state in WITHDRAWABLE and acts,
            "tasks": tasks(promotion, found) if is_open else [],
            "error_count": len(errors(found)),
            "profile_findings": [f for f in found if f.field == "merchant"],
            "appeal_until": open_until(promotion, at=clock.now()),
            "is_overdue": is_overdue(promotion, at=clock.now()),
            "may_renew": promotion.state in RENEWABLE and acts,
            "amendments": list(promotion.amendments.select_related("proposal")),
            "early_ends": list(promotion.early_ends.all()),
            "may_end_early": acts and can_end_early(promotion, at=clock.now()),
            "may_amend": acts and is_amendable(promotion, at=clock.now()),
            "result": dossier_result(promotion),
            "key": uuid4(),
            "reason": reason_for_changes(promotion),
            "entries": story(promotion),
            "papers": overview(promotion, at=clock.now()),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    promotion = own_dossier(request, reference)
    if is_proposal(promotion):
        return redirect("dossier_detail", promotion.reference)
    if promotion.state not in WITHDRAWABLE:
        messages.warning(request, _("This dossier can no longer be withdrawn."))
        return redirect("dossier_detail", promotion.reference)
    form = WithdrawalForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(
                promotion,
                by=person(request),
                at=clock.now(),
                reason=form.cleaned_data["reason"],
            )
        except TransitionNotAllowed as error:
            messages.warning(request, error.message)
        else:
            messages.success(request, _("The dossier is withdrawn."))
        return redirect("dossier_detail", promotion.reference)
    return render(
        request,
        "promotions/dossier_withdraw.html",
        {"promotion": promotion, "form": form},
    )
