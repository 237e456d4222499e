"""KM-32: nothing to the customers' harm once it has begun."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from promotions.law.declaration import DeclaredPrize
from promotions.law.judging import judge
from tests.promotions.law.declarations import (
    BOOK,
    WEEK,
    a_declaration,
    a_lucky_draw,
    an_item,
    errors_of,
    the_finding,
)

RUNNING = WEEK.starts_at
BEFORE = WEEK.starts_at - timedelta(minutes=1)
HARM = [
    ({"ends_at": WEEK.ends_at - timedelta(minutes=1)}, "ends_at"),
    ({"conditions": "Chỉ cho hội viên"}, "conditions"),
    ({"items": (an_item(discount_percent=Decimal("29.99")),)}, "items"),
    ({"items": (an_item(position=2),)}, "items"),
]
NO_HARM = [
    {},
    {"items": (an_item(discount_percent=Decimal("30.01")), an_item(position=2))},
    {"content": "Nói rõ hơn"},
]


def changed(**changes):
    return replace(a_declaration(announced=a_declaration()), **changes)


@pytest.mark.parametrize(("changes", "field"), HARM)
def test_less_than_announced_is_refused_from_the_start_on(changes, field):
    declaration = changed(**changes)

    assert errors_of(declaration, at=RUNNING) == ["KM-32"]
    assert the_finding("KM-32", declaration, at=RUNNING).field == field
    assert errors_of(declaration, at=BEFORE) == []


@pytest.mark.parametrize("changes", NO_HARM)
def test_more_than_announced_is_allowed(changes):
    assert errors_of(changed(**changes), at=RUNNING) == []


def test_an_end_that_is_taken_away_is_harm():
    assert errors_of(changed(ends_at=None), at=RUNNING) == ["KM-03", "KM-32"]


def test_a_smaller_gift_is_harm():
    told = a_declaration(an_item(gift_name="Túi", gift_value_vnd=10_000))
    now = replace(told, items=(an_item(gift_name="Túi", gift_value_vnd=9_999),))

    assert errors_of(replace(now, announced=told), at=RUNNING) == ["KM-32"]


@pytest.mark.parametrize(
    ("prizes", "expected"),
    [
        ((DeclaredPrize("Xe đạp điện", 2, 12_000_000),), []),
        ((DeclaredPrize("Xe đạp điện", 1, 11_999_999),), ["KM-32"]),
        ((DeclaredPrize("Xe máy", 1, 30_000_000),), ["KM-32"]),
    ],
)
def test_prizes_that_shrink_or_vanish_are_harm(prizes, expected):
    declaration = a_lucky_draw(prizes=prizes, announced=a_lucky_draw())

    assert errors_of(declaration, at=RUNNING) == expected


def test_without_times_nothing_was_announced():
    untimed = a_declaration(starts_at=None, ends_at=None)

    assert errors_of(changed(conditions="Khác", announced=untimed), at=RUNNING) == []


def test_an_announcement_without_an_end_cannot_be_shortened():
    endless = a_declaration(ends_at=None)

    assert errors_of(changed(announced=endless), at=RUNNING) == []


VOUCHER = {
    "worth": "50.000 đồng",
    "valid_from": date(2024, 12, 1),
    "valid_until": date(2024, 12, 31),
}


@pytest.mark.parametrize(
    ("changes", "harmed"),
    [
        ({}, []),
        ({"goods": "Mọi mặt hàng"}, []),
        ({"worth": "40.000 đồng"}, ["voucher_worth"]),
        ({"worth": None}, ["voucher_worth"]),
        ({"valid_until": date(2024, 12, 30)}, ["voucher_valid_until"]),
        ({"valid_until": date(2025, 1, 1)}, []),
        ({"valid_from": date(2024, 12, 2)}, ["voucher_valid_from"]),
        ({"valid_from": date(2024, 11, 30)}, []),
    ],
)
def test_what_a_form_told_the_public_gets_no_worse(changes, harmed):
    now = {k: v for k, v in {**VOUCHER, **changes}.items() if v is not None}

    assert harmed_details(voucher=(VOUCHER, now)) == harmed


@pytest.mark.parametrize(
    ("value", "harmed"),
    [(19_999, ["gift_value_vnd"]), (20_000, []), (20_001, [])],
)
def test_a_gift_of_a_form_is_not_worth_less_than_announced(value, harmed):
    versions = {"value_vnd": 20_000}, {"value_vnd": value}

    assert harmed_details(gift=versions) == harmed


def test_another_witness_is_no_harm():
    versions = {"witnesses": "Bà Thử"}, {"witnesses": "Ông Thử"}

    assert harmed_details(lucky_draw=versions) == []


def harmed_details(**versions):
    """Return the fields of KM-32 for the answers of a form before and now."""
    before = a_declaration(details={f: old for f, (old, _new) in versions.items()})
    now = replace(
        before,
        announced=before,
        details={f: new for f, (_old, new) in versions.items()},
    )
    found = judge(now, book=BOOK, at=RUNNING)
    return [f.field for f in found if f.rule_id == "KM-32"]
