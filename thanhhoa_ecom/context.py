"""What every page knows: the campaign, the clock, demo and rehearsal marks."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, override

from campaigns import clock
from campaigns.phase import current_phase
from thanhhoa_ecom.navigation import entries


def portal(request: HttpRequest) -> dict[str, Any]:
    moment = clock.now()
    return {
        "portal_now": moment,
        "is_rehearsal": clock.is_rehearsal(),
        "is_demo": settings.PORTAL_DEMO,
        "hotline": settings.HOTLINE,
        # Lazy, because a fragment or a file does not show the header.
        "phase": SimpleLazyObject(lambda: current_phase(at=moment)),
        "navigation": entries(request),
        "other_language_url": _in_other_language(request),
    }


def _in_other_language(request: HttpRequest) -> str:
    """Return this page in the other language, or that language's home page."""
    other = "en" if get_language() == "vi" else "vi"
    here = request.get_full_path()
    there = translate_url(here, other)
    if there != here:
        return there
    with override(other):
        return reverse("home")
