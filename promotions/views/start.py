"""Where a merchant begins: what is needed, and what is already under way."""

from uuid import uuid4

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from campaigns import clock
from campaigns.current import current_campaign
from promotions.models import Merchant, Promotion
from promotions.permissions import EDITABLE
from promotions.views.own import acting_merchants, own_dossiers, without_proposals


@login_not_required
@require_safe
def merchant_start(request: HttpRequest) -> HttpResponse:
    """Say what it takes; to those who have begun, show where to go on."""
    merchants: QuerySet[Merchant] = Merchant.objects.none()
    open_dossiers: QuerySet[Promotion] = Promotion.objects.none()
    if request.user.is_authenticated:
        merchants = acting_merchants(request)
        open_dossiers = without_proposals(own_dossiers(request)).filter(
            state__in=EDITABLE
        )
    return render(
        request,
        "promotions/start.html",
        {
            "campaign": current_campaign(at=clock.now()),
            "merchants": merchants,
            "open_dossiers": open_dossiers.order_by("-saved_at")[:5],
            "key": uuid4(),
        },
    )
