"""KM-01–05 and KM-37 on both sides of each boundary."""

import pytest

from promotions.enums import MerchantKind, PromotionForm
from promotions.law.judging import judge
from tests.promotions.law.declarations import (
    AT,
    BOOK,
    WEEK,
    a_declaration,
    an_item,
    errors_of,
    moment,
    percent_off,
    the_finding,
)

GIFT = frozenset({PromotionForm.GIFT})


def test_a_whole_declaration_has_no_finding():
    assert judge(a_declaration(), book=BOOK, at=AT) == []


@pytest.mark.parametrize("kind", MerchantKind)
def test_km01_only_a_representative_office_may_not_promote(kind):
    expected = ["KM-01"] if kind == MerchantKind.REPRESENTATIVE_OFFICE else []

    assert errors_of(a_declaration(merchant_kind=kind)) == expected


@pytest.mark.parametrize(
    ("tax_code", "expected"),
    [
        ("2899999013", []),
        ("2899999126", []),
        ("0314409058-002", []),
        ("0314409058002", []),
        ("2800222222", ["KM-02"]),
        ("289999901", ["KM-02"]),
        ("28999990133", ["KM-02"]),
        ("", ["KM-02"]),
    ],
)
def test_km02_tax_code(tax_code, expected):
    assert errors_of(a_declaration(tax_code=tax_code)) == expected


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"forms": frozenset()}, "forms"),
        ({"starts_at": None}, "starts_at"),
        ({"ends_at": None}, "ends_at"),
        ({"customers": ""}, "customers"),
        ({"content": ""}, "content"),
        ({"items": ()}, "items"),
        ({"forms": GIFT}, "items"),
    ],
)
def test_km03_names_the_field_that_is_missing(changes, field):
    findings = judge(a_declaration(**changes), book=BOOK, at=AT)

    missing = [(f.field, f.item_position) for f in findings if f.rule_id == "KM-03"]
    assert missing == [(field, None)]


@pytest.mark.parametrize("changes", [{"gift_name": "Túi vải"}, {"gift_value_vnd": 1}])
def test_km03_a_gift_promotion_names_a_gift(changes):
    assert errors_of(a_declaration(an_item(**changes), forms=GIFT)) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"price_before_vnd": None}, "price_before_vnd"),
        ({"price_before_vnd": 0}, "price_before_vnd"),
        ({"discount_percent": None}, "discount_percent"),
    ],
)
def test_km03_points_to_the_item(changes, field):
    declaration = a_declaration(an_item(position=7, **changes))

    finding = the_finding("KM-03", declaration)

    assert (finding.field, finding.item_position) == (field, 7)


def test_km03_an_item_beside_discounted_ones_may_come_with_a_gift_only():
    gift_only = an_item(discount_percent=None, gift_name="Túi", gift_value_vnd=1)
    forms = frozenset({PromotionForm.DISCOUNT, PromotionForm.GIFT})

    assert errors_of(a_declaration(gift_only, forms=forms)) == []


@pytest.mark.parametrize(
    ("ends_at", "expected"),
    [
        (WEEK.starts_at, ["KM-04"]),
        (moment(24, 11, 23, 59), ["KM-04"]),
        (moment(25, 11, 0, 1), []),
    ],
)
def test_km04_end_comes_after_start(ends_at, expected):
    assert errors_of(a_declaration(ends_at=ends_at)) == expected


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        ("-1", ["KM-05"]),
        ("0", ["KM-05"]),
        ("0.01", []),
        ("100", []),
        ("100.01", ["KM-05"]),
    ],
)
def test_km05_percent(percent, expected):
    assert errors_of(a_declaration(percent_off(percent))) == expected


@pytest.mark.parametrize(
    ("price_now", "expected"),
    [
        (-1, ["KM-05"]),
        (0, []),
        (99_999, []),
        (100_000, ["KM-05"]),
        (100_001, ["KM-05"]),
    ],
)
def test_km05_price(price_now, expected):
    item = an_item(discount_percent=None, price_now_vnd=price_now)

    assert errors_of(a_declaration(item)) == expected


def test_km05_full_price_is_right_for_an_item_that_comes_with_a_gift():
    item = an_item(
        discount_percent=None,
        price_now_vnd=100_000,
        gift_name="Túi",
        gift_value_vnd=10_000,
    )
    forms = frozenset({PromotionForm.DISCOUNT, PromotionForm.GIFT})

    assert errors_of(a_declaration(item, forms=forms)) == []


def test_km05_above_100_percent_fails_outside_the_week_too_and_once():
    declaration = a_declaration(
        percent_off("100.01"), starts_at=moment(1, 3), ends_at=moment(9, 3)
    )

    assert errors_of(declaration) == ["KM-05"]


def test_km37_declaration_is_ticked():
    assert errors_of(a_declaration(is_declared_true=False)) == ["KM-37"]
