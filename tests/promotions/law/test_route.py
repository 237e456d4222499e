"""«Do I have to notify?»: the procedure and its last day, by the day of filing."""

from datetime import date

import pytest

from promotions.enums import FilingOffice, MerchantKind, ProcedureKind, PromotionForm
from promotions.law.route import (
    Answers,
    asks_channel,
    asks_value,
    asks_where,
    facts_of,
    paragraph,
    preparation,
    route_of,
)
from tests.promotions.law.declarations import BOOK, moment

LAST_OLD, FIRST_NEW = date(2024, 11, 30), date(2024, 12, 1)
THE_FRIDAY = date(2024, 11, 29)


def answers(*forms, filed_on=date(2024, 11, 20), **changes):
    return Answers(
        **{
            "merchant_kind": MerchantKind.HOUSEHOLD,
            "forms": frozenset(forms),
            "starts_on": THE_FRIDAY,
            "filed_on": filed_on,
            **changes,
        }
    )


def route(*forms, **changes):
    return route_of(answers(*forms, **changes), book=BOOK)


def test_nobody_asks_a_representative_office_further():
    office = Answers(merchant_kind=MerchantKind.REPRESENTATIVE_OFFICE)

    assert not office.may_promote
    assert Answers(merchant_kind=MerchantKind.BRANCH).may_promote


@pytest.mark.parametrize(
    ("filed_on", "form", "where", "value"),
    [
        (LAST_OLD, PromotionForm.DISCOUNT, True, True),
        (FIRST_NEW, PromotionForm.DISCOUNT, False, False),
        (FIRST_NEW, PromotionForm.CONTEST, True, True),
        (LAST_OLD, PromotionForm.LUCKY_DRAW, True, False),
        (FIRST_NEW, PromotionForm.OTHER, True, False),
    ],
)
def test_only_what_changes_the_result_is_asked(filed_on, form, where, value):
    given = answers(form, filed_on=filed_on)

    assert (asks_where(given), asks_value(given)) == (where, value)


@pytest.mark.parametrize(
    ("total", "asked"), [(99_999_999, False), (100_000_000, True), (None, True)]
)
def test_who_is_free_by_the_sum_is_not_asked_for_the_channel(total, asked):
    given = answers(PromotionForm.GIFT, used_total_vnd=total)

    assert asks_channel(given, book=BOOK) is asked


@pytest.mark.parametrize(
    ("starts_on", "latest", "strict"),
    [
        (date(2024, 11, 25), date(2024, 11, 20), date(2024, 11, 19)),
        (date(2024, 11, 29), date(2024, 11, 26), date(2024, 11, 25)),
        (date(2024, 12, 1), date(2024, 11, 27), date(2024, 11, 26)),
    ],
)
def test_last_day_of_a_notification_is_three_working_days_before(
    starts_on, latest, strict
):
    found = route(PromotionForm.DISCOUNT, starts_on=starts_on)

    assert (found.latest_on, found.strict_on) == (latest, strict)


def test_last_day_of_a_registration_is_five_working_days_before():
    found = route(PromotionForm.LUCKY_DRAW)

    assert (found.latest_on, found.strict_on) == (date(2024, 11, 22), None)
    assert found.procedure.office == FilingOffice.DEPARTMENT


@pytest.mark.parametrize(
    ("filed_on", "earliest"),
    [(date(2024, 11, 26), None), (date(2024, 11, 27), date(2024, 11, 30))],
)
def test_who_files_late_is_told_the_earliest_start(filed_on, earliest):
    found = route(PromotionForm.DISCOUNT, filed_on=filed_on)

    assert found.earliest_start_on == earliest


def test_nothing_to_file_has_no_last_day():
    found = route(PromotionForm.DISCOUNT, is_online_only=True)

    assert (found.procedure.kind, found.latest_on) == (ProcedureKind.NONE, None)


@pytest.mark.parametrize(
    ("given", "source"),
    [
        (
            {"forms": {PromotionForm.DISCOUNT}},
            "Nghị định 81/2018/NĐ-CP, khoản 1 Điều 17",
        ),
        (
            {"forms": {PromotionForm.DISCOUNT}, "used_total_vnd": 1},
            "Nghị định 81/2018/NĐ-CP, khoản 2 Điều 17",
        ),
        ({"forms": {PromotionForm.LUCKY_DRAW}}, "Nghị định 81/2018/NĐ-CP, Điều 19"),
        ({"forms": {PromotionForm.LOYALTY}, "filed_on": FIRST_NEW}, ""),
        (
            {
                "forms": {PromotionForm.LOYALTY, PromotionForm.CONTEST},
                "filed_on": FIRST_NEW,
            },
            "Nghị định 81/2018/NĐ-CP, khoản 1 Điều 17 (sửa đổi bởi Nghị định "
            "128/2024/NĐ-CP)",
        ),
    ],
)
def test_the_paragraph_is_named_unless_the_law_is_unsure(given, source):
    rest = {name: value for name, value in given.items() if name != "forms"}
    found = route(*given["forms"], starts_on=date(2024, 12, 20), **rest)

    assert found.procedure.source == source


def test_each_outcome_has_words_and_papers_of_its_own():
    outcomes = [
        route(PromotionForm.DISCOUNT),
        route(PromotionForm.DISCOUNT, is_online_only=True),
        route(PromotionForm.DISCOUNT, used_total_vnd=1),
        route(PromotionForm.DISCOUNT, filed_on=FIRST_NEW),
        route(PromotionForm.LOYALTY, filed_on=FIRST_NEW),
        route(PromotionForm.LUCKY_DRAW),
        route(PromotionForm.LUCKY_DRAW, is_beyond_province=True),
    ]

    assert len({paragraph(found, book=BOOK) for found in outcomes}) == len(outcomes)
    assert [len(preparation(found)) for found in outcomes] == [3, 3, 3, 3, 3, 6, 6]


def test_the_dossier_takes_over_what_was_answered():
    given = answers(
        PromotionForm.GIFT,
        PromotionForm.SAMPLE,
        used_total_vnd=150_000_000,
        is_beyond_province=True,
    )

    assert facts_of(given) == {
        "forms": [PromotionForm.SAMPLE, PromotionForm.GIFT],
        "starts_at": moment(29, 11),
        "is_beyond_province": True,
        "used_total_vnd": 150_000_000,
        "is_online_only": False,
    }
