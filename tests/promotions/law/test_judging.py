"""The judgment as a whole: order, purity, and properties of the ceilings."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given, strategies as st

from promotions.enums import PromotionForm, Severity
from promotions.law.ceilings import discount_of, exceeds
from promotions.law.judging import judge
from promotions.law.rules import all_rules
from tests.promotions.law.declarations import (
    AT,
    BOOK,
    WEEK,
    a_declaration,
    an_item,
    errors_of,
    found,
    moment,
    percent_off,
)

CEILING_RULES = {"KM-06", "KM-07", "KM-13", "KM-14"}
PERIODS = [
    (WEEK.starts_at, WEEK.ends_at),
    (moment(24, 11, 23, 59), WEEK.ends_at),
    (WEEK.starts_at, moment(2, 12, 0, 1)),
    (moment(6, 1), moment(11, 1)),
]
percents = st.decimals(
    min_value=Decimal("0.01"), max_value=Decimal(100), places=2, allow_nan=False
)
prices = st.integers(min_value=1, max_value=10**12)
periods = st.sampled_from(PERIODS)
memberships = st.sampled_from([WEEK, None])


def in_period(*items, period, programme):
    return a_declaration(
        *items, starts_at=period[0], ends_at=period[1], programme=programme
    )


def ceiling_errors(declaration):
    return [rule for rule in errors_of(declaration) if rule in CEILING_RULES]


@given(percents, percents, periods, memberships)
def test_lowering_a_discount_never_adds_an_error_of_the_ceiling(
    one, other, period, programme
):
    lower, higher = (
        ceiling_errors(
            in_period(percent_off(percent), period=period, programme=programme)
        )
        for percent in sorted([one, other])
    )

    assert len(lower) <= len(higher)


@given(prices, st.data(), periods)
def test_raising_the_price_never_adds_an_error_of_the_ceiling(before, data, period):
    cheap, dear = sorted(
        data.draw(st.lists(st.integers(0, before), min_size=2, max_size=2))
    )
    found = [
        ceiling_errors(
            in_period(
                an_item(
                    discount_percent=None, price_before_vnd=before, price_now_vnd=now
                ),
                period=period,
                programme=None,
            )
        )
        for now in (cheap, dear)
    ]

    assert len(found[1]) <= len(found[0])


@given(percents, prices)
def test_the_ceiling_is_exact(ceiling, before):
    """A price on the ceiling passes, one đồng less does not."""
    lowest = ceil(Fraction(before) * (100 - Fraction(ceiling)) / 100)

    on_it = an_item(
        discount_percent=None, price_before_vnd=before, price_now_vnd=lowest
    )
    below = replace(on_it, price_now_vnd=lowest - 1)

    assert not exceeds(on_it, ceiling)
    assert exceeds(below, ceiling)
    assert discount_of(on_it) <= Fraction(ceiling) < discount_of(below)


@given(st.permutations(range(1, 6)), periods, memberships)
def test_the_order_of_items_changes_no_finding(order, period, programme):
    items = {
        1: percent_off(62, position=1),
        2: percent_off(0, position=2),
        3: an_item(position=3, goods_group="liquor"),
        4: an_item(position=4, gift_name="Quà", gift_value_vnd=70_000),
        5: percent_off(95, position=5, exemption="fresh_food"),
    }
    sorted_items = [items[place] for place in sorted(items)]
    shuffled = [items[place] for place in order]

    first = in_period(*sorted_items, period=period, programme=programme)
    second = in_period(*shuffled, period=period, programme=programme)

    assert judge(first, book=BOOK, at=AT) == judge(second, book=BOOK, at=AT)


def test_findings_come_in_the_order_of_the_rules_then_of_the_items():
    items = [
        an_item(position=2, goods_group="liquor"),
        percent_off(0, position=1),
        an_item(position=1, goods_group="tobacco"),
    ]
    declaration = a_declaration(*items, is_declared_true=False, merchant_kind="")

    findings = judge(declaration, book=BOOK, at=AT)

    assert [(f.rule_id, f.item_position) for f in findings] == [
        ("KM-05", 1),
        ("KM-15", 1),
        ("KM-15", 2),
        ("KM-37", None),
    ]


def test_a_rule_says_nothing_before_it_is_in_force():
    declaration = a_declaration(
        forms=frozenset({PromotionForm.DISCOUNT}), filed_on=date(2024, 12, 1)
    )

    assert found(declaration) == ["KM-33"]
    assert not all_rules()["KM-33"].is_in_force_on(date(2024, 11, 30))


def test_every_finding_has_a_severity_its_rule_may_have():
    wrong = a_declaration(
        percent_off(0, goods_group="beer"),
        tax_code="",
        merchant_kind="representative_office",
        is_declared_true=False,
        merchant_phone="",
        unannounced_sites=("a.example",),
        is_at_protected_place=True,
    )

    for finding in judge(wrong, book=BOOK, at=AT):
        rule = all_rules()[finding.rule_id]
        assert finding.severity in {rule.severity, rule.also}
        assert finding.source == rule.source


@pytest.mark.django_db
def test_ten_thousand_items_are_judged_without_a_query(
    django_assert_num_queries,
):
    items = [percent_off(62, position=n) for n in range(1, 10_001)]
    declaration = a_declaration(*items, ends_at=moment(3, 12))

    with django_assert_num_queries(0):
        findings = judge(declaration, book=BOOK, at=AT)

    assert len(findings) == 10_000
    assert {f.severity for f in findings} == {Severity.ERROR}
