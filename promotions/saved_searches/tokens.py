"""The links of a saved search: they prove who may confirm it, and who may leave it."""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer, TimestampSigner
from django.urls import reverse

from promotions.models import SavedSearch

CONFIRM_WITHIN = timedelta(days=2)
_CONFIRM = TimestampSigner(salt="promotions.saved_search.confirm")
_LEAVE = Signer(salt="promotions.saved_search.leave")


def confirm_url(search: SavedSearch) -> str:
    return _address("saved_search_confirm", _CONFIRM.sign(str(search.pk)))


def leave_url(search: SavedSearch) -> str:
    return _address("saved_search_leave", _LEAVE.sign(str(search.pk)))


def to_confirm(token: str) -> int | None:
    """Return whose link this is, or None where it is wrong or too old."""
    try:
        return int(_CONFIRM.unsign(token, max_age=CONFIRM_WITHIN))
    except (BadSignature, ValueError):
        return None


def to_leave(token: str) -> int | None:
    try:
        return int(_LEAVE.unsign(token))
    except (BadSignature, ValueError):
        return None


def _address(route: str, token: str) -> str:
    return f"{settings.PORTAL_ORIGIN.rstrip('/')}{reverse(route, args=[token])}"
