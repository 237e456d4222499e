"""What the chosen forms of promotion ask of their own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from campaigns import clock
from promotions.autosave import SavedElsewhere, saving
from promotions.dossier import DossierClosed
from promotions.drafting import save_details
from promotions.forms.details import FormDetailsForm
from promotions.steps import DETAILS
from promotions.story import reason_for_changes
from promotions.views.own import may_change, own_dossier
from promotions.views.saving import stamps, typed
from promotions.views.step import after_saving, closed, judged, step_named


@require_http_methods(["GET", "HEAD", "POST"])
def form_details(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the questions that apply; a post saves what could be read."""
    promotion = own_dossier(request, reference)
    step_named(promotion, DETAILS.slug)
    if not may_change(promotion):
        return closed(request, DossierClosed(promotion))
    form = FormDetailsForm(typed(request, promotion, DETAILS.slug), promotion=promotion)
    conflict = None
    is_live = bool(request.htmx)  # type: ignore[attr-defined]
    if request.method == "POST":
        now = clock.now()
        try:
            with saving(
                promotion,
                DETAILS.slug,
                data=request.POST,
                is_whole=form.is_valid(),
                at=now,
            ):
                promotion = save_details(
                    promotion, form.answers(), form.facts(), at=now
                )
        except SavedElsewhere as elsewhere:
            conflict = elsewhere
        except DossierClosed as error:
            return closed(request, error)
        if not is_live and conflict is None and form.is_valid():
            return after_saving(request, promotion, DETAILS)
    return render(
        request,
        "promotions/_judgment.html" if is_live else "promotions/step_details.html",
        {
            "promotion": promotion,
            "step": DETAILS,
            "form": form,
            "findings": judged(promotion, DETAILS),
            "reason": reason_for_changes(promotion),
            "is_saved": request.method == "POST" and conflict is None,
            **stamps(request, promotion, DETAILS.slug, conflict=conflict, form=form),
        },
    )
