"""How many codes one network address may claim or ask for; rests without a cache."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts.client_address import client_address

WINDOW_SECONDS = 900


def is_too_often(request: HttpRequest, purpose: str) -> bool:
    """Count one try; say whether there were too many within a quarter of an hour."""
    address = client_address(request)
    whom = salted_hmac(f"codes:{purpose}", address, algorithm="sha256").hexdigest()
    key = f"codes:{purpose}:{whom}"
    try:
        return bool(cache.incr(key) > settings.SHOPPING_CODE_TRIES)
    except ValueError:  # the first of this window
        cache.add(key, 1, WINDOW_SECONDS)
        return False
