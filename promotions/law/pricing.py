"""KM-10–12: prices the State sets, and prices that agree with what is declared."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from promotions.law import wording
from promotions.law.case import Case
from promotions.law.declaration import WHOLE, DeclaredItem
from promotions.law.finding import Finding


def state_sets_the_price(item: DeclaredItem, case: Case) -> Iterator[Finding]:
    """KM-10. Legal source: Decree 81/2018, Article 10.2."""
    if item.is_state_priced and item.is_discounted:
        yield case.finding(
            "KM-10",
            _(
                "Goods and services whose exact price the State sets are not discounted."
            ),
            field="is_state_priced",
            item=item,
        )


def below_lowest_price(item: DeclaredItem, case: Case) -> Iterator[Finding]:
    """KM-11. Legal source: Decree 81/2018, Article 10.3."""
    floor, now = item.price_floor_vnd, _price_now(item)
    if floor is not None and now is not None and now < floor:
        yield case.finding(
            "KM-11",
            _("The price in the promotion is below the lowest price set by the State."),
            field="price_now_vnd",
            item=item,
            hint=_("The lowest price is %(amount)s đồng.")
            % {"amount": wording.money(floor)},
        )


def price_and_discount_agree(item: DeclaredItem, case: Case) -> Iterator[Finding]:
    """KM-12. Legal source: Commercial Law 2005, Articles 97.2 and 100.5.

    A rounding difference up to the tolerance is accepted.
    """
    before, now, percent = (
        item.price_before_vnd,
        item.price_now_vnd,
        item.discount_percent,
    )
    if before is None or now is None or percent is None:
        return
    expected = before * (WHOLE - percent) / WHOLE
    if abs(now - expected) > case.number("price_tolerance_vnd"):
        yield case.finding(
            "KM-12",
            _("The price in the promotion does not agree with the declared discount."),
            field="price_now_vnd",
            item=item,
            hint=_(
                "With this discount the price is %(amount)s đồng; or leave the "
                "discount empty."
            )
            % {"amount": wording.money(max(0, round(expected)))},
        )


def _price_now(item: DeclaredItem) -> Decimal | int | None:
    """Return the price in the promotion, worked out where only a percent is given."""
    if item.price_now_vnd is not None:
        return item.price_now_vnd
    if item.price_before_vnd is None or item.discount_percent is None:
        return None
    return item.price_before_vnd * (WHOLE - item.discount_percent) / WHOLE
