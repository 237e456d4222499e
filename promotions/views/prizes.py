"""The prizes of a contest or game of chance, on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from campaigns import clock
from promotions.dossier import DossierClosed
from promotions.drafting import save_prizes
from promotions.forms.prizes import PrizeForm, PrizeFormSet
from promotions.permissions import is_open
from promotions.steps import PRIZES
from promotions.views.own import own_dossier, posted
from promotions.views.step import after_saving, closed, judged, step_named


@require_http_methods(["GET", "HEAD", "POST"])
def prize_list(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the rows, and save them when all could be read; a wrong one costs none."""
    promotion = own_dossier(request, reference)
    step_named(promotion, PRIZES.slug)
    if not is_open(promotion):
        return closed(request, DossierClosed(promotion))
    stored = list(promotion.prizes.values(*PrizeForm.base_fields))
    rows = PrizeFormSet(posted(request), initial=stored)
    if request.method == "POST" and rows.is_valid():
        try:
            save_prizes(promotion, rows.understood(), at=clock.now())
        except DossierClosed as error:
            return closed(request, error)
        promotion.refresh_from_db()
        if "more-rows" in request.POST:
            return redirect("prize_list", promotion.reference)
        return after_saving(request, promotion, PRIZES)
    return render(
        request,
        "promotions/step_prizes.html",
        {
            "promotion": promotion,
            "step": PRIZES,
            "formset": rows,
            "findings": judged(promotion, PRIZES),
        },
    )
