"""KM-15–19: the lists of Article 5, strong drinks, watched words, protected places."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import translation

import pytest

from promotions.enums import GoodsUse, Severity
from promotions.law.book import Prohibition
from tests.promotions.law.declarations import (
    a_book,
    a_declaration,
    an_item,
    errors_of,
    found,
    moment,
    the_finding,
)

NEVER_PROMOTED = {
    "liquor",
    "lottery",
    "tobacco",
    "breast-milk-substitutes",
    "medicine",
    "public-health-care",
    "public-education",
    "banned",
}
NEVER_USED = NEVER_PROMOTED - {"public-health-care", "public-education"}


@pytest.mark.parametrize(
    "group", sorted(NEVER_PROMOTED | {"food", "beer", "education"})
)
def test_km15_goods_of_the_list_may_not_be_promoted(group):
    expected = ["KM-15"] if group in NEVER_PROMOTED else []

    assert errors_of(a_declaration(an_item(goods_group=group))) == expected


@pytest.mark.parametrize("group", sorted(NEVER_PROMOTED | {"fashion", "beer"}))
def test_km16_goods_of_the_list_may_not_be_given(group):
    item = an_item(gift_name="Quà", gift_group=group, gift_value_vnd=1)
    expected = ["KM-16"] if group in NEVER_USED else []

    assert errors_of(a_declaration(item)) == expected


def test_km15_and_km16_name_the_goods():
    item = an_item(
        name="Nếp cẩm", goods_group="liquor", gift_name="Bật lửa", gift_group="tobacco"
    )

    with translation.override("en"):
        assert the_finding("KM-15", a_declaration(item)).message == (
            "“Nếp cẩm” belongs to the goods and services that may not be promoted."
        )
        assert the_finding("KM-16", a_declaration(item)).message == (
            "“Bật lửa” may not be used for promotion."
        )


@pytest.mark.parametrize(
    ("ends_at", "expected"),
    [(moment(1, 12), []), (moment(1, 12, 0, 1), ["KM-15"])],
)
def test_km15_a_prohibition_counts_from_its_first_day(ends_at, expected):
    new = Prohibition("food", GoodsUse.PROMOTED, date(2024, 12, 1))

    declaration = a_declaration(ends_at=ends_at)

    assert errors_of(declaration, book=a_book(prohibitions=(new,))) == expected


@pytest.mark.parametrize(
    ("starts_at", "expected"),
    [(moment(26, 11), []), (moment(26, 11) - timedelta(minutes=1), ["KM-15"])],
)
def test_km15_a_repealed_prohibition_counts_to_its_last_day(starts_at, expected):
    old = Prohibition("food", GoodsUse.PROMOTED, date(2018, 7, 15), date(2024, 11, 26))

    declaration = a_declaration(starts_at=starts_at)

    assert errors_of(declaration, book=a_book(prohibitions=(old,))) == expected


@pytest.mark.parametrize(
    ("group", "strength", "severity"),
    [
        ("beer", None, Severity.WARNING),
        ("beer", "0", Severity.WARNING),
        ("beer", "14.9", Severity.WARNING),
        ("beer", "15", Severity.ERROR),
        ("food", "15", Severity.ERROR),
        ("food", "40", Severity.ERROR),
    ],
)
def test_km17_15_percent_is_the_border(group, strength, severity):
    item = an_item(goods_group=group, alcohol_percent=strength and Decimal(strength))

    assert the_finding("KM-17", a_declaration(item)).severity == severity


@pytest.mark.parametrize("strength", [None, "0", "14.9"])
def test_km17_is_silent_on_weak_goods_that_are_no_beer(strength):
    item = an_item(alcohol_percent=strength and Decimal(strength))

    assert found(a_declaration(item)) == []


def test_km17_warns_of_beer_as_a_gift():
    item = an_item(gift_name="Thùng bia", gift_group="beer", gift_value_vnd=1)

    assert found(a_declaration(item)) == ["KM-17"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tặng Rượu vang", ["KM-18"]),
        ("tang ruou vang", ["KM-18"]),
        ("Ru\u031bo\u031b\u0323u vang", ["KM-18"]),
        ("THUỐC LÁ điện tử", ["KM-18"]),
        ("Vape các loại", ["KM-18"]),
        ("vé xổ số", ["KM-18"]),
        ("Sữa 0-12 tháng", ["KM-18"]),
        ("Sữa tươi", []),
        ("Thuốc nhuộm vải", []),
        ("vaper", []),
        ("Bánh trượu", []),
    ],
)
def test_km18_watches_whole_words_with_or_without_marks(text, expected):
    assert found(a_declaration(name=text)) == expected
    assert found(a_declaration(an_item(name=text))) == expected
    assert found(a_declaration(an_item(gift_name=text))) == expected


def test_km18_points_to_where_the_word_stands():
    declaration = a_declaration(content="Mua 1 tặng 1 rượu")

    finding = the_finding("KM-18", declaration)

    assert (finding.severity, finding.field, finding.item_position) == (
        Severity.WARNING,
        "content",
        None,
    )


def test_km18_is_silent_where_the_goods_are_refused_already():
    item = an_item(name="Rượu nếp", goods_group="liquor")

    assert found(a_declaration(item)) == ["KM-15"]


def test_km19_a_protected_place_is_refused():
    assert errors_of(a_declaration(is_at_protected_place=True)) == ["KM-19"]
