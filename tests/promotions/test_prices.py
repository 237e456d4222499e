from decimal import Decimal

import pytest

from promotions.prices import percent_between, percent_off, saved_vnd
from tests.promotions.factories import ItemFactory


@pytest.mark.parametrize(
    ("before", "now", "percent"),
    [
        (200, 100, Decimal("50.00")),
        (3, 1, Decimal("66.67")),
        (100, 0, Decimal("100.00")),
        (100, 100, Decimal("0.00")),
        (100, 150, Decimal("-50.00")),
        (0, 0, None),
        (100, None, None),
    ],
)
def test_percent_follows_from_two_prices(before, now, percent):
    assert percent_between(before, now) == percent


@pytest.mark.parametrize(
    ("declared", "now", "percent"),
    [
        (Decimal(60), 50, Decimal(60)),
        (Decimal("12.5"), 50, Decimal("50.00")),
        (None, 50, Decimal("50.00")),
        (None, 100, None),
        (None, None, None),
        (Decimal(0), 50, Decimal("50.00")),
        (Decimal(0), None, None),
    ],
)
def test_higher_of_declared_and_computed_percent_counts(declared, now, percent):
    item = ItemFactory.build(
        promotion=None,
        goods_group=None,
        price_before_vnd=100,
        price_now_vnd=now,
        discount_percent=declared,
    )

    assert percent_off(item) == percent


@pytest.mark.parametrize(("now", "saved"), [(30, 70), (100, None), (None, None)])
def test_saving_is_the_difference_of_the_prices(now, saved):
    item = ItemFactory.build(
        promotion=None, goods_group=None, price_before_vnd=100, price_now_vnd=now
    )

    assert saved_vnd(item) == saved
