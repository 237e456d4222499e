from decimal import Decimal

import pytest

from reports.figures import promotions
from tests.campaigns.factories import TimeSlotFactory
from tests.promotions.factories import ItemFactory, MerchantFactory, PromotionFactory
from tests.reports.figures.places import counted_by


def promotion(campaign, district, **facts):
    facts = {"published": True, "item": None, **facts}
    return PromotionFactory(
        campaign=campaign, merchant=MerchantFactory(district=district), **facts
    )


@pytest.fixture
def counted(campaign, other_campaign, city, town):
    first = promotion(
        campaign,
        city,
        forms=["discount", "gift"],
        slot=TimeSlotFactory(campaign=campaign),
        max_discount_percent=Decimal("50.01"),
        used_total_vnd=10_000_000,
        promoted_total_vnd=30_000_000,
    )
    second = promotion(
        campaign,
        town,
        ended=True,
        max_discount_percent=Decimal(50),
        used_total_vnd=5_000_000,
    )
    promotion(campaign, town, forms=["lucky_draw"], max_discount_percent=None)
    refused = promotion(campaign, city, published=False, refused=True)
    elsewhere = promotion(other_campaign, city, used_total_vnd=99)
    ItemFactory(promotion=first, discount_percent=Decimal("50.01"), is_local=True)
    ItemFactory(promotion=first, discount_percent=Decimal(20), is_ocop=True)
    ItemFactory(promotion=second, discount_percent=Decimal(50))
    ItemFactory(promotion=second, discount_percent=None)
    ItemFactory(promotion=second, discount_percent=0)
    for one in (refused, elsewhere):
        ItemFactory(promotion=one, discount_percent=Decimal(99), is_local=True)
    return counted_by(promotions.THEME, campaign)


@pytest.mark.django_db
def test_totals_are_those_counted_by_hand(counted):
    totals = {code: value for code, value in counted.items() if "/" not in code}

    assert totals == {
        "CT-01": 3,
        "CT-02": 1,
        "CT-03": 1,
        "CT-04": 15_000_000,
        "CT-05": 30_000_000,
        "HH-01": 5,
        "HH-02": 1,
        "HH-03": 1,
        "HH-04": 3,
        "HH-05": Decimal("120.01"),
        "HH-06": Decimal("40.00"),
        "HH-07": Decimal("50.01"),
    }


@pytest.mark.django_db
def test_breakdowns_are_those_counted_by_hand(counted):
    assert counted["CT-01/form"] == {"discount": 2, "gift": 1, "lucky_draw": 1}
    assert counted["CT-01/district"] == {"380": 1, "382": 2}
    assert counted["CT-01/promotion_state"] == {"ended": 1, "published": 2}
    assert counted["CT-03/district"] == {"380": 1}
    assert counted["CT-04/district"] == {"380": 10_000_000, "382": 5_000_000}


@pytest.mark.django_db
def test_nothing_offered_is_zero_and_no_mean(campaign):
    counted = counted_by(promotions.THEME, campaign)

    assert counted["CT-01"] == counted["HH-01"] == counted["CT-04"] == 0
    assert counted["HH-06"] is None
    assert counted["HH-07"] is None
