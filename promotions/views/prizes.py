"""The prizes of a contest or game of chance, on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from campaigns import clock
from promotions.autosave import SavedElsewhere, saving
from promotions.dossier import DossierClosed
from promotions.drafting import save_prizes
from promotions.forms.prizes import PrizeForm, PrizeFormSet
from promotions.models import Promotion
from promotions.steps import PRIZES
from promotions.views.own import may_change, own_dossier
from promotions.views.saving import stamps, typed
from promotions.views.step import after_saving, closed, judged, step_named


@require_http_methods(["GET", "HEAD", "POST"])
def prize_list(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the rows, and save them when all could be read; a wrong one costs none."""
    promotion = own_dossier(request, reference)
    step_named(promotion, PRIZES.slug)
    if not may_change(promotion):
        return closed(request, DossierClosed(promotion))
    stored = list(promotion.prizes.values(*PrizeForm.base_fields))
    rows = PrizeFormSet(typed(request, promotion, PRIZES.slug), initial=stored)
    conflict = None
    is_live = bool(request.htmx)  # type: ignore[attr-defined]
    if request.method == "POST":
        try:
            _save(request, promotion, rows)
        except SavedElsewhere as elsewhere:
            conflict = elsewhere
        except DossierClosed as error:
            return closed(request, error)
        promotion.refresh_from_db()
        if not is_live and conflict is None and rows.is_valid():
            return _after(request, promotion)
    return render(
        request,
        "promotions/_judgment.html" if is_live else "promotions/step_prizes.html",
        {
            "promotion": promotion,
            "step": PRIZES,
            "formset": rows,
            "findings": judged(promotion, PRIZES),
            "is_saved": request.method == "POST" and conflict is None,
            **stamps(request, promotion, PRIZES.slug, conflict=conflict),
        },
    )


def _save(request: HttpRequest, promotion: Promotion, rows: PrizeFormSet) -> None:
    """Keep what was typed; the prizes themselves once every row can be read."""
    now = clock.now()
    with saving(
        promotion,
        PRIZES.slug,
        data=request.POST,
        is_whole=rows.is_valid(),
        at=now,
    ):
        if rows.is_valid():
            save_prizes(promotion, rows.understood(), at=now)


def _after(request: HttpRequest, promotion: Promotion) -> HttpResponse:
    if "more-rows" in request.POST:
        return redirect("prize_list", promotion.reference)
    return after_saving(request, promotion, PRIZES)
