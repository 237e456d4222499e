"""What every answer under /api/v1/ has in common, around the views.

The language is that of ``Accept-Language``. Open data may be read by any web page and
is asked for again only when it changed; everything else is stored by nobody.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.http import ConditionalGetMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import (
    get_supported_language_variant,
    parse_accept_lang_header,
)

from thanhhoa_ecom.api import problems

GetResponse = Callable[[HttpRequest], HttpResponse]
NULLS = ("\x00", "%00")


class ApiMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.conditional = ConditionalGetMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not problems.is_of_api(request):
            return self.get_response(request)
        translation.activate(_language(request))
        response = self._answer(request)
        patch_vary_headers(response, ["Accept", "Accept-Language"])
        if not is_open(request):
            response["Cache-Control"] = "no-store"
            return response
        response["Cache-Control"] = "public, no-cache"
        answer = self.conditional.process_response(request, response)
        answer["Access-Control-Allow-Origin"] = "*"
        return answer

    def _answer(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if any(null in query for null in NULLS):
            return problems.plain(problems.UNREADABLE)
        return self.get_response(request)


def is_open(request: HttpRequest) -> bool:
    """Say whether this reads what is for everyone: the view asks nobody's name.

    ``is_private`` marks a view that asks for none and yet is for one person.
    """
    if request.method not in {"GET", "HEAD"} or request.resolver_match is None:
        return False
    view = getattr(request.resolver_match.func, "cls", None)
    if view is None or getattr(view, "is_private", False):
        return False
    return not view.authentication_classes


def _language(request: HttpRequest) -> str:
    """Return the best language the header asks for; else the portal's own."""
    wanted = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
    for name, __ in parse_accept_lang_header(wanted):
        if name == "*":
            break
        try:
            return get_supported_language_variant(name)
        except LookupError:
            continue
    return str(settings.LANGUAGE_CODE)
