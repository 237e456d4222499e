from datetime import datetime

import pytest

from campaigns.current import current_campaign
from tests.campaigns.factories import HCM, CampaignFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaigns():
    CampaignFactory(code="2024")
    CampaignFactory(code="2025", next_year=True)
    CampaignFactory(code="nhap", draft=True)


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        ("2024-01-01 00:00", "2024"),
        ("2024-11-25 00:00", "2024"),
        ("2024-12-01 23:59", "2024"),
        ("2024-12-02 00:00", "2025"),
        ("2025-11-24 00:00", "2025"),
        ("2025-12-01 00:00", "2025"),
        ("2030-01-01 00:00", "2025"),
    ],
)
def test_the_running_campaign_else_the_next_else_the_last(campaigns, moment, code):
    at = datetime.fromisoformat(moment).replace(tzinfo=HCM)

    assert current_campaign(at=at).code == code


def test_drafts_are_never_the_campaign_of_the_portal():
    CampaignFactory(draft=True)

    assert current_campaign(at=datetime(2024, 11, 29, tzinfo=HCM)) is None
