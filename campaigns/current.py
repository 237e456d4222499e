"""Which campaign the portal speaks of at a moment."""

from datetime import datetime

from django.db.models import Case, When

from campaigns.models import Campaign


def current_campaign(*, at: datetime) -> Campaign | None:
    """Return the published campaign running at ``at``, else the next, else the last."""
    soonest_end = Case(When(ends_at__gt=at, then="ends_at"))
    return (
        Campaign.objects.published()
        .order_by(soonest_end.asc(nulls_last=True), "-ends_at")
        .first()
    )
