from types import SimpleNamespace

import pytest

from tests.accounts.factories import DistrictFactory
from tests.campaigns.factories import CampaignFactory
from tests.complaints.factories import default_rules, routed_units


@pytest.fixture
def plan(db):
    """The default rules, the units of the plan for one district, and the campaign."""
    default_rules()
    district = DistrictFactory(code="380", name="Thành phố Thử", slug="tp-thu")
    return SimpleNamespace(
        district=district,
        campaign=CampaignFactory(complaint_answer_days=15),
        **routed_units(district),
    )
