"""KM-20, 21 and 31: days in a year, and the hours of a slot."""

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _

from promotions.enums import PromotionForm
from promotions.law import wording
from promotions.law.case import Case
from promotions.law.finding import Finding


def too_many_discount_days(case: Case) -> Iterator[Finding]:
    """KM-20. Legal source: Decree 81/2018, Article 10.5.

    Days of a concentrated programme are not counted. Brands are counted one by one.
    """
    declared = case.declaration
    if PromotionForm.DISCOUNT not in declared.forms or case.period is None:
        return
    if case.is_inside and case.is_member:
        return
    limit = case.number("discount_days_per_year")
    if _most_days(case, declared.discount_days) > limit:
        yield case.finding(
            "KM-20",
            _("The discount days of the brand may be above %(days)s days in the year.")
            % {"days": wording.number(limit)},
            field="ends_at",
        )


def too_many_lucky_draw_days(case: Case) -> Iterator[Finding]:
    """KM-21. Legal source: Decree 81/2018, Article 13."""
    declared = case.declaration
    if PromotionForm.LUCKY_DRAW not in declared.forms or case.period is None:
        return
    longest = case.number("lucky_draw_days")
    yearly = case.number("lucky_draw_days_per_year")
    is_long = _length(case) > longest
    if is_long or _most_days(case, declared.lucky_draw_days) > yearly:
        yield case.finding(
            "KM-21",
            _(
                "A game of chance is above %(longest)s days, or the brand above "
                "%(yearly)s days in the year."
            )
            % {
                "longest": wording.number(longest),
                "yearly": wording.number(yearly),
            },
            field="ends_at",
        )


def _length(case: Case) -> int:
    """Return how many local days the promotion touches."""
    first, last = case.days
    return (last - first).days + 1


def days_in_year(first: date, last: date, year: int) -> int:
    """Return how many days of the year lie in the days from first to last."""
    start, end = max(first, date(year, 1, 1)), min(last, date(year, 12, 31))
    return max(0, (end - start).days + 1)


def _most_days(case: Case, earlier: Mapping[str, int]) -> int:
    """Return the days in the year of start, of the brand that has the most."""
    first, last = case.days
    new = days_in_year(first, last, first.year)
    brands = case.goods.brands or {""}
    return new + max(earlier.get(brand, 0) for brand in brands)


def outside_the_slot(case: Case) -> Iterator[Finding]:
    """KM-31. Legal source: plan of the Department, II.1; half-open like the slot."""
    slot, period = case.declaration.slot, case.period
    if slot is None or period is None or slot.contains(*period):
        return
    yield case.finding(
        "KM-31",
        _("The time lies outside the slot “%(slot)s”.") % {"slot": slot.name},
        field="slot",
        hint=_("The slot runs from %(start)s to %(end)s.")
        % {
            "start": wording.moment(slot.starts_at),
            "end": wording.moment(slot.ends_at),
        },
    )
