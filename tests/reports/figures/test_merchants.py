import pytest

from reports.figures import merchants
from tests.promotions.factories import (
    MerchantFactory,
    PromotionFactory,
    SalesChannelFactory,
)
from tests.reports.figures.places import counted_by


@pytest.mark.django_db
def test_merchants_count_once_by_kind_district_and_channel(
    campaign, other_campaign, city, town
):
    busy = MerchantFactory(district=city)
    small = MerchantFactory(district=town, household=True)
    quiet = MerchantFactory(district=town)
    last = MerchantFactory(district=town)
    PromotionFactory(published=True, merchant=busy, campaign=campaign)
    PromotionFactory(ended=True, merchant=busy, campaign=campaign)
    PromotionFactory(received=True, merchant=small, campaign=campaign)
    PromotionFactory(published=True, merchant=last, campaign=other_campaign)
    for merchant in (busy, small, quiet, last):
        SalesChannelFactory(merchant=merchant)
    SalesChannelFactory(merchant=busy)
    SalesChannelFactory(merchant=busy, store=True)

    assert counted_by(merchants.THEME, campaign) == {
        "TN-01": 2,
        "TN-01/merchant_kind": {"enterprise": 1, "household": 1},
        "TN-01/district": {"380": 1, "382": 1},
        "TN-02/channel": {"marketplace": 2, "store": 1},
    }


@pytest.mark.parametrize(
    ("state", "number"),
    [
        ("submitted", 0),
        ("needs_changes", 0),
        ("received", 1),
        ("published", 1),
        ("suspended", 1),
        ("ended", 1),
        ("refused", 0),
    ],
)
@pytest.mark.django_db
def test_only_a_promotion_that_was_received_makes_a_participant(
    state, number, campaign
):
    PromotionFactory(**{state: True}, campaign=campaign)

    assert counted_by(merchants.THEME, campaign)["TN-01"] == number


@pytest.mark.django_db
def test_a_withdrawn_promotion_makes_no_participant(campaign):
    PromotionFactory(withdrawn=True, campaign=campaign)

    assert counted_by(merchants.THEME, campaign)["TN-01"] == 0
