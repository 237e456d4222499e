"""What differs between two versions, in words."""

from datetime import datetime

from django.utils import translation

import pytest

from promotions.changes import Change, Kind, changes_between
from tests.accounts.factories import DistrictFactory
from tests.promotions.factories import (
    HCM,
    ItemFactory,
    PrizeFactory,
    PromotionFactory,
    SalesChannelFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def two(**changes):
    return PromotionFactory(declared=True), PromotionFactory(declared=True, **changes)


def test_equal_versions_have_no_change():
    assert not changes_between(*two())


def test_facts_are_told_in_the_words_of_the_pages():
    before, after = two(
        name="Tên mới",
        ends_at=datetime(2024, 12, 1, 12, tzinfo=HCM),
        is_online_only=False,
        used_total_vnd=1_250_000,
    )

    assert changes_between(before, after).lines == [
        Change("Name of the promotion", before.name, "Tên mới"),
        Change(
            "Ends at",
            "the end of Sunday 01/12/2024",
            "12:00 on Sunday 01/12/2024",
        ),
        Change(
            "Sold and promoted only through marketplaces and promotion websites",
            "Yes",
            "No",
        ),
        Change(
            "Total value of goods used for promotion",
            "",
            "1,250,000\N{NO-BREAK SPACE}₫",
        ),
    ]


def test_places_are_told_by_their_names():
    before, after = two()
    after.districts.add(DistrictFactory(name="Huyện Thọ Xuân"))
    after.channels.add(SalesChannelFactory(merchant=after.merchant, name="Gian hàng"))

    labels = {
        change.label: change.after for change in changes_between(before, after).lines
    }

    assert set(labels) == {"Area", "Sales channels"}
    assert labels["Area"] == "Huyện Thọ Xuân"


def test_each_fact_of_a_changed_row_is_a_line():
    before, after = two(item__price_now_vnd=60_000, item__discount_percent=40)

    assert changes_between(before, after).lines == [
        Change(
            "Nem chua Thanh Hoá: price in the promotion",
            "70,000\N{NO-BREAK SPACE}₫",
            "60,000\N{NO-BREAK SPACE}₫",
        ),
        Change("Nem chua Thanh Hoá: discount, %", "30%", "40%"),
    ]


def test_rows_are_added_and_taken_out():
    before, after = two()
    ItemFactory(promotion=after, position=2, name="Mắm tôm")
    PrizeFactory(promotion=before, position=1, name="Giải nhất")

    added, removed = changes_between(before, after).lines

    assert (added.label, added.kind, added.before) == ("Mắm tôm", Kind.ADDED, "")
    assert "price in the promotion: 70,000" in added.after
    assert "value of the gift" not in added.after
    assert (removed.label, removed.kind, removed.after) == (
        "Giải nhất",
        Kind.REMOVED,
        "",
    )
    assert "value of one prize: 12,000,000" in removed.before


def test_of_many_rows_some_are_told_and_the_rest_is_counted():
    before, after = two()
    for position in range(2, 7):
        ItemFactory(promotion=after, position=position)

    found = changes_between(before, after, rows_told=2)

    assert (len(found.lines), found.rows_left_out) == (2, 3)


@pytest.mark.parametrize("count", [1, 5])
def test_many_rows_cost_no_more_queries(count, django_assert_num_queries):
    before, after = two()
    for position in range(2, 2 + count):
        ItemFactory(promotion=after, position=position)

    with django_assert_num_queries(7):
        changes_between(before, after)
