from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from campaigns.current import current_campaign
from tests.campaigns.factories import CampaignFactory, TimeSlotFactory

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
DURING = datetime(2024, 11, 27, 12, tzinfo=HCM)
ONE_MICROSECOND = timedelta(microseconds=1)

pytestmark = pytest.mark.django_db


def test_without_a_published_campaign_there_is_none() -> None:
    CampaignFactory(draft=True)

    assert current_campaign(at=DURING) is None


@pytest.mark.parametrize(
    "at", [datetime(2024, 1, 1, tzinfo=HCM), DURING, datetime(2026, 1, 1, tzinfo=HCM)]
)
def test_the_only_campaign_is_current_before_during_and_after(at: datetime) -> None:
    campaign = CampaignFactory()

    assert current_campaign(at=at) == campaign


def test_the_next_campaign_takes_over_at_the_moment_one_ends() -> None:
    this_year = CampaignFactory()
    next_year = CampaignFactory(next_year=True)

    assert current_campaign(at=this_year.ends_at - ONE_MICROSECOND) == this_year
    assert current_campaign(at=this_year.ends_at) == next_year


def test_after_all_the_last_one_to_end_stays() -> None:
    CampaignFactory()
    next_year = CampaignFactory(next_year=True)

    assert current_campaign(at=datetime(2030, 1, 1, tzinfo=HCM)) == next_year


def test_a_campaign_and_its_slots_cost_two_queries(django_assert_num_queries) -> None:
    slot = TimeSlotFactory()

    with django_assert_num_queries(2):
        campaign = current_campaign(at=DURING)
        assert campaign is not None
        assert list(campaign.slots.all()) == [slot]
