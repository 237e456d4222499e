"""KM-10–12: State prices, and prices that agree with the declared discount."""

from decimal import Decimal

import pytest

from tests.promotions.law.declarations import (
    a_declaration,
    an_item,
    errors_of,
    the_finding,
)


def test_km10_a_price_set_by_the_state_is_not_discounted():
    assert errors_of(a_declaration(an_item(is_state_priced=True))) == ["KM-10"]


def test_km10_goods_of_a_state_price_may_stand_beside_discounts_at_full_price():
    item = an_item(
        is_state_priced=True,
        discount_percent=None,
        price_now_vnd=100_000,
        gift_name="Túi",
        gift_value_vnd=1,
    )

    assert errors_of(a_declaration(item)) == []


@pytest.mark.parametrize(
    ("floor", "changes", "expected"),
    [
        (70_000, {}, []),
        (70_001, {}, ["KM-11"]),
        (60_000, {"discount_percent": None, "price_now_vnd": 60_000}, []),
        (60_001, {"discount_percent": None, "price_now_vnd": 60_000}, ["KM-11"]),
    ],
)
def test_km11_the_lowest_price_itself_is_allowed(floor, changes, expected):
    item = an_item(price_floor_vnd=floor, **changes)

    assert errors_of(a_declaration(item)) == expected


def test_km11_says_nothing_of_a_price_that_is_not_known():
    item = an_item(price_before_vnd=None, price_floor_vnd=70_000)

    assert errors_of(a_declaration(item)) == ["KM-03"]


@pytest.mark.parametrize(
    ("price_now", "expected"),
    [
        (68_999, ["KM-12"]),
        (69_000, []),
        (70_000, []),
        (71_000, []),
        (71_001, ["KM-12"]),
    ],
)
def test_km12_a_difference_of_1000_dong_is_rounding(price_now, expected):
    assert errors_of(a_declaration(an_item(price_now_vnd=price_now))) == expected


def test_km12_compares_exactly():
    item = an_item(
        price_before_vnd=333_333,
        discount_percent=Decimal("33.33"),
        price_now_vnd=221_234,
    )

    assert errors_of(a_declaration(item)) == []
    assert (
        "222"
        in the_finding(
            "KM-12",
            a_declaration(
                an_item(
                    price_before_vnd=333_333,
                    discount_percent=Decimal("33.33"),
                    price_now_vnd=221_233,
                )
            ),
        ).hint
    )
