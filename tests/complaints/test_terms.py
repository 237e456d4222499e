import pytest

from complaints.terms import days_to_answer
from tests.campaigns.factories import CampaignFactory

DRAW, FALSE_PRICE = "unregistered-draw", "false-discount"


@pytest.mark.parametrize(
    ("category", "has_campaign", "days"),
    [
        (DRAW, True, 10),
        (DRAW, False, 10),
        (FALSE_PRICE, True, 12),
        (FALSE_PRICE, False, 15),
    ],
)
def test_the_category_goes_before_the_campaign_and_the_campaign_before_our_own(
    category, has_campaign, days
):
    campaign = CampaignFactory.build(complaint_answer_days=12) if has_campaign else None

    assert days_to_answer(category, campaign) == days
