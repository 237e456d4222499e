"""The entries of the main navigation, as far as their pages exist."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ENTRIES = (
    (_("Promotions"), "promotion_search"),
    (_("Report a problem"), "complaint_start"),
    (_("Verify"), "verify"),
    (_("For businesses"), "merchant_start"),
    (_("Figures"), "statistics"),
    (_("The programme"), "campaign_plan"),
    (_("Law"), "law"),
)


@dataclass(frozen=True)
class Entry:
    label: str | Promise
    url: str
    is_current: bool


def entries(request: HttpRequest) -> list[Entry]:
    """Return the entries whose route exists, marking the one being visited."""
    found = []
    for label, route in ENTRIES:
        try:
            url = reverse(route)
        except NoReverseMatch:
            continue
        found.append(Entry(label, url, request.path.startswith(url)))
    return found
