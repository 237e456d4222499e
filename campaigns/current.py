"""Which campaign the portal speaks of, and what phase it is in."""

from datetime import datetime

from campaigns.models import Campaign


def current_campaign(*, at: datetime) -> Campaign | None:
    """Return the published campaign that runs, else the next one, else the last."""
    published = Campaign.objects.published().prefetch_related("slots")
    return (
        published.running_at(at).first()
        or published.filter(starts_at__gt=at).order_by("starts_at").first()
        or published.order_by("-ends_at").first()
    )
