"""The dossiers of the merchants a person acts for, and a new one."""

from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.once import submit_once
from campaigns import clock
from promotions.dossier import start
from promotions.forms.route import address
from promotions.law.route import facts_of
from promotions.models import Promotion
from promotions.result.owing import owed_results
from promotions.views.own import (
    acting_merchants,
    own_dossiers,
    own_merchant,
    person,
    without_proposals,
)
from promotions.views.route import answers_of

PER_PAGE = 20
OWED_SHOWN = 10


@require_safe
def dossier_list(request: HttpRequest) -> HttpResponse:
    dossiers = without_proposals(own_dossiers(request)).order_by("-saved_at", "-pk")
    owed = owed_results(
        Promotion.objects.visible_to(person(request)),
        at=clock.now(),
        at_most=OWED_SHOWN + 1,
    )
    return render(
        request,
        "promotions/dossier_list.html",
        {
            "page_obj": Paginator(dossiers, PER_PAGE).get_page(request.GET.get("page")),
            "merchants": acting_merchants(request),
            "owed": owed[:OWED_SHOWN],
            "has_more_owed": len(owed) > OWED_SHOWN,
            "key": uuid4(),
        },
    )


@require_POST
def dossier_start(request: HttpRequest, tax_code: str) -> HttpResponse:
    """Open a draft for the merchant; a second click opens the same one.

    Answers of «Do I have to notify?» that stand in the address fill it.
    """
    merchant = own_merchant(request, tax_code)
    user = person(request)
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        return HttpResponseBadRequest()
    now = clock.now()
    answers = facts_of(answers_of(request.GET, at=now))
    receipt = submit_once(
        key,
        purpose="dossier.start",
        content={
            "merchant": merchant.tax_code,
            "by": user.pk,
            "answers": address(request.GET),
        },
        create=lambda: start(merchant, by=user, at=now, answers=answers).reference,
    )
    return redirect("dossier_detail", receipt.reference)
