"""What runs in one district."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.models import District
from campaigns import clock
from promotions.filters import Stage
from promotions.models import Promotion
from promotions.register_pages import RegisterPages


@login_not_required
@require_safe
def district(request: HttpRequest, slug: str) -> HttpResponse:
    """List what runs there now, what is held in the whole province included."""
    place = get_object_or_404(District, slug=slug)
    running = Promotion.objects.running_at(clock.now()).held_in(place)
    pages = RegisterPages(running.order_by("-starts_at", "-pk"))
    context = {
        "district": place,
        "districts": District.objects.exclude(pk=place.pk),
        "coming": Stage.COMING,
        "page_obj": pages.get_page(request.GET.get("page")),
    }
    return render(request, "promotions/district.html", context)
