from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from promotions.models import Promotion
from promotions.register import (
    Standing,
    area_in_words,
    in_words,
    standing,
    with_register_facts,
)
from tests.accounts.factories import DistrictFactory
from tests.promotions.factories import ItemFactory, PromotionFactory

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
START = datetime(2024, 11, 25, tzinfo=HCM)
END = datetime(2024, 12, 2, tzinfo=HCM)
INSTANT = timedelta(microseconds=1)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("at", "wanted"),
    [
        (START - INSTANT, Standing.COMING),
        (START, Standing.RUNNING),
        (END - INSTANT, Standing.RUNNING),
        (END, Standing.ENDED),
    ],
)
def test_published_promotion_stands_by_the_moment(at, wanted):
    assert standing(PromotionFactory(published=True), at=at) == wanted


@pytest.mark.parametrize(
    ("trait", "wanted"),
    [
        ("suspended", Standing.SUSPENDED),
        ("ended", Standing.ENDED),
        ("received", Standing.HIDDEN),
        ("refused", Standing.HIDDEN),
        ("withdrawn", Standing.HIDDEN),
    ],
)
def test_other_states_stand_the_same_at_any_moment(trait, wanted):
    promotion = PromotionFactory(**{trait: True})

    assert {standing(promotion, at=at) for at in (START, END)} == {wanted}


@pytest.mark.parametrize(
    ("districts", "words"),
    [
        ([], "Toàn tỉnh"),
        (["Huyện Thọ Xuân"], "Huyện Thọ Xuân"),
        (["Huyện A", "Huyện B"], "Huyện A, Huyện B"),
        (["Huyện A", "Huyện B", "Huyện C"], "Huyện A, Huyện B và 1 nơi khác"),
    ],
)
def test_area_names_two_districts_and_counts_the_rest(districts, words):
    assert area_in_words(districts) == words


def test_row_shows_the_highest_discounts_and_counts_the_others():
    promotion = PromotionFactory(published=True, item=None)
    promotion.districts.add(DistrictFactory(name="Huyện Thọ Xuân"))
    for position, percent in enumerate((10, 40, 20, 30), start=1):
        ItemFactory(
            promotion=promotion,
            position=position,
            price_now_vnd=100_000 - percent * 1_000,
            discount_percent=percent,
        )

    row = with_register_facts(Promotion.objects.all()).get()
    words = in_words(row, at=START)

    assert [item.discount_percent for item in row.shown_items] == [40, 30, 20]
    assert (words.more_items, words.area) == (1, "Huyện Thọ Xuân")
    assert words.period == "Đến hết Chủ nhật ngày 01/12/2024"


def test_rows_cost_two_queries(django_assert_num_queries):
    for _ in range(3):
        PromotionFactory(published=True)

    with django_assert_num_queries(2):
        rows = list(with_register_facts(Promotion.objects.all()))
        assert [row.merchant.district.name for row in rows] != []
