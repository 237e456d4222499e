"""Steps between the states of what two people decide: a button, a page, a verb.

One person proposes a set of rules or a deletion, a second one puts it in force. The
verbs judge who may do so; here is what an officer may press, and what follows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from accounts.models import User
from campaigns.clock import now
from complaints.models import RetentionRun, RoutingSet
from complaints.refusals import StepRefused

R = TypeVar("R", RoutingSet, RetentionRun)


@dataclass(frozen=True)
class StateStep(Generic[R]):
    """``warning`` is read before the button is pressed."""

    code: str
    label: str | Promise
    done: str | Promise
    from_states: frozenset[str]
    take: Callable[[R, User, datetime, str], object]
    warning: str | Promise = ""
    needs_reason: bool = False


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        error_messages={"required": _("Write the reason.")},
    )


def open_steps(steps: Mapping[str, StateStep[R]], record: R) -> list[StateStep[R]]:
    return [step for step in steps.values() if record.state in step.from_states]


def step_page(
    request: HttpRequest,
    step: StateStep[R] | None,
    record: R,
    *,
    ask: Callable[[StateStep[R], forms.Form], HttpResponse],
    lost: tuple[type[TransitionNotAllowed] | type[StepRefused], ...] = (),
) -> HttpResponse:
    """Ask, then take the step; what cannot be mended on the page leads back.

    ``lost`` names such refusals beside that of somebody who was faster.
    """
    if step is None:
        raise Http404
    assert isinstance(request.user, User)
    back = redirect(f"admin:complaints_{record._meta.model_name}_change", record.pk)
    form = (ReasonForm if step.needs_reason else forms.Form)(
        request.POST if request.method == "POST" else None
    )
    if form.is_valid():
        try:
            step.take(record, request.user, now(), form.cleaned_data.get("reason", ""))
        except (TransitionNotAllowed, *lost) as refused:
            messages.error(request, refused.message)
            return back
        except (StepRefused, ReasonMissing) as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, str(step.done))
            return back
    return ask(step, form)
