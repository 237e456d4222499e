"""Asking to end before the announced time, and taking that back."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.lifecycle import TransitionNotAllowed
from accounts.once import ContentConflict, submit_once
from campaigns import clock
from promotions.forms.early_end import EarlyEndForm
from promotions.stopping import EndImpossible, refuse_what_cannot_end
from promotions.views.own import own_dossier, person, posted
from promotions.workflow import request_early_end, withdraw_early_end


@require_http_methods(["GET", "HEAD", "POST"])
def early_end_ask(request: HttpRequest, reference: str) -> HttpResponse:
    promotion = own_dossier(request, reference)
    try:
        refuse_what_cannot_end(promotion, at=clock.now())
    except EndImpossible as impossible:
        messages.warning(request, impossible.message)
        return redirect("dossier_detail", promotion.reference)
    form = EarlyEndForm(posted(request), initial={"key": uuid4()})
    if form.is_valid():
        facts = dict(form.cleaned_data)
        key = facts.pop("key")
        user, at = person(request), clock.now()

        def create() -> str:
            return str(request_early_end(promotion, by=user, at=at, **facts).pk)

        try:
            submit_once(
                key,
                purpose="early_end.request",
                content={"reference": promotion.reference, **facts},
                create=create,
            )
        except EndImpossible as impossible:
            messages.warning(request, impossible.message)
        except ContentConflict:
            messages.warning(request, _("This form was sent before; see below."))
        else:
            messages.success(
                request,
                _(
                    "The request is sent. Until the Division has answered, the "
                    "promotion goes on as announced."
                ),
            )
        return redirect("dossier_detail", promotion.reference)
    return render(
        request, "promotions/early_end.html", {"promotion": promotion, "form": form}
    )


@require_POST
def early_end_withdraw(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    promotion = own_dossier(request, reference)
    early_end = get_object_or_404(promotion.early_ends, pk=pk)
    try:
        withdraw_early_end(early_end, by=person(request), at=clock.now())
    except TransitionNotAllowed as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, _("The request is withdrawn."))
    return redirect("dossier_detail", promotion.reference)
