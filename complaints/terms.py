"""How long a whole report may take."""

from campaigns.models import Campaign
from complaints.guides import guide_of
from complaints.routing.planning import DEFAULT_ANSWER_DAYS


def days_to_answer(category: str, campaign: Campaign | None) -> int:
    """Return working days: of the category, else of the campaign, else our own.

    No law sets a term for the whole report. ``category`` is its code.
    """
    deadline = guide_of(category).deadline
    if deadline is not None:
        return deadline.days
    return campaign.complaint_answer_days if campaign else DEFAULT_ANSWER_DAYS
