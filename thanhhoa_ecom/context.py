"""What every page knows: the campaign, the clock, demo and rehearsal marks."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from campaigns import clock


def portal(request: HttpRequest) -> dict[str, Any]:
    return {
        "portal_now": clock.now(),
        "is_rehearsal": clock.is_rehearsal(),
        "is_demo": settings.PORTAL_DEMO,
        "hotline": settings.HOTLINE,
    }
