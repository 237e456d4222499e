"""The home page, and where somebody lands after logging in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.permissions import is_leader, may_enter_admin
from campaigns import clock
from campaigns.phase import current_phase
from promotions.models import Promotion
from promotions.permissions import may_review
from thanhhoa_ecom.district_tiles import tiles
from thanhhoa_ecom.star_dial import star_dial
from thanhhoa_ecom.timetable import timetable


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    moment = clock.now()
    phase = current_phase(at=moment)
    # Districts are those of the campaign's time: the province has since redrawn them.
    day = timezone.localdate(phase.campaign.starts_at if phase else moment)
    context = {
        "phase": phase,
        "dial": phase and star_dial(phase),
        "timetable": phase and timetable(phase),
        "tiles": tiles(on=day),
        "running_count": Promotion.objects.running_at(moment).count(),
    }
    return render(request, "home.html", context)


def after_login(request: HttpRequest) -> HttpResponse:
    """Take leaders to their figures, officers to their queue, merchants to dossiers."""
    if is_leader(request.user):
        return redirect("leadership")
    if may_review(request.user):
        return redirect("admin:promotions_promotion_changelist")
    return redirect("admin:index" if may_enter_admin(request.user) else "dossier_list")
