"""Which campaign the portal speaks of at a moment."""

from datetime import datetime

from campaigns.models import Campaign


def current_campaign(*, at: datetime) -> Campaign | None:
    """Return the published campaign running at ``at``, else the next, else the last.

    There is one a year or so: all are read, as every page and report waits for this.
    """
    by_end = list(Campaign.objects.published().order_by("ends_at"))
    last = by_end[-1] if by_end else None
    return next((campaign for campaign in by_end if campaign.ends_at > at), last)
