"""One judgment for all: the form, a sheet row, the API and the admin call ``judge``."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from django.utils import timezone

from promotions.law import (
    amendment,
    calendar,
    ceilings,
    filing_ref,
    information,
    pricing,
    procedure,
    prohibited,
    structure,
)
from promotions.law.book import LawBook
from promotions.law.case import Case
from promotions.law.declaration import Declaration, DeclaredItem
from promotions.law.declaring import declare, stored_items
from promotions.law.finding import Finding
from promotions.law.goods import Goods
from promotions.law.rules import all_rules
from promotions.models import Promotion

Whole = Callable[[Case], Iterator[Finding]]
PerItem = Callable[[DeclaredItem, Case], Iterator[Finding]]

OF_THE_WHOLE: tuple[Whole, ...] = (
    structure.merchant_may_promote,
    structure.tax_code_is_valid,
    structure.nothing_is_missing,
    structure.end_follows_start,
    ceilings.ceiling_of_programme_used,
    ceilings.total_above_ceiling,
    prohibited.words_point_to_prohibited,
    prohibited.place_is_protected,
    calendar.too_many_discount_days,
    calendar.too_many_lucky_draw_days,
    calendar.outside_the_slot,
    procedure.confirmation_is_missing,
    procedure.no_notification_needed,
    procedure.notification_is_missing,
    filing_ref.filing_ref_is_unlike,
    procedure.notified_too_late,
    procedure.registration_may_be_late,
    procedure.prizes_or_rules_missing,
    procedure.unclaimed_prizes,
    procedure.result_report_is_due,
    procedure.beyond_the_province,
    amendment.changed_to_harm,
    information.public_information_missing,
    information.form_information_missing,
    information.site_is_unknown,
    structure.declared_true,
)
OF_EACH_ITEM: tuple[PerItem, ...] = (
    structure.item_is_whole,
    structure.discount_is_a_percent,
    ceilings.discount_above_ceiling,
    ceilings.exemption_is_claimed,
    pricing.state_sets_the_price,
    pricing.below_lowest_price,
    pricing.price_and_discount_agree,
    ceilings.gift_above_ceiling,
    prohibited.goods_are_prohibited,
    prohibited.gift_is_prohibited,
    prohibited.drink_is_strong,
    prohibited.item_words_point_to_prohibited,
    information.evidence_of_price,
)


def judge(
    declaration: Declaration,
    *,
    book: LawBook,
    at: datetime,
    is_publication: bool = False,
) -> list[Finding]:
    """Return what the law says of a declaration, by rule and then by item.

    Pure: reads nothing but its arguments. ``is_publication`` is the last step, at
    which what was a warning before may block (KM-22). A rule that is not in force on
    the day of filing says nothing.
    """
    case = Case(declaration, book, at, is_publication)
    return in_order(case, judge_items(declaration.items, case).findings)


@dataclass(frozen=True, slots=True)
class OfItems:
    """What the law says of single items, and what they are in sum."""

    goods: Goods
    findings: list[Finding]


def judge_items(items: Iterable[DeclaredItem], case: Case) -> OfItems:
    """Judge each item by itself and let it go."""
    goods = Goods()
    found: list[Finding] = []
    for item in items:
        goods.add(item)
        for rule in OF_EACH_ITEM:
            found.extend(rule(item, case))
    return OfItems(goods, found)


def in_order(case: Case, of_items: Iterable[Finding]) -> list[Finding]:
    """Judge the whole; return all findings in force, by rule and then by item."""
    order = {
        rule.id: place
        for place, rule in enumerate(all_rules().values())
        if rule.is_in_force_on(case.filed_on)
    }
    return sorted(
        (
            finding
            for finding in chain(_of_the_whole(case), of_items)
            if finding.rule_id in order
        ),
        key=lambda finding: (order[finding.rule_id], finding.item_position or 0),
    )


def _of_the_whole(case: Case) -> Iterator[Finding]:
    for rule in OF_THE_WHOLE:
        yield from rule(case)


def check(
    promotion: Promotion, *, at: datetime, is_publication: bool = False
) -> list[Finding]:
    """Judge a stored promotion by the law book of today, item by item."""
    case = Case(
        declare(promotion, items=()),
        LawBook.on(timezone.localdate(at)),
        at,
        is_publication,
    )
    of_items = judge_items(stored_items(promotion), case)
    return in_order(replace(case, gathered=of_items.goods), of_items.findings)
