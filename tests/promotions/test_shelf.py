import pytest

from promotions import shelf
from promotions.shelf import Comparison
from tests.promotions.factories import ItemFactory


def item(now):
    return ItemFactory.build(promotion=None, goods_group=None, price_now_vnd=now)


@pytest.mark.parametrize(
    ("seen", "expected", "difference"),
    [
        (99_999, Comparison.LOWER, 1),
        (100_000, Comparison.SAME, 0),
        (100_001, Comparison.HIGHER, 1),
    ],
)
def test_one_dong_decides(seen, expected, difference):
    found = shelf.compare(item(100_000), seen)

    assert (found.comparison, found.difference_vnd) == (expected, difference)


@pytest.mark.parametrize(("now", "seen"), [(None, 5), (5, None)])
def test_nothing_is_compared_with_an_unknown_price(now, seen):
    assert shelf.compare(item(now), seen) is None
