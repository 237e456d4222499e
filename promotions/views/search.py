"""The public register: search, facets, pages."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from campaigns import clock
from promotions.filters import PromotionFilter
from promotions.models import Promotion
from promotions.register import with_register_facts
from promotions.search import CappedPaginator

PER_PAGE = 20


@login_not_required
@require_safe
def promotion_search(request: HttpRequest) -> HttpResponse:
    """Show the register; for htmx the results alone."""
    facets = PromotionFilter(
        request.GET, queryset=Promotion.objects.public(), at=clock.now()
    )
    promotions = with_register_facts(facets.qs, facets.found.words)
    pages = CappedPaginator(promotions, PER_PAGE)
    wants_results = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    response = render(
        request,
        "promotions/_results.html" if wants_results else "promotions/search.html",
        {
            "facets": facets,
            "page_obj": pages.get_page(request.GET.get("page")),
            "wants_results": wants_results,
        },
    )
    if wants_results:
        pushed = f"{request.path}{facets.address()}"
        response["HX-Push-Url"] = pushed.removesuffix("?")
    patch_vary_headers(response, ["HX-Request"])
    return response
