"""A merchant asks that a decision be looked at again."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.lifecycle import TransitionNotAllowed
from accounts.once import ContentConflict, submit_once
from campaigns import clock
from promotions.appeals import decision_of, open_until
from promotions.forms.appeal import AppealForm
from promotions.models import Promotion
from promotions.views.own import own_dossier, person, posted
from promotions.workflow import AppealRefused, appeal


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_appeal(request: HttpRequest, reference: str) -> HttpResponse:
    promotion = own_dossier(request, reference)
    form = AppealForm(posted(request), initial={"key": uuid4()})
    if form.is_valid():
        return _file(request, promotion, form)
    until = open_until(promotion, at=clock.now())
    if until is None:
        messages.warning(request, _("There is no decision to ask a review of now."))
        return redirect("dossier_detail", promotion.reference)
    context = {
        "promotion": promotion,
        "form": form,
        "until": until,
        "decision": decision_of(promotion),
    }
    return render(request, "promotions/dossier_appeal.html", context)


def _file(request: HttpRequest, promotion: Promotion, form: AppealForm) -> HttpResponse:
    """File it once; a repeat of the same post is answered as the first was."""
    by, reason = person(request), form.cleaned_data["reason"]
    try:
        submit_once(
            form.cleaned_data["key"],
            purpose="promotion.appeal",
            content={"reference": promotion.reference, "reason": reason},
            create=lambda: (
                appeal(promotion, by=by, at=clock.now(), reason=reason).reference
            ),
        )
    except ContentConflict:
        messages.warning(request, _("You have asked for this review already."))
    except (TransitionNotAllowed, AppealRefused) as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, _("Your request is with the Department."))
    return redirect("dossier_detail", promotion.reference)
