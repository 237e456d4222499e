"""The code of the public-service portal, noted or corrected after sending."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.lifecycle import TransitionNotAllowed
from campaigns import clock
from promotions.forms.filing_ref import FilingRefForm
from promotions.law.filing_ref import doubt_about
from promotions.law.filing_term import filing_term
from promotions.models import Promotion
from promotions.permissions import may_note_filing
from promotions.views.own import own_dossier, person, posted
from promotions.workflow import record_filing


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_filing(request: HttpRequest, reference: str) -> HttpResponse:
    """Note the code of the public-service portal after the dossier was sent."""
    promotion = own_dossier(request, reference)
    if not may_note_filing(request.user, promotion):
        messages.warning(
            request, _("Code and day can be noted only while the dossier is reviewed.")
        )
        return redirect("dossier_detail", promotion.reference)
    noted = {"filing_ref": promotion.filing_ref, "filed_on": promotion.filed_on}
    form = FilingRefForm(posted(request), initial=noted)
    if request.method == "POST" and form.is_valid():
        return _note_filing(request, promotion, form)
    return render(
        request,
        "promotions/dossier_filing.html",
        {
            "promotion": promotion,
            "form": form,
            "term": filing_term(promotion, at=promotion.submitted_at or clock.now()),
        },
    )


def _note_filing(
    request: HttpRequest, promotion: Promotion, form: FilingRefForm
) -> HttpResponse:
    try:
        noted = record_filing(
            promotion, **form.cleaned_data, by=person(request), at=clock.now()
        )
    except TransitionNotAllowed as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, _("Code and day are noted; the Division sees them."))
        doubt = doubt_about(noted.filing_ref, on=form.cleaned_data["filed_on"])
        if doubt:
            messages.warning(request, doubt)
    return redirect("dossier_detail", promotion.reference)
