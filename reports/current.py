"""The figures of now, for pages: about a minute old, and they say of when.

Counting a million rows takes seconds. So only one visitor a minute waits for it; all
others read what was counted before, which the page dates.
"""

from datetime import datetime, timedelta

from django.core.cache import cache

from campaigns.models import Campaign
from reports.snapshot import VERSION, Figures, take

FRESH_FOR = timedelta(minutes=1)
KEPT_SECONDS = 60 * 60
COUNTING_SECONDS = 60


def current_figures(campaign: Campaign, *, at: datetime) -> Figures:
    """Return fresh figures, or older ones while somebody else counts.

    Without a cache every visitor counts: slower, and right.
    """
    key = f"figures:{VERSION}:{campaign.pk}"
    kept = cache.get(key)
    if kept is not None:
        figures = Figures(kept)
        if _is_fresh(figures, at) or not cache.add(
            f"{key}:counting", 1, COUNTING_SECONDS
        ):
            return figures
    try:
        figures = take(campaign, at=at)
        cache.set(key, dict(figures.data), KEPT_SECONDS)
    finally:
        cache.delete(f"{key}:counting")
    return figures


def _is_fresh(figures: Figures, at: datetime) -> bool:
    """A rehearsal that began anew has old figures in its future; they are not fresh."""
    return timedelta(0) <= at - figures.as_of < FRESH_FOR
