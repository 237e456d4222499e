"""KM-22–30 and 33: by the law of the day of filing, on both sides of 01/12/2024."""

from datetime import date

from django.utils import translation

import pytest

from promotions.enums import (
    FilingOffice,
    ProcedureKind,
    PromotionForm,
    Severity,
)
from promotions.law.declaration import DeclaredPrize
from promotions.law.procedure import WITH_PRIZES, procedure_of, regime_on
from tests.promotions.law.declarations import (
    AT,
    BOOK,
    WEEK,
    a_declaration,
    a_lucky_draw,
    an_item,
    errors_of,
    found,
    moment,
    the_finding,
)

LAST_OLD = date(2024, 11, 30)
FIRST_NEW = date(2024, 12, 1)
NONE = (ProcedureKind.NONE, None)
NOTIFY = (ProcedureKind.NOTIFICATION, FilingOffice.DEPARTMENT)
AT_DEPARTMENT = (ProcedureKind.REGISTRATION, FilingOffice.DEPARTMENT)
AT_MINISTRY = (ProcedureKind.REGISTRATION, FilingOffice.MINISTRY)


def procedure(filed_on, *forms, **changes):
    declaration = a_declaration(forms=frozenset(forms), **changes)
    found = procedure_of(declaration, filed_on=filed_on, book=BOOK)
    return found.kind, found.office


@pytest.mark.parametrize(
    ("form", "old", "new"),
    [
        (PromotionForm.SAMPLE, NOTIFY, NONE),
        (PromotionForm.GIFT, NOTIFY, NONE),
        (PromotionForm.DISCOUNT, NOTIFY, NONE),
        (PromotionForm.VOUCHER, NOTIFY, NONE),
        (PromotionForm.CONTEST, NOTIFY, NOTIFY),
        (PromotionForm.LUCKY_DRAW, AT_DEPARTMENT, AT_DEPARTMENT),
        (PromotionForm.LOYALTY, NOTIFY, NOTIFY),
        (PromotionForm.CULTURE, NOTIFY, NONE),
        (PromotionForm.OTHER, AT_MINISTRY, AT_MINISTRY),
    ],
)
def test_procedure_of_each_form_before_and_from_decree_128(form, old, new):
    assert procedure(LAST_OLD, form) == old
    assert procedure(FIRST_NEW, form) == new


def test_registration_wins_where_forms_are_combined():
    forms = (PromotionForm.DISCOUNT, PromotionForm.LUCKY_DRAW)

    assert procedure(LAST_OLD, *forms, is_online_only=True) == AT_DEPARTMENT


def test_chance_in_two_provinces_is_registered_with_the_ministry():
    assert (
        procedure(LAST_OLD, PromotionForm.LUCKY_DRAW, is_beyond_province=True)
        == AT_MINISTRY
    )


@pytest.mark.parametrize(
    ("total", "expected"),
    [(99_999_999, NONE), (100_000_000, NOTIFY), (0, NONE), (None, NOTIFY)],
)
def test_below_100_million_dong_nothing_is_notified(total, expected):
    changes = {"used_total_vnd": total}

    assert procedure(LAST_OLD, PromotionForm.GIFT, **changes) == expected


def test_a_small_declared_sum_does_not_hide_dear_prizes():
    dear = (DeclaredPrize("Ô tô", 1, 600_000_000),)

    assert (
        procedure(LAST_OLD, PromotionForm.CONTEST, used_total_vnd=1, prizes=dear)
        == NOTIFY
    )


def test_only_through_e_commerce_nothing_is_notified():
    assert procedure(LAST_OLD, PromotionForm.DISCOUNT, is_online_only=True) == NONE


def test_before_the_first_known_regime_the_first_one_is_taken():
    assert regime_on(date(2010, 1, 1)) is regime_on(date(2018, 7, 15))


def test_km23_tells_who_need_not_notify():
    declaration = a_declaration(is_online_only=True, filing_ref="", filed_on=None)

    finding = the_finding("KM-23", declaration)

    assert finding.severity == Severity.INFO
    assert found(declaration) == ["KM-23"]


def test_km24_asks_for_the_dossier_code_and_names_the_last_day():
    declaration = a_declaration(filing_ref="", filed_on=None)

    with translation.override("en"):
        finding = the_finding("KM-24", declaration)

    assert found(declaration) == ["KM-24"]
    assert finding.hint == "The last day to file is 20/11/2024."


def test_km24_without_a_start_names_no_day():
    declaration = a_declaration(filing_ref="", filed_on=None, starts_at=None)

    assert the_finding("KM-24", declaration).hint == ""


@pytest.mark.parametrize(
    ("filed_on", "severity"),
    [
        (date(2024, 11, 19), None),
        (date(2024, 11, 20), Severity.INFO),
        (date(2024, 11, 21), Severity.WARNING),
    ],
)
def test_km25_the_start_on_25_11_is_notified_by_20_11(filed_on, severity):
    declaration = a_declaration(filed_on=filed_on)

    if severity is None:
        assert found(declaration) == []
    else:
        assert found(declaration) == ["KM-25"]
        assert the_finding("KM-25", declaration).severity == severity


