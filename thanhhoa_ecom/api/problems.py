"""Every way in which the API says no: one table, told as RFC 9457 asks.

A door raises what the verb raises; this module alone knows how each refusal is told.
What is not in the table is a fault: it is logged by Django and answered as 500.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import (
    NON_FIELD_ERRORS,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    ValidationError as FormError,
)
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rest_framework import exceptions
from rest_framework.response import Response

PREFIX = "/api/v1/"
MEDIA_TYPE = "application/problem+json"
DOCUMENTATION = "/api/tai-lieu/#"
RETRY_AFTER_SECONDS = "60"
OF_THE_WHOLE = frozenset({NON_FIELD_ERRORS, "non_field_errors"})


@dataclass(frozen=True)
class Problem:
    """One kind of refusal; ``slug`` is its anchor in the documentation."""

    slug: str
    status: int
    title: str | Promise
    detail: str | Promise

    @property
    def type(self) -> str:
        return f"{DOCUMENTATION}{self.slug}"


INVALID = Problem(
    "invalid",
    400,
    _("Some of what was sent is wrong"),
    _("Correct the fields named in “errors” and send the request again."),
)
UNREADABLE = Problem(
    "unreadable",
    400,
    _("The request could not be read"),
    _("Send one JSON object in UTF-8, without null characters."),
)
UNKNOWN = Problem(
    "who-are-you",
    401,
    _("A valid key is needed"),
    _("Send the key of your merchant as “Authorization: Bearer …”."),
)
FORBIDDEN = Problem(
    "forbidden",
    403,
    _("The key does not allow this"),
    _("Ask the owner of the merchant for a key with this right."),
)
NOT_FOUND = Problem(
    "not-found",
    404,
    _("There is nothing at this address"),
    _("Check the address, and whether your key belongs to this merchant."),
)
WRONG_METHOD = Problem(
    "wrong-method",
    405,
    _("This address does not take this method"),
    _("The methods it takes are in the header “Allow”."),
)
NOT_ACCEPTABLE = Problem(
    "not-acceptable",
    406,
    _("The answer is given as JSON only"),
    _("Send “Accept: application/json”, or leave the header out."),
)
TOO_LARGE = Problem(
    "too-large",
    413,
    _("The request is too large"),
    _("Send it in smaller parts, or send the goods as an item sheet."),
)
WRONG_TYPE = Problem(
    "wrong-type",
    415,
    _("This type of content is not read here"),
    _("Send JSON as “application/json”, and files as “multipart/form-data”."),
)
TOO_OFTEN = Problem(
    "too-often",
    429,
    _("Too many requests in a short time"),
    _("Wait as many seconds as the header “Retry-After” says."),
)
FAULT = Problem(
    "fault",
    500,
    _("The portal has a fault"),
    _("It was recorded. Please try again later; nothing of this request was stored."),
)
AWAY = Problem(
    "away",
    503,
    _("The portal cannot reach its records"),
    _("Please try again in a minute."),
)
ALL: tuple[Problem, ...] = (
    *(INVALID, UNREADABLE, UNKNOWN, FORBIDDEN, NOT_FOUND, WRONG_METHOD),
    *(NOT_ACCEPTABLE, TOO_LARGE, WRONG_TYPE, TOO_OFTEN, FAULT, AWAY),
)

# The first class that fits says how an error is told; its own words are kept out.
BY_ERROR: tuple[tuple[type[Exception], Problem], ...] = (
    (exceptions.ParseError, UNREADABLE),
    (exceptions.NotAuthenticated, UNKNOWN),
    (exceptions.AuthenticationFailed, UNKNOWN),
    (exceptions.PermissionDenied, FORBIDDEN),
    (PermissionDenied, FORBIDDEN),
    (exceptions.NotFound, NOT_FOUND),
    (Http404, NOT_FOUND),
    (exceptions.MethodNotAllowed, WRONG_METHOD),
    (exceptions.NotAcceptable, NOT_ACCEPTABLE),
    (RequestDataTooBig, TOO_LARGE),
    (exceptions.UnsupportedMediaType, WRONG_TYPE),
    (exceptions.Throttled, TOO_OFTEN),
    (SuspiciousOperation, UNREADABLE),
)


def answer(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """Return the problem an error is told as; None leaves a fault to Django."""
    if isinstance(error, exceptions.ValidationError):
        return _invalid(error.detail)
    if isinstance(error, FormError):
        return _invalid(error.message_dict)
    for kind, problem in BY_ERROR:
        if isinstance(error, kind):
            return _response(problem, headers=_headers(error))
    return None


def plain(problem: Problem) -> HttpResponse:
    """Return a problem from outside a view of the API; needs no database."""
    response = JsonResponse(
        body(problem),
        status=problem.status,
        content_type=MEDIA_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
    if problem is AWAY:
        response["Retry-After"] = RETRY_AFTER_SECONDS
    return response


def of_fault(error: BaseException | None) -> Problem:
    return AWAY if isinstance(error, OperationalError | InterfaceError) else FAULT


def is_of_api(request: HttpRequest) -> bool:
    return request.path_info.startswith(PREFIX)


def body(problem: Problem, **members: Any) -> dict[str, Any]:
    return {
        "type": problem.type,
        "title": str(problem.title),
        "status": problem.status,
        "detail": str(problem.detail),
        **members,
    }


def _response(
    problem: Problem,
    *,
    members: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    return Response(
        body(problem, **(members or {})),
        status=problem.status,
        headers=dict(headers or {}),
        content_type=MEDIA_TYPE,
    )


def _invalid(errors: Any) -> Response:
    return _response(INVALID, members={"errors": list(_named(errors))})


def _headers(error: Exception) -> dict[str, str]:
    headers = {}
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = str(challenge)
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return headers


def _named(detail: Any, path: str = "") -> Iterator[dict[str, str]]:
    """Flatten nested errors; a field is named by its path, as in ``items.0.name``."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            is_of_whole = name in OF_THE_WHOLE
            yield from _named(inner, path if is_of_whole else _joined(path, str(name)))
    elif isinstance(detail, list):
        for place, inner in enumerate(detail):
            is_nested = isinstance(inner, Mapping | list)
            yield from _named(inner, _joined(path, str(place)) if is_nested else path)
    else:
        yield {"field": path, "detail": str(detail)}


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
