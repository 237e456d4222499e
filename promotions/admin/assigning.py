"""Who handles a dossier: the buttons and the page by which the Division divides it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy

from accounts.lifecycle import TransitionNotAllowed
from accounts.models import User
from campaigns.clock import now
from promotions import workflow
from promotions.models import Promotion
from promotions.permissions import may_review, reviewers

if TYPE_CHECKING:
    from promotions.admin.promotion import PromotionAdmin

REFUSALS = (TransitionNotAllowed, workflow.HeldByAnother)


class AssignmentForm(forms.Form):
    """An officer of the Division; ``held_by`` is who had the dossier on this page."""

    officer = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Officer"),
        help_text=gettext_lazy("The officer is told by e-mail."),
    )
    held_by = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: object, promotion: Promotion) -> None:
        holder = promotion.assigned_to_id
        initial = {"officer": holder, "held_by": holder}
        super().__init__(data, initial=initial)  # type: ignore[arg-type]
        self.fields["officer"].queryset = reviewers()  # type: ignore[attr-defined]


def take_view(desk: "PromotionAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    promotion = _dossier(desk, request, pk)
    done = _("You handle the dossier %(reference)s.")
    return _posted(request, promotion, workflow.take, done)


def give_back_view(
    desk: "PromotionAdmin", request: HttpRequest, pk: int
) -> HttpResponse:
    promotion = _dossier(desk, request, pk)
    done = _("Nobody handles the dossier %(reference)s any more.")
    return _posted(request, promotion, workflow.give_back, done)


def assign_view(desk: "PromotionAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    promotion = _dossier(desk, request, pk)
    assert isinstance(request.user, User)
    form = AssignmentForm(request.POST or None, promotion)
    if form.is_valid():
        officer, held_by = form.cleaned_data["officer"], form.cleaned_data["held_by"]
        by = request.user
        return _tell(
            request,
            promotion,
            lambda: workflow.assign(
                promotion, to=officer, held_by=held_by, by=by, at=now()
            ),
            _("%(officer)s handles the dossier %(reference)s.")
            % {"officer": officer, "reference": promotion.reference},
        )
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": _("Assign to an officer"),
        "promotion": promotion,
        "form": form,
    }
    return render(request, "admin/promotions/promotion/assign.html", context)


def _dossier(desk: "PromotionAdmin", request: HttpRequest, pk: int) -> Promotion:
    """Return the dossier; who may not see it does not learn of it."""
    promotion = get_object_or_404(desk.get_queryset(request), pk=pk)
    if not may_review(request.user):
        raise PermissionDenied
    return promotion


def _posted(
    request: HttpRequest,
    promotion: Promotion,
    verb: Callable[..., Promotion],
    done: str,
) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    return _tell(
        request,
        promotion,
        lambda: verb(promotion, by=request.user, at=now()),
        done % {"reference": promotion.reference},
    )


def _tell(
    request: HttpRequest,
    promotion: Promotion,
    act: Callable[[], Promotion],
    done: str,
) -> HttpResponse:
    try:
        act()
    except REFUSALS as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, done)
    return redirect("admin:promotions_promotion_change", promotion.pk)
