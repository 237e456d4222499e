"""The public register: search, facets, pages."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from campaigns import clock
from promotions.filters import PromotionFilter, canonical
from promotions.models import Promotion
from promotions.register_cache import shared
from promotions.register_pages import RegisterPages


@login_not_required
@require_safe
def promotion_search(request: HttpRequest) -> HttpResponse:
    """Show the register; for htmx the results alone.

    The page is made from the canonical query and nothing else of the address, so that
    one copy of it may serve everybody.
    """
    wants_results = bool(request.htmx) and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    query = canonical(request.GET)
    request.GET = query  # type: ignore[assignment]
    request.META["QUERY_STRING"] = query.urlencode()
    response = shared(
        request,
        query.urlencode(),
        lambda: _page(request, query, wants_results=wants_results),
        kind="results" if wants_results else "page",
    )
    if wants_results:
        query.pop("page", None)
        pushed = f"{request.path}?{query.urlencode()}"
        response["HX-Push-Url"] = pushed.removesuffix("?")
    patch_vary_headers(response, ["HX-Request", "Cookie"])
    return response


def _page(
    request: HttpRequest, query: QueryDict, *, wants_results: bool
) -> HttpResponse:
    facets = PromotionFilter(query, queryset=Promotion.objects.public(), at=clock.now())
    pages = RegisterPages(facets.qs, words=facets.words, counted=facets.count)
    return render(
        request,
        "promotions/_results.html" if wants_results else "promotions/search.html",
        {
            "facets": facets,
            "page_obj": pages.get_page(query.get("page")),
            "wants_results": wants_results,
            "list_query": facets.address().removesuffix("?"),
            "origin": settings.PORTAL_ORIGIN.rstrip("/"),
        },
    )
