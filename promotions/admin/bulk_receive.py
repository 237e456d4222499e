"""Receiving many dossiers for one reason: those without an error, and why not the rest."""

from typing import TYPE_CHECKING

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.admin_bulk import Outcome, at_most, one_by_one
from accounts.canned_texts import INSERT, CannedTextChoice
from accounts.models import User
from accounts.placeholders import inserted
from campaigns.clock import now
from promotions import workflow
from promotions.admin.forms import CANNED_REASON, ReasonForm
from promotions.admin.step_page import CONFIRMED
from promotions.admin.steps import REFUSALS
from promotions.canned_reasons import filled, offered
from promotions.models import Promotion

if TYPE_CHECKING:
    from promotions.admin.promotion import PromotionAdmin

AT_ONCE = 100
VERB = "receive"


def receive_many(
    desk: "PromotionAdmin", request: HttpRequest, chosen: QuerySet[Promotion]
) -> HttpResponse | None:
    """Ask for the reason, then receive; the action of the list calls it again."""
    promotions = at_most(AT_ONCE, request, chosen.select_related("merchant"))
    if promotions is None:
        return None
    form, choice = _written(request)
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "promotions": promotions,
        "form": form,
        "choice": choice,
        "selected": ACTION_CHECKBOX_NAME,
    }
    if form.is_valid():
        outcomes = _receive(request, promotions, form.cleaned_data["reason"])
        context |= {
            "title": _("What became of the dossiers"),
            "received": [one.record for one in outcomes if not one.refusal],
            "refused": [one for one in outcomes if one.refusal],
        }
        name = "bulk_receive_done"
    else:
        context["title"] = _("Receive the selected dossiers")
        name = "bulk_receive"
    return render(request, f"admin/promotions/promotion/{name}.html", context)


def _written(request: HttpRequest) -> tuple[ReasonForm, CannedTextChoice]:
    is_first = CONFIRMED not in request.POST and INSERT not in request.POST
    data = None if is_first else request.POST
    choice = CannedTextChoice(data, offered(VERB), label=CANNED_REASON)
    if is_first:
        return ReasonForm(), choice
    if INSERT not in request.POST:
        return ReasonForm(request.POST), choice
    typed = request.POST.get("reason", "")
    canned = choice.chosen_text()
    if canned is not None:
        typed = inserted(canned, typed=typed, proposed="")
    return ReasonForm(initial={"reason": typed}), choice


def _receive(
    request: HttpRequest, promotions: list[Promotion], reason: str
) -> list[Outcome[Promotion]]:
    """Receive each by itself; facts of a dossier are put into its own reason."""
    user = request.user
    assert isinstance(user, User)
    return one_by_one(
        promotions,
        lambda promotion: workflow.receive(
            promotion,
            by=user,
            at=now(),
            reason=filled(reason, promotion, []),
            only_sound=True,
        ),
        refusals=REFUSALS,
    )
