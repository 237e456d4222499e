"""KM-34–36: what the public must be able to read, and evidence to keep."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from promotions.enums import PromotionForm
from promotions.form_details import QUESTIONS, field_name
from promotions.law import wording
from promotions.law.case import Case
from promotions.law.ceilings import exceeds
from promotions.law.declaration import WHOLE, DeclaredItem
from promotions.law.finding import Finding


def public_information_missing(case: Case) -> Iterator[Finding]:
    """KM-34. Legal source: Commercial Law 2005, Article 97; names and time are KM-03."""
    declared = case.declaration
    wanted = [
        ("merchant", _("address of the merchant"), declared.merchant_address),
        ("merchant", _("phone of the merchant"), declared.merchant_phone),
        ("conditions", _("conditions of the promotion"), declared.conditions),
    ]
    for field, name, text in wanted:
        if not text.strip():
            yield case.finding(
                "KM-34",
                _("Information that must be public is missing."),
                field=field,
                hint=_("Please add: %(name)s.") % {"name": name},
            )


def form_information_missing(case: Case) -> Iterator[Finding]:
    """KM-34 for what each form makes public. Legal source: Article 97.2.

    Rules of a game that stand nowhere are KM-27's; a gift that is named with its
    value beside the goods is named.
    """
    declared = case.declaration
    for form in PromotionForm:
        if form not in declared.forms or _is_told_with_goods(form, case):
            continue
        answers = declared.details.get(form, {})
        for question in QUESTIONS.get(form, ()):
            if question.is_duty and question.name not in answers:
                yield case.finding(
                    "KM-34",
                    _("%(form)s: information that must be public is missing.")
                    % {"form": form.label},
                    field=field_name(form, question),
                    hint=_("Please add: %(name)s.") % {"name": question.label},
                )


def _is_told_with_goods(form: PromotionForm, case: Case) -> bool:
    return form == PromotionForm.GIFT and case.goods.gifts_vnd > 0


def evidence_of_price(item: DeclaredItem, case: Case) -> Iterator[Finding]:
    """KM-35. Legal source: Decree 81/2018, Article 7.1; the levels are our own."""
    level = case.number("very_high_discount_percent")
    earlier = case.declaration.earlier_prices.get(item.name.casefold())
    if _is_at_least(item, level):
        yield case.finding(
            "KM-35",
            _(
                "The discount is very high; please keep evidence of the price just "
                "before the promotion."
            ),
            field="discount_percent",
            item=item,
        )
    elif earlier and _rose(item, earlier, case):
        yield case.finding(
            "KM-35",
            _(
                "The price before is much higher than last declared (%(amount)s đồng); "
                "please keep evidence of the price just before the promotion."
            )
            % {"amount": wording.money(earlier)},
            field="price_before_vnd",
            item=item,
        )


def _is_at_least(item: DeclaredItem, level: Decimal) -> bool:
    if item.discount_percent is not None and item.discount_percent == level:
        return True
    before, now = item.price_before_vnd, item.price_now_vnd
    if before and now is not None and now * WHOLE == before * (WHOLE - level):
        return True
    return exceeds(item, level)


def _rose(item: DeclaredItem, earlier: int, case: Case) -> bool:
    limit = earlier * (WHOLE + case.number("price_rise_percent"))
    return (item.price_before_vnd or 0) * WHOLE > limit


def site_is_unknown(case: Case) -> Iterator[Finding]:
    """KM-36. Legal source: Decrees 52/2013 and 85/2021."""
    for name in case.declaration.unannounced_sites:
        yield case.finding(
            "KM-36",
            _(
                "An e-commerce website or app must be notified to or registered with "
                "the Ministry of Industry and Trade."
            ),
            field="channels",
            hint=_("“%(name)s”: see online.gov.vn.") % {"name": name},
        )
