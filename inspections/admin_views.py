"""The three steps of an inspection that are more than saving a form."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from campaigns import clock
from inspections import workflow
from inspections.admin_forms import CancellationForm, ConclusionForm
from inspections.audience import audience_of
from inspections.clusters import clusters
from inspections.concluding import NotConcludable, problems_with_conclusion
from inspections.enums import InspectionOutcome
from inspections.models import Inspection
from inspections.permissions import (
    may_begin,
    may_cancel,
    may_conclude,
    may_plan,
    may_plan_for,
)

if TYPE_CHECKING:
    from inspections.admin import InspectionAdmin


def proposals(desk: "InspectionAdmin", request: HttpRequest) -> HttpResponse:
    """Show where reports gather, each with a button that plans an inspection."""
    if not may_plan(request.user):
        raise PermissionDenied
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": _("Proposed inspections"),
        "clusters": clusters(request.user, at=clock.now()),
    }
    return render(request, "admin/inspections/inspection/proposals.html", context)


def begin(desk: "InspectionAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    inspection = _inspection_to_edit(desk, request, pk)
    assert request.user.is_authenticated
    if not may_begin(request.user, inspection):
        return _told_of_the_race(request, inspection)
    try:
        workflow.begin(inspection, by=request.user, at=clock.now())
    except TransitionNotAllowed as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The inspection is under way."))
    return _back_to(inspection)


def conclude(desk: "InspectionAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form, then exactly what will be told to how many, then do it."""
    inspection = _inspection_to_edit(desk, request, pk)
    if not may_conclude(request.user, inspection):
        return _told_of_the_race(request, inspection)
    form = ConclusionForm(request.POST or None)
    is_previewed = form.is_valid() and _add_problems(form, inspection)
    if is_previewed and "conclude" in request.POST:
        return _conclude(request, inspection, form)
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": _("Conclude the inspection"),
        "inspection": inspection,
        "audience": audience_of(inspection),
        "form": form,
        "is_preview": is_previewed and "change" not in request.POST,
        "outcome_label": _outcome_label(form),
    }
    return render(request, "admin/inspections/inspection/conclude.html", context)


def cancel(desk: "InspectionAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    inspection = _inspection_to_edit(desk, request, pk)
    assert request.user.is_authenticated
    if not may_cancel(request.user, inspection):
        return _told_of_the_race(request, inspection)
    form = CancellationForm(request.POST or None)
    if form.is_valid():
        try:
            workflow.cancel(
                inspection,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=clock.now(),
            )
        except (TransitionNotAllowed, ReasonMissing) as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("The inspection is cancelled."))
        return _back_to(inspection)
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": _("Cancel the inspection"),
        "inspection": inspection,
        "form": form,
    }
    return render(request, "admin/inspections/inspection/cancel.html", context)


def _conclude(
    request: HttpRequest, inspection: Inspection, form: ConclusionForm
) -> HttpResponse:
    assert request.user.is_authenticated
    try:
        workflow.conclude(
            inspection, **form.cleaned_data, by=request.user, at=clock.now()
        )
    except TransitionNotAllowed as refusal:
        messages.error(request, refusal.message)
    except NotConcludable as refusal:
        for problem in refusal.problems:
            messages.error(request, problem)
    else:
        count = inspection.complaints.count()
        messages.success(
            request,
            ngettext(
                "The inspection is concluded; %(count)s complainant is told.",
                "The inspection is concluded; %(count)s complainants are told.",
                count,
            )
            % {"count": count},
        )
    return _back_to(inspection)


def _add_problems(form: ConclusionForm, inspection: Inspection) -> bool:
    """Say in the form what stands against the conclusion; whether nothing does."""
    for problem in problems_with_conclusion(
        inspection, **form.cleaned_data, at=clock.now()
    ):
        form.add_error(None, problem)
    return form.is_valid()


def _inspection_to_edit(
    desk: "InspectionAdmin", request: HttpRequest, pk: int
) -> Inspection:
    """Return it to its unit; 404 to who may not see it, 403 to who only reads."""
    inspection = get_object_or_404(
        desk.get_queryset(request).select_related("unit"), pk=pk
    )
    if not desk.has_view_permission(request, inspection):
        raise PermissionDenied
    if not may_plan_for(request.user, inspection.unit):
        raise PermissionDenied
    return inspection


def _told_of_the_race(request: HttpRequest, inspection: Inspection) -> HttpResponse:
    """Somebody else was quicker, or the step does not follow from this state."""
    messages.error(
        request,
        _("The inspection is “%(state)s” now; this step is no longer open.")
        % {"state": inspection.get_state_display()},
    )
    return _back_to(inspection)


def _back_to(inspection: Inspection) -> HttpResponseRedirect:
    return HttpResponseRedirect(
        reverse("admin:inspections_inspection_change", args=[inspection.pk])
    )


def _outcome_label(form: ConclusionForm) -> str:
    outcome = form.data.get("outcome", "")
    return str(dict(InspectionOutcome.choices).get(outcome, ""))
