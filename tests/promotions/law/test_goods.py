"""The sums over items say what asking each item would say."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from promotions.enums import CeilingExemption
from promotions.law.ceilings import exceeds
from promotions.law.goods import Goods
from tests.promotions.law.declarations import an_item

AMOUNTS = st.integers(min_value=0, max_value=10**9)
PERCENTS = st.decimals(min_value=0, max_value=101, places=2)
ITEMS = st.builds(
    an_item,
    quantity=st.none() | st.integers(min_value=1, max_value=1_000),
    price_before_vnd=st.none() | AMOUNTS,
    price_now_vnd=st.none() | AMOUNTS,
    discount_percent=st.none() | PERCENTS,
    gift_value_vnd=AMOUNTS,
    exemption=st.sampled_from(["", CeilingExemption.FRESH_FOOD]),
    brand=st.sampled_from(["", "Một", "Hai"]),
)


@given(st.lists(ITEMS), PERCENTS)
def test_sums_agree_with_the_items(items, ceiling):
    goods = Goods.of(items)

    assert goods.count == len(items)
    assert goods.brands == {item.brand for item in items}
    assert goods.has_gift == any(item.has_gift for item in items)
    assert goods.gifts_vnd == sum(i.gift_value_vnd * (i.quantity or 1) for i in items)
    assert goods.discounts_more_than(ceiling) == any(
        exceeds(item, ceiling) and not item.exemption for item in items
    )
    is_known = all(i.quantity and i.price_before_vnd is not None for i in items)
    expected = sum(i.quantity * i.price_before_vnd for i in items) if is_known else None
    assert goods.promoted_vnd == expected


@pytest.mark.parametrize(("now", "is_more"), [(50_000, False), (49_999, True)])
def test_ceiling_is_compared_exactly(now, is_more):
    item = an_item(price_before_vnd=100_000, price_now_vnd=now, discount_percent=None)

    assert Goods.of([item]).discounts_more_than(Decimal(50)) is is_more
