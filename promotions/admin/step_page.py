"""One step of an officer as a page: write, see what will be sent, send.

Works without JavaScript: a canned reason is put in by a button of the same form, and
what was typed stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render

from accounts.canned_texts import INSERT, CannedTextChoice
from accounts.lifecycle import TransitionNotAllowed
from accounts.models import User
from accounts.placeholders import inserted
from campaigns.clock import now
from notifications.outbox import Text
from promotions.admin.forms import CANNED_REASON
from promotions.admin.letter import letter_file
from promotions.admin.steps import REFUSALS, STEPS, Step
from promotions.canned_reasons import filled, offered, points
from promotions.law.looking import look
from promotions.letters import LETTERS
from promotions.models import Promotion
from promotions.notices import preview
from promotions.permissions import may_review
from promotions.supplement import due_at, term_days

if TYPE_CHECKING:
    from promotions.admin.promotion import PromotionAdmin

CONFIRMED = "confirmed"
CHANGE = "change"
LETTER = "letter"


@dataclass(frozen=True)
class Written:
    """What the officer has written so far, and the reasons offered for the step."""

    form: forms.Form
    choice: CannedTextChoice


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
        messages.error(request, TransitionNotAllowed(promotion, "", "").message)
        return redirect("admin:promotions_promotion_change", promotion.pk)
    return _page(desk, request, step, promotion)


def _page(
    desk: "PromotionAdmin", request: HttpRequest, step: Step, promotion: Promotion
) -> HttpResponse:
    written = _written(request, step, promotion)
    form, reason = written.form, ""
    is_right = form.is_valid() and CHANGE not in request.POST
    if is_right:
        reason = form.cleaned_data.get("reason", "")
        if CONFIRMED in request.POST or not step.mail:
            return _take(request, step, promotion, **form.cleaned_data)
        if LETTER in request.POST and step.name in LETTERS:
            kind = request.POST[LETTER]
            return letter_file(
                promotion, verb=step.name, reason=reason, at=now(), kind=kind
            )
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": step.label,
        "step": step,
        "promotion": promotion,
        "form": form,
        "choice": written.choice,
        "has_letter": step.name in LETTERS,
        "mail": _mail(step, promotion, form.cleaned_data) if is_right else None,
    }
    return render(request, "admin/promotions/promotion/step.html", context)


def _written(request: HttpRequest, step: Step, promotion: Promotion) -> Written:
    assert step.form is not None
    choice = CannedTextChoice(
        request.POST or None, offered(step.name), label=CANNED_REASON
    )
    if INSERT not in request.POST:
        form = step.form(request.POST or None, initial=_proposed(step, promotion))
        return Written(form, choice)
    typed: dict[str, Any] = {
        name: request.POST.get(name, "") for name in step.form.base_fields
    }
    canned = choice.chosen_text()
    if canned is not None:
        findings = look(promotion, at=now())
        typed["reason"] = inserted(
            filled(canned, promotion, findings),
            typed=typed.get("reason", ""),
            proposed=points(findings) if step.starts_from_findings else "",
        )
    return Written(step.form(initial=typed), choice)


def _proposed(step: Step, promotion: Promotion) -> dict[str, Any]:
    """Begin the reason with what the law found, for the officer to cut down."""
    if not step.starts_from_findings:
        return {}
    found = points(look(promotion, at=now()))
    return {"reason": found, "days": term_days(promotion)}


def _mail(step: Step, promotion: Promotion, facts: Mapping[str, Any]) -> Text:
    """Return the mail as it will be sent; nothing of it is stored."""
    if "days" in facts:
        promotion.changes_due_at = due_at(promotion, days=facts["days"], at=now())
    return preview(promotion, step.mail, facts.get("reason", ""))


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
