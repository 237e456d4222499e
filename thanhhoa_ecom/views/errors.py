"""Pages for what went wrong. None of them needs the database to be there."""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from thanhhoa_ecom.api import problems

RETRY_AFTER_SECONDS = "60"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if problems.is_of_api(request):
        return problems.plain(problems.UNREADABLE)
    return _page("400.html", status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the records are out of reach, or else that the portal has a fault."""
    if problems.is_of_api(request):
        return problems.plain(problems.of_fault(sys.exc_info()[1]))
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response = _page("503.html", status=503)
        response["Retry-After"] = RETRY_AFTER_SECONDS
        return response
    return _page("500.html", status=500)


def _page(template_name: str, *, status: int) -> HttpResponse:
    """Render without a request, so that no context processor runs."""
    page = loader.render_to_string(template_name, {"hotline": settings.HOTLINE})
    return HttpResponse(page, status=status)
