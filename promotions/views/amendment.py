"""Changing what is announced: begun, written by the usual tasks, sent, taken back."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.lifecycle import TransitionNotAllowed
from accounts.once import ContentConflict, submit_once
from campaigns import clock
from promotions.amending import AmendmentImpossible, start_amendment, versions
from promotions.changes import changes_between
from promotions.dossier import DossierClosed
from promotions.enums import Severity
from promotions.forms.amendment import AmendmentForm
from promotions.law.finding import errors, in_brief
from promotions.law.looking import look
from promotions.models import Amendment
from promotions.models.amendment import UNDECIDED
from promotions.papers.overview import proposal_drafts, proposal_papers
from promotions.permissions import is_open
from promotions.steps import open_findings, step_of, tasks
from promotions.submitting import ChangedMeanwhile, declare_and_submit_amendment
from promotions.views.own import own_dossier, person
from promotions.views.step import closed
from promotions.workflow import LawRefuses, withdraw_amendment


@require_POST
def amendment_start(request: HttpRequest, reference: str) -> HttpResponse:
    """Open a proposal beside the announced promotion, or go to the one under way."""
    promotion = own_dossier(request, reference)
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        return HttpResponseBadRequest()
    user, at = person(request), clock.now()
    try:
        receipt = submit_once(
            key,
            purpose="amendment.start",
            content={"reference": promotion.reference, "by": user.pk},
            create=lambda: str(start_amendment(promotion, by=user, at=at)),
        )
    except ContentConflict:
        return HttpResponseBadRequest()
    except AmendmentImpossible as impossible:
        messages.warning(request, impossible.message)
        return redirect("dossier_detail", promotion.reference)
    return redirect("dossier_detail", receipt.reference)


def amendment_page(
    request: HttpRequest, amendment: Amendment, form: AmendmentForm | None = None
) -> HttpResponse:
    """Show what is changed, what the law says of it, and what can be done."""
    proposal = amendment.proposal
    may_change = is_open(proposal)
    at = clock.now()
    found = open_findings(look(proposal, at=at)) if may_change else []
    papers = (
        proposal_drafts(proposal, at=at) if may_change else proposal_papers(proposal)
    )
    objections = in_brief(errors(found))
    remarks = in_brief(f for f in found if f.severity == Severity.WARNING)
    return render(
        request,
        "promotions/amendment.html",
        {
            "promotion": proposal,
            "amendment": amendment,
            "changes": changes_between(*versions(amendment)),
            "is_open": may_change,
            "may_withdraw": amendment.state in UNDECIDED,
            "tasks": tasks(proposal, found) if may_change else [],
            "objections": [(f, step_of(f)) for f in objections.findings],
            "objections_left_out": objections.left_out,
            "remarks": remarks.findings,
            "answer": amendment.events.last(),
            **papers,
            "form": form or _fresh_form(amendment),
        },
    )


def _fresh_form(amendment: Amendment) -> AmendmentForm:
    return AmendmentForm(
        initial={"key": uuid4(), "saved": amendment.proposal.saved_at.isoformat()}
    )


@require_POST
def amendment_send(request: HttpRequest, reference: str) -> HttpResponse:
    """Declare the proposal true and send it; what is wrong is said on its page."""
    amendment = _own_amendment(request, reference)
    form = AmendmentForm(request.POST)
    if not form.is_valid():
        if form.errors.keys() & {"key", "saved"}:
            return redirect("dossier_detail", reference)
        return amendment_page(request, amendment, form)
    facts = {name: form.cleaned_data[name] for name in ("reason", "filing_ref")}
    try:
        declare_and_submit_amendment(
            amendment,
            {**facts, "filed_on": form.cleaned_data["filed_on"]},
            key=form.cleaned_data["key"],
            saved=form.cleaned_data["saved"],
            by=person(request),
            at=clock.now(),
        )
    except LawRefuses:
        return amendment_page(request, amendment, form)
    except (ChangedMeanwhile, ContentConflict):
        messages.warning(
            request,
            _(
                "The amendment was changed after this page was opened. Please check it "
                "again; nothing was sent."
            ),
        )
    except DossierClosed as error:
        return closed(request, error)
    except (AmendmentImpossible, TransitionNotAllowed) as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(
            request,
            _(
                "The amendment is sent. What is announced stays as it is until the "
                "Division has accepted the change."
            ),
        )
    return redirect("dossier_detail", reference)


@require_POST
def amendment_withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    amendment = _own_amendment(request, reference)
    try:
        withdraw_amendment(amendment, by=person(request), at=clock.now())
    except TransitionNotAllowed as refused:
        messages.warning(request, refused.message)
        return redirect("dossier_detail", reference)
    messages.success(
        request, _("The amendment is withdrawn; the promotion stays as announced.")
    )
    return redirect("dossier_detail", amendment.promotion.reference)


def _own_amendment(request: HttpRequest, reference: str) -> Amendment:
    proposal = own_dossier(request, reference)
    amendment: Amendment | None = getattr(proposal, "amendment", None)
    if amendment is None:
        raise Http404
    return amendment
