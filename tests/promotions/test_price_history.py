from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import DatabaseError, transaction

import pytest

from promotions import price_history, workflow
from promotions.models import LockedPrice
from tests.accounts.factories import UserFactory
from tests.promotions.factories import ItemFactory, MerchantFactory, PromotionFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 11, 20, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def announced(merchant, price, *, at=NOW, name="Nem chua", **facts):
    promotion = PromotionFactory(received=True, merchant=merchant, item=None)
    ItemFactory(
        promotion=promotion,
        name=name,
        price_before_vnd=price,
        price_now_vnd=price // 2,
        discount_percent=None,
        **facts,
    )
    officer = UserFactory(trade_management=True)
    return workflow.publish(promotion, by=officer, at=at)


def test_publishing_locks_the_price_of_every_item():
    promotion = PromotionFactory(received=True)
    ItemFactory(promotion=promotion, position=2)

    workflow.publish(promotion, by=UserFactory(trade_management=True), at=NOW)

    locked = promotion.locked_prices.values_list("item__position", "locked_at")
    assert sorted(locked) == [(1, NOW), (2, NOW)]
    assert price_history.locked_at(promotion) == NOW


def test_nothing_is_locked_before_publication():
    promotion = PromotionFactory(received=True)

    assert price_history.locked_at(promotion) is None


@pytest.mark.parametrize("change", ["update", "delete"])
def test_locked_price_is_never_changed(change):
    announced(MerchantFactory(), 100_000)
    rows = LockedPrice.objects.all()

    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(price_before_vnd=1) if change == "update" else rows._raw_delete(
            rows.db
        )


def test_same_goods_are_found_again_whatever_their_case_and_blanks():
    merchant = MerchantFactory()
    announced(merchant, 100_000, name="Nem  chua Đặc biệt")
    later = announced(
        merchant, 130_000, at=NOW + timedelta(days=5), name="nem chua đặc biệt "
    )

    (points,) = price_history.histories(later, later.items.all()).values()

    assert [point.price_before_vnd for point in points] == [100_000, 130_000]


@pytest.mark.parametrize("other", ["merchant", "name", "brand", "unit"])
def test_other_goods_are_not_compared(other):
    merchant = MerchantFactory()
    announced(merchant, 100_000)
    later = announced(
        MerchantFactory() if other == "merchant" else merchant,
        130_000,
        name="Nem nướng" if other == "name" else "Nem chua",
        brand="Hiệu khác" if other == "brand" else "",
        unit_of_measure="hộp" if other == "unit" else "kg",
    )

    assert price_history.histories(later, later.items.all()) == {}


def test_history_keeps_the_newest_points():
    merchant = MerchantFactory()
    for day in range(price_history.SHOWN_POINTS + 2):
        last = announced(merchant, 100_000 + day, at=NOW + timedelta(days=day))

    (points,) = price_history.histories(last, last.items.all()).values()

    assert len(points) == price_history.SHOWN_POINTS
    assert points[-1].reference == last.reference


def test_history_of_a_page_costs_two_queries(django_assert_num_queries):
    merchant = MerchantFactory()
    announced(merchant, 100_000)
    later = announced(merchant, 130_000)
    items = list(later.items.all())

    with django_assert_num_queries(2):
        price_history.histories(later, items)
