"""One step with many reports of the desk: taken up, taken on, given, or noted upon.

Each part has a transaction, an event and a permission of its own.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from django_stubs_ext import StrPromise

from accounts.admin_bulk import CONFIRMED, at_most, chosen, one_by_one, told
from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from accounts.models import User
from campaigns.clock import now
from complaints import assigning, talking, workflow
from complaints.admin.lists import PAGE
from complaints.forms.assigning import ManyForm
from complaints.forms.steps import NoteFields
from complaints.models import Referral
from complaints.permissions import may_accept, may_note
from complaints.refusals import MayNotNote, OfAnotherUnit, StepRefused

REFUSALS = (StepRefused, TransitionNotAllowed, ReasonMissing)
HELD = "held"
HELD_LINE = re.compile(r"(\d{1,18}):(\d{1,18})?")


@dataclass(frozen=True)
class BulkStep:
    """``form`` asks once for all of them; without one the step is taken at once.

    ``once_a_report`` where the step concerns the whole, of which a list may hold
    several parts.
    """

    action: str
    title: str | StrPromise
    take: Callable[[Referral, dict[str, Any], User, datetime], object]
    form: Callable[[Any, User], forms.Form] | None = None
    once_a_report: bool = False


def _accept(part: Referral, data: dict[str, Any], by: User, at: datetime) -> object:
    if by.unit_id != part.unit_id:
        raise OfAnotherUnit
    if part.is_asked and not may_accept(by, part):
        raise TransitionNotAllowed(part, part.state, part.state)
    return workflow.accept_referral(part, by=by, at=at)


def _hand_over(part: Referral, data: dict[str, Any], by: User, at: datetime) -> object:
    return assigning.hand_over(
        part,
        to=data["to"],
        held_by=data[HELD].get(part.pk),
        reason=data["reason"],
        by=by,
        at=at,
    )


def _note(part: Referral, data: dict[str, Any], by: User, at: datetime) -> object:
    if not may_note(by, part.complaint):
        raise MayNotNote
    return talking.note(
        part.complaint, text=data["text"], is_shared=data["is_shared"], by=by, at=at
    )


ACCEPT = BulkStep("accept_selected", _("Take up the selected reports"), _accept)
TAKE = BulkStep(
    "take_selected",
    _("Handle the selected reports myself"),
    lambda part, data, by, at: assigning.take(part, by=by, at=at),
)
HAND_OVER = BulkStep(
    "hand_over_selected",
    _("Give the selected reports to a colleague"),
    _hand_over,
    ManyForm,
)
NOTE = BulkStep(
    "note_selected",
    _("Write a note on the selected reports"),
    _note,
    lambda data, user: NoteFields(data),
    once_a_report=True,
)


def bulk(
    desk: ModelAdmin[Referral],
    request: HttpRequest,
    listed: QuerySet[Referral],
    step: BulkStep,
) -> HttpResponse | None:
    """Ask what the step asks, then take it; the action of the list calls it again."""
    user = request.user
    assert isinstance(user, User)
    ticked = chosen(desk, request, listed).select_related(
        "unit", "assignee", "complaint__category", "complaint__district"
    )
    parts = at_most(PAGE, request, ticked.prefetch_related("complaint__referrals"))
    if parts is None:
        return None
    if step.once_a_report:
        parts = _one_of_each_report(parts)
    data: dict[str, Any] = {HELD: _held(request)}
    if step.form is not None:
        form = step.form(request.POST if CONFIRMED in request.POST else None, user)
        if not form.is_valid():
            return _ask(desk, request, step, parts, form)
        data |= form.cleaned_data
    at = now()
    outcomes = one_by_one(
        parts, lambda part: step.take(part, data, user, at), refusals=REFUSALS
    )
    return told(
        desk,
        request,
        outcomes,
        title=str(step.title),
        name=lambda part: f"{part.complaint_id:06d} – {part.complaint.seller_name}",
        address=_address,
    )


def _ask(
    desk: ModelAdmin[Referral],
    request: HttpRequest,
    step: BulkStep,
    parts: list[Referral],
    form: forms.Form,
) -> HttpResponse:
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": step.title,
        "action": step.action,
        "parts": parts,
        "form": form,
        "selected": ACTION_CHECKBOX_NAME,
        "confirmed": CONFIRMED,
        "held": HELD,
        "kept_holders": request.POST.getlist(HELD) or [_held_line(p) for p in parts],
        "back": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/complaints/referral/bulk.html", context)


def _one_of_each_report(parts: list[Referral]) -> list[Referral]:
    found: dict[int, Referral] = {}
    for part in parts:
        found.setdefault(part.complaint_id, part)
    return list(found.values())


def _held_line(part: Referral) -> str:
    handler = part.handler
    return f"{part.pk}:{handler.pk if handler else ''}"


def _held(request: HttpRequest) -> dict[int, int | None]:
    """Return who had each report when the page was opened, as it was sent back."""
    lines = (HELD_LINE.fullmatch(line) for line in request.POST.getlist(HELD))
    return {int(m[1]): int(m[2]) if m[2] else None for m in lines if m}


def _address(part: Referral) -> str:
    return reverse("admin:complaints_complaint_change", args=[part.complaint_id])
