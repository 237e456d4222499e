"""Check answers, declare and send; then the confirmation."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.lifecycle import TransitionNotAllowed
from accounts.once import ContentConflict
from campaigns import clock
from promotions.dossier import DossierClosed
from promotions.enums import PromotionState, Severity
from promotions.form_details import sections
from promotions.forms.submission import SubmissionForm
from promotions.law.filing_term import filing_term
from promotions.law.finding import errors, in_brief
from promotions.law.looking import look
from promotions.models import Promotion
from promotions.papers.overview import overview
from promotions.permissions import is_open, is_proposal
from promotions.steps import open_findings, step_of, steps_for
from promotions.submitting import ChangedMeanwhile, declare_and_submit
from promotions.views.own import may_change, own_dossier, person
from promotions.views.step import closed
from promotions.workflow import LawRefuses

ITEMS_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_check(request: HttpRequest, reference: str) -> HttpResponse:
    """Show all answers with what the law says; a post declares and sends them."""
    promotion = own_dossier(request, reference)
    if is_proposal(promotion):
        return redirect("dossier_detail", promotion.reference)
    if request.method == "POST":
        form = SubmissionForm(request.POST)
        if form.is_valid():
            return _send(request, promotion, form)
        if "is_declared_true" in form.errors and len(form.errors) == 1:
            return _show(request, promotion, form)
        return redirect("dossier_check", promotion.reference)
    if not is_open(promotion):
        return redirect("dossier_detail", promotion.reference)
    return _show(request, promotion, _fresh_form(promotion))


def _fresh_form(promotion: Promotion) -> SubmissionForm:
    return SubmissionForm(
        initial={"key": uuid4(), "saved": promotion.saved_at.isoformat()}
    )


def _send(
    request: HttpRequest, promotion: Promotion, form: SubmissionForm
) -> HttpResponse:
    try:
        declare_and_submit(
            promotion,
            key=form.cleaned_data["key"],
            saved=form.cleaned_data["saved"],
            by=person(request),
            at=clock.now(),
        )
    except LawRefuses:
        return _show(request, promotion, _fresh_form(promotion))
    except (ChangedMeanwhile, ContentConflict):
        messages.warning(
            request,
            _(
                "The dossier was changed after this page was opened. Please check it "
                "again; nothing was sent."
            ),
        )
        return redirect("dossier_check", promotion.reference)
    except DossierClosed as error:
        return closed(request, error)
    except TransitionNotAllowed as error:
        messages.warning(request, error.message)
        return redirect("dossier_detail", promotion.reference)
    return redirect("dossier_sent", promotion.reference)


def _show(
    request: HttpRequest, promotion: Promotion, form: SubmissionForm
) -> HttpResponse:
    found = open_findings(look(promotion, at=clock.now()))
    objections = in_brief(errors(found))
    remarks = in_brief(f for f in found if f.severity != Severity.ERROR)
    return render(
        request,
        "promotions/dossier_check.html",
        {
            "promotion": promotion,
            "form": form,
            "may_send": may_change(promotion),
            "steps": steps_for(promotion),
            "sections": sections(promotion),
            "objections": [(f, step_of(f)) for f in objections.findings],
            "objections_left_out": objections.left_out,
            "remarks": remarks.findings,
            "remarks_left_out": remarks.left_out,
            "items": promotion.items.select_related("goods_group")[:ITEMS_SHOWN],
            "item_count": promotion.items.count(),
            "term": filing_term(promotion, at=clock.now()),
        },
    )


@require_safe
def dossier_sent(request: HttpRequest, reference: str) -> HttpResponse:
    """Confirm with the reference; a dossier sent back since shows its tasks."""
    promotion = own_dossier(request, reference)
    if promotion.state != PromotionState.SUBMITTED:
        return redirect("dossier_detail", promotion.reference)
    papers = overview(promotion, at=clock.now())
    return render(
        request,
        "promotions/dossier_sent.html",
        {"promotion": promotion, "papers": papers},
    )
