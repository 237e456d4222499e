"""Waiting in working days: nothing is overdue before midnight of the last day."""

from datetime import datetime

import pytest

from promotions.enums import PromotionForm
from promotions.models import LegalFact, Promotion
from promotions.waiting import LONGEST, overdue, waiting_days
from tests.promotions.factories import HCM, PromotionFactory

pytestmark = pytest.mark.django_db

MONDAY = datetime(2024, 11, 18, 10, tzinfo=HCM)
FRIDAY = datetime(2024, 11, 22, 16, tzinfo=HCM)


def at(day, hour=0, minute=0, month=11):
    return datetime(2024, month, day, hour, minute, tzinfo=HCM)


@pytest.mark.parametrize(
    ("submitted_at", "moment", "days"),
    [
        (MONDAY, at(18, 23, 59), 0),
        (MONDAY, at(19), 1),
        (MONDAY, at(22, 23, 59), 4),
        (FRIDAY, at(24, 12), 0),
        (FRIDAY, at(25), 1),
    ],
)
def test_waiting_is_counted_in_working_days(submitted_at, moment, days):
    promotion = PromotionFactory.build(submitted=True, submitted_at=submitted_at)

    assert waiting_days(promotion, at=moment) == days


def test_nobody_counts_for_ever():
    promotion = PromotionFactory.build(submitted=True, submitted_at=MONDAY)

    assert waiting_days(promotion, at=MONDAY.replace(year=2030)) == LONGEST


@pytest.mark.parametrize("situation", [{}, {"published": True}, {"refused": True}])
def test_only_what_waits_is_waiting(situation):
    assert waiting_days(PromotionFactory.build(**situation), at=at(25)) is None


@pytest.mark.parametrize(
    ("forms", "last", "first_late"),
    [
        ([PromotionForm.DISCOUNT], at(20, 23, 59), at(21)),
        ([PromotionForm.LUCKY_DRAW], at(25, 23, 59), at(26)),
        ([PromotionForm.DISCOUNT, PromotionForm.OTHER], at(25, 23, 59), at(26)),
    ],
)
def test_overdue_begins_at_the_midnight_after_the_term(forms, last, first_late):
    PromotionFactory(submitted=True, submitted_at=MONDAY, forms=forms)

    assert overdue(Promotion.objects.all(), at=last).count() == 0
    assert overdue(Promotion.objects.all(), at=first_late).count() == 1


def test_the_weekend_does_not_count():
    PromotionFactory(submitted=True, submitted_at=FRIDAY)

    assert overdue(Promotion.objects.all(), at=at(26, 23, 59)).count() == 0
    assert overdue(Promotion.objects.all(), at=at(27)).count() == 1


def test_the_division_sets_its_own_term():
    PromotionFactory(submitted=True, submitted_at=MONDAY)
    LegalFact.objects.filter(code="review_working_days").update(value=1)

    assert overdue(Promotion.objects.all(), at=at(20)).count() == 1