def test_km25_tells_the_number_of_days_and_the_last_one():
    declaration = a_declaration(
        filed_on=date(2024, 11, 27), starts_at=moment(29, 11), ends_at=WEEK.ends_at
    )

    with translation.override("en"):
        assert the_finding("KM-25", declaration).message == (
            "The notification must be sent at least 03 working days before "
            "(26/11/2024 at the latest)."
        )


@pytest.mark.parametrize(
    ("filed_on", "expected"),
    [(date(2024, 11, 18), []), (date(2024, 11, 19), ["KM-26"])],
)
def test_km26_a_registration_takes_5_working_days(filed_on, expected):
    declaration = a_lucky_draw(confirmation_ref="", filed_on=filed_on)

    assert [rule for rule in found(declaration) if rule == "KM-26"] == expected


def test_km26_is_silent_once_confirmed_and_without_a_start():
    late = date(2024, 11, 24)

    assert found(a_lucky_draw(filed_on=late)) == ["KM-28"]
    assert "KM-26" not in found(
        a_lucky_draw(filed_on=late, confirmation_ref="", starts_at=None)
    )


@pytest.mark.parametrize("changes", [{"confirmation_ref": ""}, {"confirmed_on": None}])
def test_km22_blocks_the_publication_only(changes):
    declaration = a_lucky_draw(**changes)

    assert the_finding("KM-22", declaration).severity == Severity.WARNING
    assert errors_of(declaration) == []
    assert errors_of(declaration, is_publication=True) == ["KM-22"]


def test_km22_a_confirmed_game_of_chance_may_be_published():
    assert errors_of(a_lucky_draw(), is_publication=True) == []


@pytest.mark.parametrize("form", [PromotionForm.CONTEST, PromotionForm.LUCKY_DRAW])
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"prizes": ()}, "prizes"),
        ({"prizes": (DeclaredPrize("", 1, 1),)}, "prizes"),
        ({"prizes": (DeclaredPrize("Giải", None, 1),)}, "prizes"),
        ({"prizes": (DeclaredPrize("Giải", 1, None),)}, "prizes"),
        ({"conditions": ""}, "{form}_rules"),
    ],
)
def test_km27_prizes_and_rules_of_the_game_are_complete(form, changes, field):
    declaration = a_lucky_draw(forms=frozenset({form}), **changes)

    assert errors_of(declaration) == ["KM-27"]
    assert the_finding("KM-27", declaration).field == field.format(form=form)


@pytest.mark.parametrize(
    ("ruled", "expected"),
    [
        ([PromotionForm.CONTEST], ["KM-27"]),
        ([PromotionForm.CONTEST, PromotionForm.LUCKY_DRAW], []),
    ],
)
def test_km27_each_game_has_its_rules_where_no_conditions_hold_them(ruled, expected):
    games = {form: {"how_won": "…"} for form in WITH_PRIZES}
    declaration = a_lucky_draw(
        forms=WITH_PRIZES,
        conditions="",
        details=games | {form: {"how_won": "…", "rules": "…"} for form in ruled},
    )

    assert errors_of(declaration) == expected


def test_km28_tells_what_happens_to_prizes_nobody_wins():
    with translation.override("en"):
        assert the_finding("KM-28", a_lucky_draw()).message == (
            "For prizes that nobody wins, 50% of the value is paid to the State budget."
        )


@pytest.mark.parametrize(
    ("at", "expected"),
    [(moment(1, 12, 23, 59), []), (moment(2, 12), ["KM-29"])],
)
def test_km29_appears_once_it_is_over(at, expected):
    rules = found(a_lucky_draw(), at=at)

    assert [rule for rule in rules if rule == "KM-29"] == expected


@pytest.mark.parametrize(
    ("prizes_due_on", "due"),
    [(None, "15/01/2025"), (date(2024, 12, 16), "30/01/2025")],
)
def test_km29_counts_45_days_from_the_last_day_of_awarding(prizes_due_on, due):
    declaration = a_lucky_draw(prizes_due_on=prizes_due_on)

    with translation.override("en"):
        finding = the_finding("KM-29", declaration, at=moment(2, 12))

    assert finding.message == (
        "The result is reported (form 07) within 45 days from the last day of awarding "
        f"prizes: due {due}."
    )


def test_km30_tells_of_other_provinces():
    assert found(a_declaration(is_beyond_province=True)) == ["KM-30"]


@pytest.mark.parametrize(
    ("filed_on", "expected"),
    [(LAST_OLD, "KM-25"), (FIRST_NEW, "KM-33")],
)
def test_km33_from_december_discounts_are_not_notified(filed_on, expected):
    assert found(a_declaration(filed_on=filed_on)) == [expected]


def test_a_dossier_not_yet_filed_is_judged_by_the_law_of_today():
    declaration = a_declaration(filing_ref="", filed_on=None)

    assert found(declaration, at=AT) == ["KM-24"]
    assert found(declaration, at=moment(1, 12)) == ["KM-33"]


def test_nothing_is_said_of_the_procedure_without_a_form():
    item = an_item()

    assert found(a_declaration(item, forms=frozenset(), filing_ref="")) == ["KM-03"]
