"""A stored promotion becomes the same declaration whatever it holds."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from promotions.enums import PromotionForm, PromotionState
from promotions.law.declaration import DeclaredItem
from promotions.law.declaring import declare
from promotions.law.judging import check
from promotions.models import Promotion
from tests.campaigns.factories import TimeSlotFactory
from tests.promotions.factories import (
    HCM,
    ItemFactory,
    MerchantFactory,
    PrizeFactory,
    PromotionFactory,
    SalesChannelFactory,
)

pytestmark = pytest.mark.django_db

AT = datetime(2024, 11, 18, 12, tzinfo=HCM)


def an_autumn_promotion(merchant, *, days, **changes):
    """Return a published discount of so many days from 1 September."""
    start = datetime(2024, 9, 1, tzinfo=HCM)
    return PromotionFactory(
        published=True,
        merchant=merchant,
        campaign=None,
        starts_at=start,
        ends_at=start + timedelta(days=days),
        **changes,
    )


def test_an_empty_draft_can_be_declared():
    declaration = declare(PromotionFactory())

    assert declaration.items == ()
    assert declaration.programme is None
    assert declaration.discount_days == {}


def test_items_keep_their_exact_values():
    promotion = PromotionFactory(
        declared=True,
        item__with_gift=True,
        item__discount_percent=Decimal("50.01"),
        item__price_now_vnd=None,
    )

    assert declare(promotion).items == (
        DeclaredItem(
            position=1,
            name="Nem chua Thanh Hoá",
            goods_group="food",
            brand="Nem Thử",
            quantity=100,
            price_before_vnd=100_000,
            price_now_vnd=None,
            discount_percent=Decimal("50.01"),
            gift_name="Túi vải",
            gift_group="fashion",
            gift_value_vnd=20_000,
        ),
    )


def test_slot_prizes_and_unknown_sites_are_declared():
    slot = TimeSlotFactory()
    promotion = PromotionFactory(declared=True, campaign=slot.campaign, slot=slot)
    PrizeFactory(promotion=promotion)
    known = SalesChannelFactory(
        website=True, merchant=promotion.merchant, is_known_to_ministry=True
    )
    unknown = SalesChannelFactory(
        website=True, merchant=promotion.merchant, name="Trang riêng"
    )
    stall = SalesChannelFactory(merchant=promotion.merchant)
    promotion.channels.set([known, unknown, stall])

    declaration = declare(promotion)

    assert declaration.slot.starts_at == slot.starts_at
    assert [prize.value_vnd for prize in declaration.prizes] == [12_000_000]
    assert declaration.unannounced_sites == ("Trang riêng",)


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(count, django_assert_num_queries):
    promotion = PromotionFactory(declared=True, item=None)
    for position in range(1, count + 1):
        ItemFactory(promotion=promotion, position=position)
        an_autumn_promotion(promotion.merchant, days=10)
    fresh = Promotion.objects.get(pk=promotion.pk)

    with django_assert_num_queries(12):
        findings = check(fresh, at=AT)

    assert [finding.rule_id for finding in findings] == ["KM-23"]


def test_days_of_other_filed_discounts_are_counted_by_brand():
    merchant = MerchantFactory()
    an_autumn_promotion(merchant, days=30)
    an_autumn_promotion(merchant, days=10, item__brand="Khác")
    an_autumn_promotion(MerchantFactory(), days=50)
    an_autumn_promotion(merchant, days=40, forms=[PromotionForm.GIFT])
    PromotionFactory(published=True, merchant=merchant)
    PromotionFactory(refused=True, merchant=merchant, campaign=None)

    promotion = PromotionFactory(declared=True, merchant=merchant)

    assert declare(promotion).discount_days == {"Nem Thử": 30, "Khác": 10}


def test_days_in_the_week_count_where_the_campaign_was_not_joined():
    merchant = MerchantFactory()
    PromotionFactory(published=True, merchant=merchant, campaign=None)

    promotion = PromotionFactory(declared=True, merchant=merchant)

    assert declare(promotion).discount_days == {"Nem Thử": 7}


def test_only_days_of_the_year_of_the_start_are_counted():
    merchant = MerchantFactory()
    PromotionFactory(
        published=True,
        merchant=merchant,
        campaign=None,
        starts_at=datetime(2023, 12, 30, tzinfo=HCM),
        ends_at=datetime(2024, 1, 3, tzinfo=HCM),
    )

    promotion = PromotionFactory(declared=True, merchant=merchant)

    assert declare(promotion).discount_days == {"Nem Thử": 2}


def test_the_last_filed_price_of_the_same_goods_is_remembered():
    merchant = MerchantFactory()
    an_autumn_promotion(merchant, days=1, item__price_before_vnd=90_000)
    an_autumn_promotion(merchant, days=1, item__price_before_vnd=60_000)
    PromotionFactory(declared=True, merchant=merchant, item__price_before_vnd=10_000)

    promotion = PromotionFactory(declared=True, merchant=merchant)

    assert declare(promotion).earlier_prices == {"nem chua thanh hoá": 60_000}
    assert [f.rule_id for f in check(promotion, at=AT)] == ["KM-23", "KM-35"]


def test_prices_of_other_goods_are_read_only_for_goods_to_come():
    merchant = MerchantFactory()
    an_autumn_promotion(merchant, days=1, item__name="NEM CHUA THANH HOÁ")
    an_autumn_promotion(merchant, days=1, item__name="Bánh gai")

    promotion = PromotionFactory(declared=True, merchant=merchant)

    assert set(declare(promotion).earlier_prices) == {"nem chua thanh hoá"}
    for_all = declare(promotion, items=(), for_other_goods=True)
    assert set(for_all.earlier_prices) == {"nem chua thanh hoá", "bánh gai"}


def test_what_was_never_filed_is_not_counted():
    merchant = MerchantFactory()
    draft = an_autumn_promotion(merchant, days=30)
    Promotion.objects.filter(pk=draft.pk).update(
        state=PromotionState.WITHDRAWN, closed_at=AT
    )

    promotion = PromotionFactory(declared=True, merchant=merchant)

    assert declare(promotion).discount_days == {}
