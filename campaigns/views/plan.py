"""The public page of the campaign's plan."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from campaigns import clock
from campaigns.current import current_campaign
from campaigns.models import Campaign, TimeSlot
from campaigns.moments import ending, starting
from campaigns.plan import parts_of


@login_not_required
@require_safe
def campaign_plan(request: HttpRequest) -> HttpResponse:
    campaign = current_campaign(at=clock.now())
    if campaign is None:
        return render(request, "campaigns/plan.html", {"campaign": None})
    whole_and_slots: list[Campaign | TimeSlot] = [campaign, *campaign.slots.all()]
    periods = [
        (part.name, starting(part.starts_at), ending(part.ends_at))
        for part in whole_and_slots
    ]
    context = {"campaign": campaign, "periods": periods, "parts": parts_of(campaign)}
    return render(request, "campaigns/plan.html", context)
