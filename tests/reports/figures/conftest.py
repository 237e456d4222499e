import pytest

from tests.accounts.factories import DistrictFactory
from tests.campaigns.factories import CampaignFactory


@pytest.fixture
def campaign():
    return CampaignFactory()


@pytest.fixture
def other_campaign(campaign):
    """Next year's: nothing of it may be counted."""
    return CampaignFactory(next_year=True)


@pytest.fixture
def city():
    return DistrictFactory(code="380", name="Thành phố Thanh Hoá", slug="tp-thanh-hoa")


@pytest.fixture
def town():
    return DistrictFactory(code="382", name="Thành phố Sầm Sơn", slug="tp-sam-son")
