"""The steps an officer can take with a dossier, and the pages they are taken on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from accounts.models import User
from campaigns.clock import now
from promotions import workflow
from promotions.admin.forms import ConfirmationForm, ReasonForm
from promotions.admin.supplement import SupplementForm
from promotions.enums import PromotionForm, PromotionState as State, Severity
from promotions.law.finding import Finding
from promotions.law.looking import look
from promotions.models import Promotion
from promotions.permissions import may_review
from promotions.supplement import term_days

if TYPE_CHECKING:
    from promotions.admin.promotion import PromotionAdmin

POINTS_PROPOSED = 50
REFUSALS = (TransitionNotAllowed, ReasonMissing, workflow.LawRefuses)


@dataclass(frozen=True)
class Step:
    """A verb with its button. ``code`` stands in the address of its page."""

    code: str
    label: Promise
    done: Promise
    verb: Callable[..., Promotion]
    from_states: frozenset[State]
    form: type[forms.Form] | None = None
    starts_from_findings: bool = False
    is_for: Callable[[Promotion], bool] = lambda promotion: True

    def take(self, promotion: Promotion, *, by: User, **facts: Any) -> Promotion:
        """Take the step now; raises one of ``REFUSALS``."""
        return self.verb(promotion, by=by, at=now(), **facts)

    def is_open(self, promotion: Promotion) -> bool:
        return promotion.state in self.from_states and self.is_for(promotion)


STEPS = {
    step.code: step
    for step in (
        Step(
            "tiep-nhan",
            gettext_lazy("Receive"),
            gettext_lazy("The dossier %(reference)s is received."),
            workflow.receive,
            frozenset({State.SUBMITTED}),
        ),
        Step(
            "cong-bo",
            gettext_lazy("Publish"),
            gettext_lazy("The promotion %(reference)s stands in the register."),
            workflow.publish,
            frozenset({State.RECEIVED}),
        ),
        Step(
            "xac-nhan",
            gettext_lazy("Note the confirmation"),
            gettext_lazy("The confirmation of %(reference)s is noted."),
            workflow.record_confirmation,
            workflow.CONFIRMABLE,
            form=ConfirmationForm,
            is_for=lambda promotion: PromotionForm.LUCKY_DRAW in promotion.forms,
        ),
        Step(
            "de-nghi-sua",
            gettext_lazy("Ask for changes"),
            gettext_lazy("The merchant is asked to change the dossier %(reference)s."),
            workflow.ask_for_changes,
            frozenset({State.SUBMITTED, State.RECEIVED}),
            form=SupplementForm,
            starts_from_findings=True,
        ),
        Step(
            "tu-choi",
            gettext_lazy("Refuse publication"),
            gettext_lazy("The promotion %(reference)s is not published."),
            workflow.refuse,
            frozenset({State.SUBMITTED, State.NEEDS_CHANGES, State.RECEIVED}),
            form=ReasonForm,
        ),
        Step(
            "tam-dung",
            gettext_lazy("Suspend"),
            gettext_lazy("The promotion %(reference)s is suspended."),
            workflow.suspend,
            frozenset({State.PUBLISHED}),
            form=ReasonForm,
        ),
        Step(
            "khoi-phuc",
            gettext_lazy("Lift the suspension"),
            gettext_lazy("The promotion %(reference)s is published again."),
            workflow.resume,
            frozenset({State.SUSPENDED}),
            form=ReasonForm,
        ),
    )
}


def open_steps(user: Any, promotion: Promotion) -> list[Step]:
    """Return what this person can do with the dossier as it stands."""
    if not may_review(user):
        return []
    return [step for step in STEPS.values() if step.is_open(promotion)]


def step_view(
    desk: "PromotionAdmin", request: HttpRequest, pk: int, code: str
) -> HttpResponse:
    """Take a step; who may not see the dossier does not learn of it."""
    promotion = get_object_or_404(desk.get_queryset(request), pk=pk)
    step = STEPS.get(code)
    if step is None:
        raise Http404
    if not may_review(request.user):
        raise PermissionDenied
    if step.form is None:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return _take(request, step, promotion)
    if not step.is_open(promotion):
        return _too_late(request, promotion)
    form = step.form(request.POST or None, initial=_initial(step, promotion))
    if form.is_valid():
        return _take(request, step, promotion, **form.cleaned_data)
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": step.label,
        "step": step,
        "promotion": promotion,
        "form": form,
    }
    return render(request, "admin/promotions/promotion/step.html", context)


def _take(
    request: HttpRequest, step: Step, promotion: Promotion, **facts: Any
) -> HttpResponse:
    assert isinstance(request.user, User)
    try:
        step.take(promotion, by=request.user, **facts)
    except REFUSALS as refusal:
        messages.error(request, refusal.message)
    else:
        text = str(step.done) % {"reference": promotion.reference}
        messages.success(request, text)
    return redirect("admin:promotions_promotion_change", promotion.pk)


def _too_late(request: HttpRequest, promotion: Promotion) -> HttpResponse:
    messages.error(
        request,
        _(
            "Somebody may have changed this in the meantime: it is now “%(state)s”. "
            "Reload the page to see what can be done."
        )
        % {"state": promotion.get_state_display()},
    )
    return redirect("admin:promotions_promotion_change", promotion.pk)


def _initial(step: Step, promotion: Promotion) -> dict[str, Any]:
    """Begin the reason with what the law found, for the officer to cut down."""
    if not step.starts_from_findings:
        return {}
    points = "\n".join(_points(look(promotion, at=now())))
    return {"reason": points, "days": term_days(promotion)}


def _points(findings: Sequence[Finding]) -> list[str]:
    """Return one line a rule; information is nothing to be changed."""
    lines = {
        f"- {finding.message} {finding.hint}".rstrip(): None
        for finding in findings
        if finding.severity != Severity.INFO
    }
    return list(lines)[:POINTS_PROPOSED]
