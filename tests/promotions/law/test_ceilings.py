"""KM-06–09, 13 and 14: the ceilings of the decree at every edge of the week.

The week is ``[25/11/2024 00:00, 02/12/2024 00:00)``.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from django.utils import translation

import pytest

from promotions.enums import CeilingExemption, PromotionForm, Severity
from promotions.law.book import Dated
from promotions.law.declaration import DeclaredPrize
from tests.promotions.law.declarations import (
    BOOK,
    WEEK,
    a_book,
    a_declaration,
    a_lucky_draw,
    an_item,
    errors_of,
    found,
    moment,
    percent_off,
    the_finding,
)

JANUARY = {"starts_at": moment(6, 1), "ends_at": moment(11, 1), "programme": None}
GIFT = frozenset({PromotionForm.GIFT})


@pytest.mark.parametrize(
    ("percent", "expected"), [("50", []), ("50.01", ["KM-06"]), ("100", ["KM-06"])]
)
def test_outside_the_week_the_ceiling_is_50_percent(percent, expected):
    assert errors_of(a_declaration(percent_off(percent), **JANUARY)) == expected


@pytest.mark.parametrize(
    ("percent", "expected"),
    [("50.01", []), ("62", []), ("100", []), ("100.01", ["KM-05"])],
)
def test_inside_the_week_a_member_may_go_to_100_percent(percent, expected):
    assert errors_of(a_declaration(percent_off(percent))) == expected


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "expected"),
    [
        (moment(24, 11, 23, 59), moment(30, 11), ["KM-06"]),
        (moment(25, 11), moment(30, 11), []),
        (moment(26, 11), moment(2, 12), []),
        (moment(26, 11), moment(2, 12, 0, 1), ["KM-06"]),
        (moment(24, 11), moment(3, 12), ["KM-06"]),
        (moment(1, 11), moment(25, 11), ["KM-06"]),
        (moment(2, 12), moment(9, 12), ["KM-06"]),
    ],
)
def test_one_moment_outside_the_week_and_60_percent_is_refused(
    starts_at, ends_at, expected
):
    declaration = a_declaration(percent_off(60), starts_at=starts_at, ends_at=ends_at)

    assert errors_of(declaration) == expected


def test_62_percent_one_day_outside_is_refused_with_its_legal_reason():
    declaration = a_declaration(percent_off(62), ends_at=moment(3, 12))

    with translation.override("en"):
        finding = the_finding("KM-06", declaration)

    assert finding.message == (
        "The discount of 62% is above the ceiling of 50%. The ceiling of 100% applies "
        "only during the concentrated promotion programme (25/11–01/12/2024)."
    )
    assert finding.source == (
        "Nghị định 81/2018/NĐ-CP, khoản 1 và khoản 2 Điều 7; Quyết định 2821/QĐ-BCT"
    )
    assert (finding.field, finding.item_position) == ("discount_percent", 1)


def test_a_programme_that_is_over_is_not_spoken_of():
    later = {"starts_at": moment(6, 1, year=2025), "ends_at": moment(9, 1, year=2025)}
    declaration = a_declaration(percent_off(62), programme=None, **later)

    with translation.override("en"):
        finding = the_finding("KM-06", declaration, at=WEEK.ends_at)

    assert finding.message == "The discount of 62% is above the ceiling of 50%."
    assert finding.hint == "Lower the discount."


def test_the_hint_offers_a_promotion_of_their_own_for_the_days_outside():
    declaration = a_declaration(percent_off(62), ends_at=moment(3, 12))

    with translation.override("en"):
        assert the_finding("KM-06", declaration).hint == (
            "Lower the discount, or declare the days outside the programme as a "
            "promotion of their own."
        )


def test_a_price_is_judged_like_a_percent():
    item = an_item(discount_percent=None, price_now_vnd=38_000)

    finding = the_finding("KM-06", a_declaration(item, **JANUARY))

    assert finding.field == "price_now_vnd"
    assert "62%" in finding.message


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (100_000, 50_000, []),
        (100_000, 49_999, ["KM-06"]),
        (1_999, 1_000, []),
        (1_999, 999, ["KM-06"]),
        (3_000_000_000_000_001, 1_500_000_000_000_001, []),
        (3_000_000_000_000_001, 1_500_000_000_000_000, ["KM-06"]),
    ],
)
def test_prices_are_compared_without_rounding(before, now, expected):
    item = an_item(discount_percent=None, price_before_vnd=before, price_now_vnd=now)

    assert errors_of(a_declaration(item, **JANUARY)) == expected


def test_declaring_50_percent_does_not_hide_a_lower_price():
    item = an_item(discount_percent=Decimal(50), price_now_vnd=49_500)

    assert errors_of(a_declaration(item, **JANUARY)) == ["KM-06"]


def test_a_hair_above_the_ceiling_never_reads_as_the_ceiling():
    item = an_item(
        discount_percent=None, price_before_vnd=1_000_000, price_now_vnd=499_999
    )

    finding = the_finding("KM-06", a_declaration(item, **JANUARY))

    with translation.override("vi"):
        assert "50,01%" in the_finding("KM-06", a_declaration(item, **JANUARY)).message
    assert finding.rule_id == "KM-06"


def test_without_the_membership_the_week_does_not_help():
    declaration = a_declaration(percent_off(62), programme=None)

    with translation.override("en"):
        finding = the_finding("KM-07", declaration)

    assert errors_of(declaration) == ["KM-07"]
    assert finding.message == (
        "For a discount above 50% the promotion must take part in Online Friday 2024."
    )


def test_50_percent_in_the_week_needs_no_membership():
    assert errors_of(a_declaration(percent_off(50), programme=None)) == []


def test_a_campaign_that_is_no_concentrated_programme_lifts_nothing():
    plain = replace(WEEK, is_concentrated=False)
    declaration = a_declaration(percent_off(51), programme=plain)

    assert errors_of(declaration, book=a_book(programmes=())) == ["KM-06"]


@pytest.mark.parametrize(("percent", "expected"), [("70", []), ("70.01", ["KM-06"])])
def test_a_campaign_may_have_a_lower_ceiling_than_the_law(percent, expected):
    cautious = replace(WEEK, discount_ceiling_percent=Decimal(70))
    declaration = a_declaration(percent_off(percent), programme=cautious)

    assert errors_of(declaration, book=a_book(programmes=(cautious,))) == expected


def test_the_strictest_ceiling_of_all_days_holds():
    tighter = (
        Dated(Decimal(50), date(2018, 7, 15), date(2025, 1, 8)),
        Dated(Decimal(40), date(2025, 1, 8)),
    )
    book = a_book(facts={**BOOK.facts, "discount_ceiling_percent": tighter})
    before = {"starts_at": moment(1, 1, year=2025), "ends_at": moment(8, 1, year=2025)}

    item = percent_off(45)

    assert errors_of(a_declaration(item, programme=None, **before), book=book) == []
    one_minute_more = {**before, "ends_at": before["ends_at"] + timedelta(minutes=1)}
    assert errors_of(
        a_declaration(item, programme=None, **one_minute_more), book=book
    ) == ["KM-06"]


def test_nothing_is_said_of_the_ceiling_while_the_time_is_unknown():
    assert errors_of(a_declaration(percent_off(62), ends_at=None)) == ["KM-03"]


def test_km08_says_once_why_more_than_50_percent_is_allowed():
    items = [percent_off(62, position=1), percent_off(80, position=2)]

    with translation.override("en"):
        finding = the_finding("KM-08", a_declaration(*items))

    assert finding.severity == Severity.INFO
    assert finding.message == (
        "A discount above 50% is allowed here because the promotion belongs to the "
        "concentrated promotion programme (up to 100%)."
    )


def test_km08_is_silent_at_50_percent():
    assert found(a_declaration(percent_off(50))) == []


@pytest.mark.parametrize("ground", [c for c in CeilingExemption if c])
def test_km09_an_exemption_passes_in_january_with_a_warning(ground):
    item = percent_off(70, exemption=ground)

    assert found(a_declaration(item, **JANUARY, is_online_only=True)) == [
        "KM-09",
        "KM-23",
    ]
    assert the_finding("KM-09", a_declaration(item, **JANUARY)).severity == (
        Severity.WARNING
    )


def test_km09_an_exemption_does_not_lift_100_percent():
    item = percent_off("100.01", exemption=CeilingExemption.FRESH_FOOD)

    assert errors_of(a_declaration(item, **JANUARY)) == ["KM-05"]


@pytest.mark.parametrize(
    ("value", "changes", "expected"),
    [
        (50_000, JANUARY, []),
        (50_001, JANUARY, ["KM-13"]),
        (100_000, {}, []),
        (100_001, {}, ["KM-13"]),
        (50_000, {"programme": None}, []),
        (50_001, {"programme": None}, ["KM-13"]),
        (50_001, {"ends_at": moment(2, 12, 0, 1)}, ["KM-13"]),
    ],
)
def test_km13_a_gift_of_exactly_the_ceiling_passes(value, changes, expected):
    item = an_item(discount_percent=None, gift_name="Túi", gift_value_vnd=value)
    totals = {"promoted_total_vnd": 10**9, "used_total_vnd": 1}

    declaration = a_declaration(item, forms=GIFT, **totals, **changes)

    assert errors_of(declaration) == expected


@pytest.mark.parametrize(
    ("form", "is_capped"),
    [
        (PromotionForm.SAMPLE, False),
        (PromotionForm.GIFT, True),
        (PromotionForm.DISCOUNT, True),
        (PromotionForm.VOUCHER, True),
        (PromotionForm.CONTEST, False),
        (PromotionForm.LUCKY_DRAW, False),
        (PromotionForm.LOYALTY, False),
        (PromotionForm.CULTURE, False),
        (PromotionForm.OTHER, True),
    ],
)
def test_km13_forms_under_the_ceiling_of_one_unit(form, is_capped):
    item = an_item(gift_name="Túi", gift_value_vnd=60_000)
    declaration = a_declaration(
        item,
        forms=frozenset({form}),
        promoted_total_vnd=10**9,
        prizes=(DeclaredPrize("Giải nhất", 1, 1),),
        **JANUARY,
    )

    assert errors_of(declaration) == (["KM-13"] if is_capped else [])


def test_km13_gifts_without_a_purchase_are_not_under_the_ceiling():
    item = an_item(gift_name="Túi", gift_value_vnd=60_000)
    declaration = a_declaration(
        item, forms=GIFT, is_gift_tied_to_purchase=False, **JANUARY
    )

    assert errors_of(declaration) == []


def test_km13_one_capped_form_is_enough():
    item = an_item(gift_name="Túi", gift_value_vnd=60_000)
    forms = frozenset({PromotionForm.LOYALTY, PromotionForm.VOUCHER})
    declaration = a_declaration(item, forms=forms, promoted_total_vnd=10**9, **JANUARY)

    assert errors_of(declaration) == ["KM-13"]


@pytest.mark.parametrize(
    ("used", "changes", "expected"),
    [
        (50_000_000, JANUARY, []),
        (50_000_001, JANUARY, ["KM-14"]),
        (100_000_000, {}, []),
        (100_000_001, {}, ["KM-14"]),
        (50_000_001, {"programme": None}, ["KM-14"]),
    ],
)
def test_km14_the_total_of_exactly_the_ceiling_passes(used, changes, expected):
    declaration = a_lucky_draw(used_total_vnd=used, **changes)

    assert errors_of(declaration) == expected


def test_km14_listed_prizes_count_where_the_declared_sum_is_lower():
    dear = (DeclaredPrize("Ô tô", 1, 600_000_000),)

    assert errors_of(a_lucky_draw(prizes=dear, used_total_vnd=1)) == ["KM-14"]


def test_km14_adds_up_the_items_where_no_total_is_declared():
    item = an_item(quantity=10, gift_name="Túi", gift_value_vnd=50_000)

    assert errors_of(a_declaration(item, forms=GIFT, **JANUARY)) == []
    assert errors_of(
        a_declaration(item, forms=GIFT, used_total_vnd=500_001, **JANUARY)
    ) == ["KM-14"]


def test_km14_warns_where_the_total_cannot_be_known():
    item = an_item(quantity=None, gift_name="Túi", gift_value_vnd=1_000)

    finding = the_finding("KM-14", a_declaration(item, forms=GIFT))

    assert (finding.severity, finding.field) == (
        Severity.WARNING,
        "promoted_total_vnd",
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"forms": frozenset({PromotionForm.SAMPLE})},
        {"forms": GIFT, "is_gift_tied_to_purchase": False},
    ],
)
def test_km14_samples_and_untied_gifts_are_not_under_the_ceiling(changes):
    item = an_item(gift_name="Túi")
    totals = {"promoted_total_vnd": 1, "used_total_vnd": 1_000}

    assert errors_of(a_declaration(item, **totals, **changes, **JANUARY)) == []


def test_km14_without_goods_the_total_is_not_known():
    declaration = a_lucky_draw(items=(), promoted_total_vnd=None)

    finding = the_finding("KM-14", declaration)

    assert (finding.severity, finding.field) == (Severity.WARNING, "promoted_total_vnd")
