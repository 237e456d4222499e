"""Which campaign the leadership reads about."""

from datetime import datetime

from campaigns.current import current_campaign
from campaigns.models import Campaign


def reportable_campaigns() -> list[Campaign]:
    """Return every published campaign, the newest first."""
    return list(Campaign.objects.published().order_by("-starts_at"))


def chosen_campaign(code: str, *, at: datetime) -> Campaign | None:
    """Return the published campaign of this code, else the last one that has begun.

    A campaign stays reportable after the next one is announced: its report is due
    weeks after its end.
    """
    published = Campaign.objects.published()
    named = published.filter(code=code).first() if code else None
    begun = published.filter(starts_at__lte=at).order_by("-starts_at")
    return named or begun.first() or current_campaign(at=at)
