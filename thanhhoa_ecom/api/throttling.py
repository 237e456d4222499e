"""How often one caller may ask within a minute. Without the cache, limits rest.

A caller is the key of a merchant, or else a network address, kept only as a hash.
"""

import time
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from accounts.client_address import client_address

MINUTE = 60


class PerMinute(BaseThrottle):
    """Counts by what is done: ``throttle_scope`` of the view, else read or write."""

    def allow_request(self, request: Request, view: Any) -> bool:
        scope = getattr(view, "throttle_scope", None) or (
            "read" if request.method in SAFE_METHODS else "write"
        )
        minute = int(time.time()) // MINUTE
        key = f"api:{scope}:{_whom(request)}:{minute}"
        cache.add(key, 0, 2 * MINUTE)
        try:
            count = cache.incr(key)
        except ValueError:  # forgotten in between: begin anew
            return True
        return bool(count <= settings.API_PER_MINUTE[scope])

    def wait(self) -> float:
        return MINUTE - time.time() % MINUTE + 1


def _whom(request: Request) -> str:
    key = getattr(request.auth, "prefix", "")
    whom = key or client_address(request._request)
    return salted_hmac("api.throttle", whom, algorithm="sha256").hexdigest()
