"""KM-01–05 and KM-37: who declares, and whether the declaration is whole."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from stdnum.vn import mst

from promotions.enums import MerchantKind, PromotionForm
from promotions.law.case import Case
from promotions.law.declaration import DeclaredItem
from promotions.law.finding import Finding


def merchant_may_promote(case: Case) -> Iterator[Finding]:
    """KM-01. Legal source: Commercial Law 2005, Article 91."""
    if case.declaration.merchant_kind == MerchantKind.REPRESENTATIVE_OFFICE:
        yield case.finding(
            "KM-01",
            _(
                "A representative office may not promote. Please register through the "
                "legal person or a branch of the merchant."
            ),
            field="merchant",
        )


def tax_code_is_valid(case: Case) -> Iterator[Finding]:
    """KM-02."""
    if not mst.is_valid(case.declaration.tax_code):
        yield case.finding(
            "KM-02",
            _(
                "This tax code is not valid. A tax code has 10 digits, or 13 digits for "
                "a branch."
            ),
            field="merchant",
            hint=_("Compare it with the business registration certificate."),
        )


def nothing_is_missing(case: Case) -> Iterator[Finding]:
    """KM-03 for the whole promotion. Legal source: Decree 81/2018, Article 17.5.

    The area is never missing: no district chosen means the whole province. Prizes
    are asked for by KM-27.
    """
    declared = case.declaration
    wanted = [
        ("name", _("name of the promotion"), bool(declared.name.strip())),
        ("forms", _("form of promotion"), bool(declared.forms)),
        ("starts_at", _("start"), declared.starts_at is not None),
        ("ends_at", _("end"), declared.ends_at is not None),
        ("customers", _("customers"), bool(declared.customers.strip())),
        ("content", _("content"), bool(declared.content.strip())),
        ("items", _("goods or services promoted"), case.goods.count > 0),
        ("items", _("goods used for promotion"), _names_what_is_given(case)),
    ]
    for field, name, is_there in wanted:
        if not is_there:
            yield _missing(case, name, field=field)


def _names_what_is_given(case: Case) -> bool:
    """Whether gifts and vouchers are named where the form of promotion has them."""
    declared = case.declaration
    if not declared.forms & {PromotionForm.GIFT, PromotionForm.VOUCHER}:
        return True
    return bool(declared.used_total_vnd) or case.goods.has_gift


def item_is_whole(item: DeclaredItem, case: Case) -> Iterator[Finding]:
    """KM-03 for one item: its name, its price and, in a discount, how much less."""
    if not item.name.strip():
        yield _missing(case, _("name of the goods"), field="name", item=item)
    if not item.price_before_vnd or item.price_before_vnd < 0:
        yield _missing(
            case, _("price before the promotion"), field="price_before_vnd", item=item
        )
    only_discount = case.declaration.forms == {PromotionForm.DISCOUNT}
    if only_discount and item.discount_percent is None and item.price_now_vnd is None:
        yield _missing(
            case, _("discount or price"), field="discount_percent", item=item
        )


def _missing(
    case: Case, name: str, *, field: str, item: DeclaredItem | None = None
) -> Finding:
    return case.finding(
        "KM-03",
        _("Mandatory content is missing: %(name)s.") % {"name": name},
        field=field,
        item=item,
    )


def end_follows_start(case: Case) -> Iterator[Finding]:
    """KM-04. Legal source: Commercial Law 2005, Article 97.1."""
    starts_at, ends_at = case.declaration.starts_at, case.declaration.ends_at
    if starts_at is not None and ends_at is not None and ends_at <= starts_at:
        yield case.finding(
            "KM-04", _("The end must come after the start."), field="ends_at"
        )


def discount_is_a_percent(item: DeclaredItem, case: Case) -> Iterator[Finding]:
    """KM-05. Legal source: Decree 81/2018, Article 7; a price of 0 đồng is 100 %."""
    percent, now, before = (
        item.discount_percent,
        item.price_now_vnd,
        item.price_before_vnd,
    )
    is_discount_wanted = (
        PromotionForm.DISCOUNT in case.declaration.forms and not item.has_gift
    )
    wrong_percent = percent is not None and not 0 < percent <= 100
    wrong_price = now is not None and (
        now < 0
        or (before is not None and now > before)
        or (before is not None and now == before and is_discount_wanted)
    )
    if wrong_percent or wrong_price:
        yield case.finding(
            "KM-05",
            _("The discount must be above 0% and not above 100%."),
            field="discount_percent" if wrong_percent else "price_now_vnd",
            item=item,
            hint=_("The price in the promotion lies below the price before it."),
        )


def declared_true(case: Case) -> Iterator[Finding]:
    """KM-37. Legal source: form 01 of Decree 81/2018."""
    if not case.declaration.is_declared_true:
        yield case.finding(
            "KM-37",
            _(
                "The merchant declares that what is stated is true and answers for it "
                "before the law."
            ),
            field="is_declared_true",
            hint=_("Tick the declaration before you submit."),
        )
