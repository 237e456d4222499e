"""KM-06–09, 13 and 14: how much may be given.

Two ceilings of the law are kept apart: the discount itself (Article 7) and the value
of what is given with the goods (Article 6). Outside a concentrated programme both are
50 %; a member's promotion that lies wholly inside it has the programme's own. One
moment outside, and the general ceiling applies to the whole promotion: it is never
split silently.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from promotions.enums import PromotionForm
from promotions.law import wording
from promotions.law.case import Case
from promotions.law.declaration import WHOLE, Declaration, DeclaredItem
from promotions.law.finding import Finding
from promotions.law.goods import Goods

UNCAPPED_PER_UNIT = frozenset(
    {
        PromotionForm.SAMPLE,
        PromotionForm.CONTEST,
        PromotionForm.LUCKY_DRAW,
        PromotionForm.LOYALTY,
        PromotionForm.CULTURE,
    }
)
UNCAPPED_IN_TOTAL = frozenset({PromotionForm.SAMPLE})


def exceeds(item: DeclaredItem, ceiling: Decimal) -> bool:
    """Whether the declared or the real discount lies above the ceiling, exactly.

    Both count: a merchant must not declare 50 % and sell for less. Prices are compared
    by multiplication, so nothing is rounded.
    """
    if item.discount_percent is not None and item.discount_percent > ceiling:
        return True
    before, now = item.price_before_vnd, item.price_now_vnd
    if before is None or now is None or before <= 0:
        return False
    return now * WHOLE < before * (WHOLE - ceiling)


def discount_of(item: DeclaredItem) -> Fraction:
    """Return the higher of the declared and the real discount, as an exact percent."""
    found = [Fraction(0)]
    if item.discount_percent is not None:
        found.append(Fraction(item.discount_percent))
    before, now = item.price_before_vnd, item.price_now_vnd
    if before is not None and now is not None and before > 0:
        found.append(Fraction((before - now) * 100, before))
    return max(found)


def discount_above_ceiling(item: DeclaredItem, case: Case) -> Iterator[Finding]:
    """KM-06 and KM-07. Legal source: Decree 81/2018, Articles 6.5a, 7.1, 7.2.

    An exemption of Article 7.3 lifts the ceiling. What lies above 100 % is KM-05's.
    While the period is unknown nothing can be said.
    """
    if case.period is None or item.exemption:
        return
    if not exceeds(item, case.discount_ceiling) or exceeds(item, WHOLE):
        return
    field = "price_now_vnd" if item.discount_percent is None else "discount_percent"
    if case.is_inside and not case.is_member:
        yield _not_a_member(item, case, field)
    else:
        yield _outside(item, case, field)


def _not_a_member(item: DeclaredItem, case: Case, field: str) -> Finding:
    assert case.programme is not None
    return case.finding(
        "KM-07",
        _(
            "For a discount above %(ceiling)s the promotion must take part in "
            "%(programme)s."
        )
        % {
            "ceiling": wording.percent(case.discount_ceiling),
            "programme": case.programme.name,
        },
        field=field,
        item=item,
        hint=_("Tick taking part in the programme, or lower the discount."),
    )


def _outside(item: DeclaredItem, case: Case, field: str) -> Finding:
    values = {
        "percent": wording.percent(discount_of(item)),
        "ceiling": wording.percent(case.discount_ceiling),
    }
    if case.programme is None:
        message = _(
            "The discount of %(percent)s is above the ceiling of %(ceiling)s."
        ) % (values)
    else:
        values["programme_ceiling"] = wording.percent(
            case.programme.discount_ceiling_percent
        )
        values["window"] = wording.window(case.programme)
        message = (
            _(
                "The discount of %(percent)s is above the ceiling of %(ceiling)s. The "
                "ceiling of %(programme_ceiling)s applies only during the concentrated "
                "promotion programme (%(window)s)."
            )
            % values
        )
    return case.finding(
        "KM-06", message, field=field, item=item, hint=_outside_hint(case)
    )


def _outside_hint(case: Case) -> str:
    """Say how to keep the discount: a programme of its own inside the window."""
    if case.programme is None or case.period is None:
        return _("Lower the discount.")
    if case.programme.meets(*case.period):
        return _(
            "Lower the discount, or declare the days outside the programme as a "
            "promotion of their own."
        )
    return _("Lower the discount, or move the promotion into the programme.")


def ceiling_of_programme_used(case: Case) -> Iterator[Finding]:
    """KM-08: say once why more than the general ceiling is allowed."""
    ceiling = case.programme_discount_ceiling
    if ceiling is None:
        return
    first, last = case.days
    general = case.book.lowest("discount_ceiling_percent", first=first, last=last)
    if case.goods.discounts_more_than(general):
        yield case.finding(
            "KM-08",
            _(
                "A discount above %(general)s is allowed here because the promotion "
                "belongs to the concentrated promotion programme (up to %(ceiling)s)."
            )
            % {
                "general": wording.percent(general),
                "ceiling": wording.percent(ceiling),
            },
            field="items",
        )


def exemption_is_claimed(item: DeclaredItem, case: Case) -> Iterator[Finding]:
    """KM-09. Legal source: Decree 81/2018, Article 7.3."""
    if item.exemption and item.is_discounted:
        yield case.finding(
            "KM-09",
            _(
                "No discount ceiling applies to these goods; please attach the ground "
                "for it."
            ),
            field="exemption",
            item=item,
        )


def gift_above_ceiling(item: DeclaredItem, case: Case) -> Iterator[Finding]:
    """KM-13. Legal source: Decree 81/2018, Articles 6.1 and 6.4."""
    if not item.gift_value_vnd or case.period is None:
        return
    if not item.price_before_vnd or _all_forms_in(case, UNCAPPED_PER_UNIT):
        return
    ceiling = case.unit_value_ceiling
    if item.gift_value_vnd * WHOLE > item.price_before_vnd * ceiling:
        yield case.finding(
            "KM-13",
            _(
                "The value of goods and services used to promote one unit is above the "
                "ceiling of %(ceiling)s."
            )
            % {"ceiling": wording.percent(ceiling)},
            field="gift_value_vnd",
            item=item,
            hint=_("The highest value for this price is %(amount)s đồng.")
            % {"amount": wording.money(int(item.price_before_vnd * ceiling / WHOLE))},
        )


def total_above_ceiling(case: Case) -> Iterator[Finding]:
    """KM-14. Legal source: Decree 81/2018, Articles 6.2 and 6.4."""
    used = total_used(case.declaration, case.goods)
    if not used or case.period is None or _all_forms_in(case, UNCAPPED_IN_TOTAL):
        return
    promoted = total_promoted(case)
    ceiling = case.total_value_ceiling
    if promoted is None:
        yield _total_unknown(case, ceiling)
    elif used * WHOLE > promoted * ceiling:
        yield case.finding(
            "KM-14",
            _(
                "The total value of goods and services used for promotion is above the "
                "ceiling of %(ceiling)s of the total value of goods and services "
                "promoted."
            )
            % {"ceiling": wording.percent(ceiling)},
            field="used_total_vnd",
            hint=_("The highest total here is %(amount)s đồng.")
            % {"amount": wording.money(int(promoted * ceiling / WHOLE))},
        )


def _total_unknown(case: Case, ceiling: Decimal) -> Finding:
    return case.finding(
        "KM-14",
        _(
            "The total value of the goods promoted is not known, so the ceiling of "
            "%(ceiling)s cannot be checked."
        )
        % {"ceiling": wording.percent(ceiling)},
        field="promoted_total_vnd",
        is_other_severity=True,
        hint=_("Give the total value, or the quantity of every item."),
    )


def total_used(declared: Declaration, goods: Goods) -> int:
    """Return the value of all that is given: the declared sum, or more if listed."""
    prizes = sum((p.quantity or 0) * (p.value_vnd or 0) for p in declared.prizes)
    return max(declared.used_total_vnd or 0, prizes + goods.gifts_vnd)


def total_promoted(case: Case) -> int | None:
    """Return the value of the goods promoted: as declared, or of all items."""
    if case.declaration.promoted_total_vnd is not None:
        return case.declaration.promoted_total_vnd
    return case.goods.promoted_vnd if case.goods.count else None


def _all_forms_in(case: Case, uncapped: frozenset[PromotionForm]) -> bool:
    """Whether no form of the promotion is under the ceiling.

    Gifts that come without a purchase (Article 9.2) are not under it.
    """
    free: frozenset[str] = uncapped
    if not case.declaration.is_gift_tied_to_purchase:
        free = uncapped | {PromotionForm.GIFT}
    return bool(case.declaration.forms) and case.declaration.forms <= free
