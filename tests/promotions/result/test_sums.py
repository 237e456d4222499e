"""What is left, and the part of it that the State gets."""

from decimal import Decimal

import pytest

from promotions.enums import PromotionForm
from promotions.law.book import LawBook
from promotions.models import ResultLine
from promotions.result.sums import share, sums
from tests.promotions.result.draws import DUE, draw

pytestmark = pytest.mark.django_db


def line(quantity, value, given):
    return ResultLine(quantity=quantity, value_vnd=value, given_count=given)


def added(lines, **facts):
    return sums(draw(**facts), lines, book=LawBook.on(DUE))


@pytest.mark.parametrize(
    ("amount", "half"), [(0, 0), (1, 1), (2, 1), (3, 2), (1_500_003, 750_002)]
)
def test_half_of_an_odd_amount_is_rounded_up(amount, half):
    assert share(amount, Decimal(50)) == half


def test_of_what_nobody_won_in_a_game_of_chance_half_goes_to_the_state():
    found = added([line(1, 12_000_000, 1), line(10, 500_001, 7)])

    assert (found.registered_count, found.registered_vnd) == (11, 17_000_010)
    assert (found.given_count, found.given_vnd) == (8, 15_500_007)
    assert (found.left_count, found.left_vnd) == (3, 1_500_003)
    assert (found.budget_percent, found.budget_vnd) == (Decimal(50), 750_002)


def test_when_everything_is_given_nothing_goes_to_the_state():
    assert added([line(2, 100, 2)]).budget_vnd == 0


def test_other_forms_owe_the_state_nothing():
    found = added([line(2, 100, 0)], forms=[PromotionForm.OTHER])

    assert (found.left_vnd, found.budget_percent, found.budget_vnd) == (200, None, None)


def test_what_nothing_is_said_of_counts_neither_way():
    found = added([line(2, 100, None)])

    assert (found.given_count, found.left_count, found.budget_vnd) == (0, 0, 0)
