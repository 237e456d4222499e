"""The figures of now, for pages: never older than a minute, and they say of when."""

from datetime import datetime

from django.core.cache import cache

from campaigns.models import Campaign
from reports.snapshot import VERSION, Figures, take

FRESH_SECONDS = 60


def current_figures(campaign: Campaign, *, at: datetime) -> Figures:
    """Return figures of the last minute, counting them where the cache has none."""
    key = f"figures:{VERSION}:{campaign.pk}"
    kept = cache.get(key)
    if kept is not None:
        return Figures(kept)
    figures = take(campaign, at=at)
    cache.set(key, dict(figures.data), FRESH_SECONDS)
    return figures
