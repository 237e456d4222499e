from types import SimpleNamespace

import pytest

from complaints.loading import gather_rules, load_complaint_data
from complaints.models import Category, RoutingRule, RoutingSet
from tests.accounts.factories import DistrictFactory
from tests.campaigns.factories import CampaignFactory
from tests.complaints.factories import LONG_AGO, routed_units


@pytest.fixture
def plan(db):
    """The default rules, the units of the plan for one district, and the campaign."""
    load_complaint_data(category_model=Category, rule_model=RoutingRule)
    gather_rules(rule_model=RoutingRule, set_model=RoutingSet, at=LONG_AGO)
    district = DistrictFactory(code="380", name="Thành phố Thử", slug="tp-thu")
    return SimpleNamespace(
        district=district,
        campaign=CampaignFactory(complaint_answer_days=15),
        **routed_units(district),
    )
