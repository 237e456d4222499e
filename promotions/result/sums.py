"""What was given, what is left, and what of that goes to the State budget."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from promotions.enums import PromotionForm
from promotions.law.book import LawBook
from promotions.models import Promotion


class Given(Protocol):
    @property
    def quantity(self) -> int: ...
    @property
    def value_vnd(self) -> int: ...
    @property
    def given_count(self) -> int | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Counts and amounts; a prize of which nothing is said counts neither way.

    ``budget_vnd`` is None where nothing goes to the State budget.
    """

    registered_count: int
    registered_vnd: int
    given_count: int
    given_vnd: int
    left_count: int
    left_vnd: int
    budget_percent: Decimal | None
    budget_vnd: int | None


def sums(promotion: Promotion, lines: Sequence[Given], *, book: LawBook) -> Sums:
    """Add the prizes up, with the part of the State where the law asks for it.

    Only for games of chance, of the published value of prizes that nobody won.
    Legal source: Commercial Law 2005, Article 96.4.
    """
    said = [(line, line.given_count) for line in lines if line.given_count is not None]
    left = [(line, line.quantity - given) for line, given in said]
    left_vnd = sum(line.value_vnd * count for line, count in left)
    is_chance = PromotionForm.LUCKY_DRAW in promotion.forms
    percent = book.number("unclaimed_prize_percent") if is_chance else None
    return Sums(
        registered_count=sum(line.quantity for line in lines),
        registered_vnd=sum(line.quantity * line.value_vnd for line in lines),
        given_count=sum(given for _, given in said),
        given_vnd=sum(line.value_vnd * given for line, given in said),
        left_count=sum(count for _, count in left),
        left_vnd=left_vnd,
        budget_percent=percent,
        budget_vnd=None if percent is None else share(left_vnd, percent),
    )


def share(amount_vnd: int, percent: Decimal) -> int:
    """Return a percentage in whole đồng; a half is rounded up."""
    exact = Decimal(amount_vnd) * percent / 100
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
