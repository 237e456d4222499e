"""One copy of a public list for everybody who asks for the same, for some seconds.

A copy is made only of an answer to a visitor without a session, who therefore has no
log-in and no messages, and only where making it left no cookie; its key is the language
and the query in its one canonical form. A change of the public register makes all copies
old at once. Without Valkey there are no copies, and pages are made as ever.
"""

import hashlib
from collections.abc import Callable
from secrets import token_hex
from typing import NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

LONGEST_QUERY = 500
LARGEST = 2_000_000
_EDITION = "register:edition"
_PERSONAL = ("messages", settings.SESSION_COOKIE_NAME)
_KEPT = ("Content-Type", "Content-Disposition", "Access-Control-Allow-Origin")


class Copy(NamedTuple):
    edition: str
    content: bytes
    headers: dict[str, str]
    etag: str


def changed() -> None:
    """Make every copy old as soon as this transaction is committed."""
    transaction.on_commit(_new_edition)


def shared(
    request: HttpRequest, query: str, make: Callable[[], HttpResponse], *, kind: str
) -> HttpResponse:
    """Return the copy of this list, or make the answer and keep a copy of it.

    A browser that holds the same copy is told so in a few bytes (304).
    """
    seconds = settings.REGISTER_SHARED_SECONDS
    if not seconds or _is_personal(request) or len(query) > LONGEST_QUERY:
        return make()
    key = _key(kind, query)
    known = cache.get_many([_EDITION, key])
    edition, copy = known.get(_EDITION), known.get(key)
    if edition is None:
        _new_edition()
        return make()
    if copy is None or copy.edition != edition:
        response = make()
        if _is_for_one(request, response):
            return response
        copy = _copy_of(response, edition)
        if len(copy.content) <= LARGEST:
            cache.set(key, copy, seconds)
    return _answer(request, copy)


def _is_personal(request: HttpRequest) -> bool:
    return any(name in request.COOKIES for name in _PERSONAL)


def _is_for_one(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether the answer leaves a cookie, of forms for instance, or is an error."""
    has_form = "CSRF_COOKIE_NEEDS_UPDATE" in request.META
    return has_form or bool(response.cookies) or response.status_code != 200


def _key(kind: str, query: str) -> str:
    what = f"{kind}|{get_language()}|{query}"
    return f"register:{hashlib.sha256(what.encode()).hexdigest()}"


def _new_edition() -> None:
    cache.set(_EDITION, token_hex(8), timeout=None)


def _copy_of(response: HttpResponse, edition: str) -> Copy:
    headers = {name: response[name] for name in _KEPT if name in response}
    digest = hashlib.sha256(response.content).hexdigest()[:32]
    return Copy(edition, response.content, headers, f'"{digest}"')


def _answer(request: HttpRequest, copy: Copy) -> HttpResponse:
    response = HttpResponse(copy.content, headers=copy.headers)
    response["ETag"] = copy.etag
    response["Cache-Control"] = "no-cache"
    answer = get_conditional_response(request, etag=copy.etag, response=response)
    assert isinstance(answer, HttpResponse)
    return answer
