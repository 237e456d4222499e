"""KM-20, 21 and 31: days in a year, and the edges of the 60 hours."""

from datetime import date, timedelta

from django.utils import translation

import pytest

from promotions.law.calendar import days_in_year
from tests.promotions.law.declarations import (
    SLOT,
    a_declaration,
    a_lucky_draw,
    an_item,
    errors_of,
    found,
    moment,
    the_finding,
)

MINUTE = timedelta(minutes=1)
OCTOBER = {
    "starts_at": moment(1, 10),
    "ends_at": moment(11, 10),
    "filed_on": date(2024, 9, 2),
    "programme": None,
}


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "expected"),
    [
        (SLOT.starts_at, SLOT.ends_at, []),
        (SLOT.starts_at - MINUTE, SLOT.ends_at, ["KM-31"]),
        (SLOT.starts_at, SLOT.ends_at + MINUTE, ["KM-31"]),
        (SLOT.starts_at + MINUTE, SLOT.ends_at - MINUTE, []),
    ],
)
def test_km31_the_60_hours_to_the_minute(starts_at, ends_at, expected):
    declaration = a_declaration(starts_at=starts_at, ends_at=ends_at, slot=SLOT)

    assert errors_of(declaration) == expected


def test_km31_tells_when_the_slot_runs():
    with translation.override("en"):
        finding = the_finding("KM-31", a_declaration(slot=SLOT))

    assert finding.hint == "The slot runs from 00:00 29/11/2024 to 12:00 01/12/2024."
    assert finding.message == "The time lies outside the slot “60 giờ Online Friday”."


@pytest.mark.parametrize(("earlier", "expected"), [(110, []), (111, ["KM-20"])])
def test_km20_120_days_of_discount_a_year_are_allowed(earlier, expected):
    declaration = a_declaration(discount_days={"Nem Thử": earlier}, **OCTOBER)

    assert found(declaration) == expected


def test_km20_counts_each_brand_alone():
    items = [an_item(brand="Một"), an_item(position=2, brand="Hai")]
    days = {"Ba": 300, "Một": 110, "Hai": 110}

    assert found(a_declaration(*items, discount_days=days, **OCTOBER)) == []


def test_km20_days_of_the_joined_programme_are_not_counted():
    assert found(a_declaration(discount_days={"Nem Thử": 120})) == []
    assert found(a_declaration(discount_days={"Nem Thử": 120}, programme=None)) == [
        "KM-20"
    ]


def test_km20_is_about_discounts_only():
    declaration = a_lucky_draw(discount_days={"Nem Thử": 366}, **OCTOBER)

    assert "KM-20" not in found(declaration)


@pytest.mark.parametrize(("days", "expected"), [(90, []), (91, ["KM-21"])])
def test_km21_a_game_of_chance_lasts_up_to_90_days(days, expected):
    starts_at = moment(1, 3)
    declaration = a_lucky_draw(
        starts_at=starts_at, ends_at=starts_at + timedelta(days=days), programme=None
    )

    assert [rule for rule in found(declaration) if rule == "KM-21"] == expected


@pytest.mark.parametrize(("earlier", "expected"), [(170, []), (171, ["KM-21"])])
def test_km21_a_brand_has_up_to_180_days_of_chance_a_year(earlier, expected):
    declaration = a_lucky_draw(lucky_draw_days={"Nem Thử": earlier}, **OCTOBER)

    assert [rule for rule in found(declaration) if rule == "KM-21"] == expected


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2024, 12, 31), date(2025, 1, 1), 1),
        (date(2023, 1, 1), date(2025, 12, 31), 366),
        (date(2024, 5, 5), date(2024, 5, 5), 1),
        (date(2025, 1, 1), date(2025, 2, 1), 0),
    ],
)
def test_days_in_year_counts_both_ends_within_the_year(first, last, days):
    assert days_in_year(first, last, 2024) == days
