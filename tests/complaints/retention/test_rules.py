"""When a term in months is over, and which rule counts."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError

import pytest
from hypothesis import given, strategies

from complaints.enums import RetentionOutcome
from complaints.models import RetentionRule
from complaints.models.retention_rule import FEWEST_MONTHS, MOST_MONTHS
from complaints.retention.rules import (
    add_months,
    closed_before,
    kept_until,
    load_rules,
    outcome_of,
    rules_in_force,
)
from tests.complaints.factories import HCM, CategoryFactory, ComplaintFactory

DAYS = strategies.dates(date(2020, 1, 1), date(2040, 12, 31))
MONTHS = strategies.integers(FEWEST_MONTHS, MOST_MONTHS)


def rule(**changes):
    values = {
        "outcome": "resolved",
        "months": 24,
        "source": "Quyết định thử",
        "confidence": "low",
    }
    return RetentionRule(**values | changes)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 12, 10), 24, date(2026, 12, 10)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 12, 31), 6, date(2025, 6, 30)),
        (date(2024, 12, 15), 12, date(2025, 12, 15)),
    ],
)
def test_term_ends_with_the_day_of_the_same_number_or_the_last(day, months, expected):
    assert add_months(day, months) == expected


def test_closing_late_in_the_evening_counts_by_the_local_day():
    late = datetime(2024, 12, 10, 23, 30, tzinfo=HCM)
    after_midnight = datetime(2024, 12, 11, 0, 30, tzinfo=HCM)

    assert kept_until(late, 3) == date(2025, 3, 10)
    assert kept_until(after_midnight, 3) == date(2025, 3, 11)


@given(today=DAYS, months=MONTHS)
def test_the_query_and_the_calendar_agree_on_every_day(today, months):
    at = datetime(today.year, today.month, today.day, 8, tzinfo=HCM)
    bound = closed_before(months, at=at)

    assert kept_until(bound - timedelta(microseconds=1), months) < today
    assert kept_until(bound, months) >= today


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("situation", "outcome"),
    [
        ({}, None),
        ({"resolved": True}, "resolved"),
        ({"state": "withdrawn"}, "withdrawn"),
        ({"state": "not_accepted"}, "not_accepted"),
        ({"state": "not_accepted", "set_aside": True}, "spam"),
        ({"state": "withdrawn", "set_aside": True}, "withdrawn"),
    ],
)
def test_outcome_tells_spam_from_what_was_not_accepted(situation, outcome):
    ending = {"closed_at": datetime(2024, 12, 10, tzinfo=HCM), "outcome": "Hết."}
    is_closed = "state" in situation or "resolved" in situation
    complaint = ComplaintFactory(**(ending if is_closed else {}) | situation)

    assert outcome_of(complaint) == outcome


def test_defaults_are_of_low_confidence_and_loading_keeps_what_stands(rules):
    assert set(rules) == set(RetentionOutcome.values)
    assert {one.confidence for one in rules.values()} == {"low"}
    RetentionRule.objects.filter(outcome="spam").update(months=9)

    assert load_rules(rule_model=RetentionRule) == 0
    assert RetentionRule.objects.get(outcome="spam").months == 9


def test_rule_of_a_group_goes_before_the_rule_of_all(rules):
    own = rule(category_group="counterfeit", months=60)
    own.save()
    counterfeit = ComplaintFactory(
        resolved=True, category=CategoryFactory(counterfeit=True)
    )

    assert rules_in_force().of(counterfeit) == own
    assert rules_in_force().of(ComplaintFactory(resolved=True)) == rules["resolved"]


def test_rule_switched_off_does_not_count(rules):
    RetentionRule.objects.update(is_active=False)

    assert rules_in_force().of(ComplaintFactory(resolved=True)) is None


@pytest.mark.django_db
@pytest.mark.parametrize("months", [FEWEST_MONTHS, MOST_MONTHS])
def test_number_of_months_within_the_range_is_taken(months):
    RetentionRule.objects.all().delete()

    rule(months=months).full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"months": FEWEST_MONTHS - 1},
        {"months": MOST_MONTHS + 1},
        {"months": 0},
        {"outcome": "received"},
        {"category_group": "khong-co"},
        {"source": ""},
        {"confidence": "certain"},
    ],
)
def test_wrong_rule_is_refused(change):
    RetentionRule.objects.all().delete()
    CategoryFactory()

    with pytest.raises(ValidationError) as refused:
        rule(**change).full_clean()

    assert set(change) <= set(refused.value.message_dict)


def test_second_rule_for_the_same_is_refused(rules):
    with pytest.raises(ValidationError):
        rule().full_clean()
    with pytest.raises(IntegrityError):
        rule().save()
