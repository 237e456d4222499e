"""KM-34–36: public information, evidence of prices, known websites."""

from decimal import Decimal

from django.utils import translation

import pytest

from promotions.enums import CeilingExemption, PromotionForm, Severity
from promotions.law.judging import judge
from tests.promotions.law.declarations import (
    AT,
    BOOK,
    a_declaration,
    an_item,
    found,
    percent_off,
    the_finding,
)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"merchant_address": ""}, "merchant"),
        ({"merchant_phone": ""}, "merchant"),
        ({"conditions": " "}, "conditions"),
    ],
)
def test_km34_points_to_what_the_public_misses(changes, field):
    declaration = a_declaration(**changes)

    finding = the_finding("KM-34", declaration)

    assert found(declaration) == ["KM-34"]
    assert (finding.field, finding.severity) == (field, Severity.WARNING)


DUTIES = {
    PromotionForm.GIFT: {"what": "Túi vải", "value_vnd": 20_000},
    PromotionForm.VOUCHER: {
        "worth": "50.000 đồng",
        "goods": "Mọi mặt hàng",
        "places": "Tại cửa hàng",
    },
    PromotionForm.CONTEST: {"how_won": "Ban giám khảo chấm"},
    PromotionForm.LUCKY_DRAW: {"how_won": "Bốc thăm"},
    PromotionForm.LOYALTY: {"costs": "Không có"},
    PromotionForm.CULTURE: {"costs": "Không có"},
}


def missing_of(form, answers, **changes):
    """Return the fields that KM-34 asks for."""
    declaration = a_declaration(
        forms=frozenset({form}), details={form: answers}, **changes
    )
    findings = judge(declaration, book=BOOK, at=AT)
    return [f.field for f in findings if f.rule_id == "KM-34"]


@pytest.mark.parametrize("form", PromotionForm)
def test_km34_each_form_makes_its_own_facts_public(form):
    duties = DUTIES.get(form, {})

    assert missing_of(form, duties) == []
    assert missing_of(form, {}) == [f"{form}_{name}" for name in duties]


def test_km34_a_gift_named_with_the_goods_is_named():
    with_gift = an_item(gift_name="Túi vải", gift_value_vnd=20_000)
    nameless = an_item(gift_name="Túi vải", gift_value_vnd=0)

    assert missing_of(PromotionForm.GIFT, {}, items=(with_gift,)) == []
    assert missing_of(PromotionForm.GIFT, {}, items=(nameless,)) == [
        "gift_what",
        "gift_value_vnd",
    ]


def test_km34_says_which_form_and_what_to_add():
    declaration = a_declaration(forms=frozenset({PromotionForm.LOYALTY}), details={})

    with translation.override("en"):
        finding = the_finding("KM-34", declaration)

    assert finding.message == (
        "Programme for regular customers: information that must be public is missing."
    )
    assert finding.hint == "Please add: What customers pay themselves."


@pytest.mark.parametrize(
    ("percent", "expected"),
    [("89.99", []), ("90", ["KM-35"]), ("100", ["KM-35"])],
)
def test_km35_from_90_percent_on_evidence_is_asked_for(percent, expected):
    item = percent_off(percent)

    assert [rule for rule in found(a_declaration(item)) if rule == "KM-35"] == expected


@pytest.mark.parametrize(("now", "expected"), [(10_001, []), (10_000, ["KM-35"])])
def test_km35_prices_count_like_percents(now, expected):
    item = an_item(discount_percent=None, price_now_vnd=now)

    assert [rule for rule in found(a_declaration(item)) if rule == "KM-35"] == expected


@pytest.mark.parametrize(("before", "expected"), [(130_000, []), (130_001, ["KM-35"])])
def test_km35_a_price_more_than_30_percent_above_the_last_one(before, expected):
    declaration = a_declaration(
        an_item(name="NEM CHUA", price_before_vnd=before),
        earlier_prices={"nem chua": 100_000},
    )

    assert found(declaration) == expected


def test_km35_an_unknown_price_is_no_rise():
    item = an_item(price_before_vnd=None, discount_percent=Decimal(10))
    declaration = a_declaration(item, earlier_prices={"nem chua": 100_000})

    assert found(declaration) == ["KM-03"]


def test_km36_names_each_site():
    declaration = a_declaration(unannounced_sites=("a.example", "b.example"))

    assert found(declaration) == ["KM-36", "KM-36"]


def test_an_exempt_very_high_discount_still_needs_evidence():
    item = percent_off(95, exemption=CeilingExemption.CLOSING)

    assert found(a_declaration(item)) == ["KM-09", "KM-35"]
