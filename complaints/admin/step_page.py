"""One step of an officer as a page: ask, show what will be sent, do, say what happened."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from accounts.canned_texts import INSERT, CannedTextChoice
from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from accounts.models import User
from accounts.placeholders import inserted
from campaigns.clock import now
from complaints.admin.steps import Part, Step
from complaints.canned_answers import filled, offered
from complaints.forms.steps import StepForm
from complaints.models import Complaint
from complaints.refusals import StepRefused

CONFIRMED = "confirmed"
CHANGE = "change"


@dataclass(frozen=True)
class Written:
    """What the officer has written so far, and the texts offered for the step."""

    form: StepForm
    choice: CannedTextChoice


def step_page(
    request: HttpRequest,
    step: Step,
    complaint: Complaint,
    part: Part,
    *,
    context: dict[str, Any],
) -> HttpResponse:
    """Take the step, or say in a sentence why it cannot be taken any more."""
    user = request.user
    assert isinstance(user, User)
    if not step.concerns(user, complaint, part):
        raise PermissionDenied
    back = redirect("admin:complaints_complaint_change", complaint.pk)
    if complaint.is_buried or not step.is_open(user, complaint, part):
        changed = TransitionNotAllowed(part or complaint, "", "").message
        messages.warning(request, step.why_shut(part) or changed)
        return back
    written = _written(request, step, complaint, user)
    form = written.form
    if form.is_valid() and (CONFIRMED in request.POST or not step.form.spoken):
        try:
            step.take(complaint, part, form.cleaned_data, user, now())
        except TransitionNotAllowed as lost:
            messages.warning(request, lost.message)
            return back
        except (StepRefused, ReasonMissing) as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, str(step.done))
            return back
    return _show(request, step, complaint, written, context=context)


def _written(
    request: HttpRequest, step: Step, complaint: Complaint, user: User
) -> Written:
    """Read what was typed; with the button of a canned answer, put its text in."""
    data = request.POST if request.method == "POST" else None
    offer = offered(step.form.canned, complaint, user)
    choice = CannedTextChoice(data, offer, label=_("Canned answer"))
    if INSERT not in request.POST:
        return Written(step.form(data, complaint=complaint, user=user), choice)
    typed: dict[str, Any] = {
        name: request.POST.get(name, "") for name in step.form.base_fields
    }
    canned = choice.chosen_text()
    if canned is not None:
        name = step.form.spoken
        typed[name] = inserted(filled(canned, complaint), typed=typed[name])
    return Written(step.form(initial=typed, complaint=complaint, user=user), choice)


def _show(
    request: HttpRequest,
    step: Step,
    complaint: Complaint,
    written: Written,
    *,
    context: dict[str, Any],
) -> HttpResponse:
    form = written.form
    is_preview = (
        form.is_bound
        and bool(step.form.spoken)
        and CHANGE not in request.POST
        and form.is_valid()
    )
    return TemplateResponse(
        request,
        "admin/complaints/complaint/step.html",
        {
            **context,
            "title": step.label,
            "opts": Complaint._meta,
            "complaint": complaint,
            "step": step,
            "form": form,
            "choice": written.choice,
            "is_preview": is_preview,
            "confirmed": CONFIRMED,
            "change": CHANGE,
            "open_parts": complaint.referrals.open().asked().select_related("unit"),
        },
    )
