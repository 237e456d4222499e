"""One task of a dossier: saved at each post, judged at once, never lost."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaigns import clock
from campaigns.current import current_campaign
from promotions.autosave import SavedElsewhere, saving
from promotions.dossier import DossierClosed
from promotions.drafting import save_facts
from promotions.forms.area import AreaForm
from promotions.forms.basics import BasicsForm
from promotions.forms.draft import DraftForm
from promotions.forms.filing import FilingForm
from promotions.forms.form_choice import FormChoiceForm
from promotions.law.finding import Finding
from promotions.law.looking import look
from promotions.models import Promotion
from promotions.permissions import is_open, is_proposal
from promotions.steps import (
    AREA,
    BASICS,
    FILING,
    FORMS,
    MISSING,
    Step,
    open_findings,
    steps_for,
)
from promotions.story import reason_for_changes
from promotions.supplement import is_overdue
from promotions.views.own import may_change, own_dossier
from promotions.views.saving import stamps, typed

TEMPLATE = {
    BASICS.slug: "promotions/step_basics.html",
    FORMS.slug: "promotions/step_forms.html",
    AREA.slug: "promotions/step_area.html",
    FILING.slug: "promotions/step_filing.html",
}


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_step(request: HttpRequest, reference: str, slug: str) -> HttpResponse:
    """Show a task; a post saves what could be read, whatever else is wrong."""
    promotion = own_dossier(request, reference)
    step = step_named(promotion, slug)
    if step.slug not in TEMPLATE:
        raise Http404
    if not may_change(promotion):
        return closed(request, DossierClosed(promotion))
    form = _form(step, promotion, typed(request, promotion, step.slug))
    if request.method == "POST":
        now = clock.now()
        try:
            with saving(
                promotion,
                step.slug,
                data=request.POST,
                is_whole=form.is_valid(),
                at=now,
            ):
                promotion = save_facts(promotion, form.understood(), at=now)
        except SavedElsewhere as conflict:
            return _show(request, promotion, step, form, conflict)
        except DossierClosed as error:
            return closed(request, error)
        if not request.htmx and form.is_valid():  # type: ignore[attr-defined]
            return after_saving(request, promotion, step)
    return _show(request, promotion, step, form)


def step_named(promotion: Promotion, slug: str) -> Step:
    for step in steps_for(promotion):
        if step.slug == slug:
            return step
    raise Http404


def closed(request: HttpRequest, error: DossierClosed) -> HttpResponse:
    """Go back to the dossier and say why nothing was saved."""
    if is_open(error.promotion):
        messages.warning(request, _("You may read this dossier, not change it."))
    else:
        messages.warning(request, error.message)
    return redirect("dossier_detail", error.promotion.reference)


def after_saving(
    request: HttpRequest, promotion: Promotion, step: Step
) -> HttpResponse:
    """Stay where the law objects, else go on to the next task or to the list."""
    saved = date_format(timezone.localtime(promotion.saved_at), "TIME_FORMAT")
    messages.success(request, _("Saved at %(time)s.") % {"time": saved})
    if "to-list" in request.POST:
        return redirect("dossier_detail", promotion.reference)
    objections = [
        finding
        for finding in judged(promotion, step)
        if finding.is_error and finding.rule_id not in MISSING
    ]
    if objections:
        return redirect("dossier_step", promotion.reference, step.slug)
    return redirect(next_url(promotion, step))


def next_url(promotion: Promotion, step: Step) -> str:
    """Return the address of the task after this one; after the last, of the check."""
    steps = steps_for(promotion)
    following = steps[steps.index(step) + 1 :]
    if not following:
        return reverse("dossier_check", args=[promotion.reference])
    return reverse("dossier_step", args=[promotion.reference, following[0].slug])


def _form(step: Step, promotion: Promotion, data: Any) -> DraftForm:
    initial = {name: getattr(promotion, name) for name in _stored(step)}
    match step.slug:
        case BASICS.slug:
            return BasicsForm(
                data,
                initial={**initial, "takes_part": promotion.campaign is not None},
                campaign=promotion.campaign or current_campaign(at=clock.now()),
            )
        case FORMS.slug:
            tied = "yes" if promotion.is_gift_tied_to_purchase else "no"
            return FormChoiceForm(
                data, initial={**initial, "is_gift_tied_to_purchase": tied}
            )
        case AREA.slug:
            many = {
                "channels": promotion.channels.all(),
                "districts": promotion.districts.all(),
            }
            return AreaForm(
                data, initial={**initial, **many}, merchant=promotion.merchant
            )
    return FilingForm(data, initial=initial, only_values=is_proposal(promotion))


def _stored(step: Step) -> frozenset[str]:
    return step.fields - {"channels", "districts"}


def _show(
    request: HttpRequest,
    promotion: Promotion,
    step: Step,
    form: DraftForm,
    conflict: SavedElsewhere | None = None,
) -> HttpResponse:
    is_live = bool(request.htmx)  # type: ignore[attr-defined]
    return render(
        request,
        "promotions/_judgment.html" if is_live else TEMPLATE[step.slug],
        {
            "promotion": promotion,
            "step": step,
            "form": form,
            "findings": judged(promotion, step),
            "reason": reason_for_changes(promotion),
            "is_overdue": is_overdue(promotion, at=clock.now()),
            "is_saved": request.method == "POST" and conflict is None,
            **stamps(request, promotion, step.slug, conflict=conflict, form=form),
        },
    )


def judged(promotion: Promotion, step: Step) -> list[Finding]:
    """Return what the law says of a task that was begun; nothing of an empty one."""
    if not step.has_begun(promotion):
        return []
    return step.findings(open_findings(look(promotion, at=clock.now())))
