"""What a complaint form already knows when it is opened from another page.

``khuyen-mai=`` names a promotion, ``thuong-nhan=`` a merchant; a shelf-price check adds
``hang=`` (the place of the item in the promotion) and ``gia=`` (the price seen, in đồng).
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from complaints.models import Category
from promotions.amounts import dong
from promotions.models import Merchant, Promotion

OFFER_NOT_APPLIED = "offer-not-applied"
LONGEST_NUMBER = 15


def promotion_named(reference: str | None) -> Promotion | None:
    """Return the public promotion a link or an answer names.

    What cannot be printed names nothing: no database holds a NUL byte.
    """
    if not reference or not reference.isprintable():
        return None
    return (
        Promotion.objects.told()
        .select_related("merchant", "campaign")
        .filter(reference=reference.strip().upper())
        .first()
    )


def first_answers(query: Mapping[str, str]) -> dict[str, Any]:
    """Return the answers that follow from the address; what is wrong is left out."""
    promotion = promotion_named(query.get("khuyen-mai", ""))
    if promotion is not None:
        return {
            "promotion": promotion.reference,
            **_of(promotion.merchant),
            **_of_shelf_price(promotion, query),
        }
    merchant = merchant_named(query.get("thuong-nhan", ""))
    return _of(merchant) if merchant is not None else {}


def merchant_named(tax_code: str) -> Merchant | None:
    if not tax_code or not tax_code.isprintable():
        return None
    return Merchant.objects.filter(tax_code=tax_code).first()


def _of_shelf_price(promotion: Promotion, query: Mapping[str, str]) -> dict[str, Any]:
    """Tell the story of a shelf-price check, which the person may still change."""
    position, seen_vnd = _number(query.get("hang", "")), _number(query.get("gia", ""))
    if position is None or seen_vnd is None:
        return {}
    item = promotion.items.filter(position=position).first()
    if item is None or item.price_now_vnd is None:
        return {}
    story = gettext(
        "Goods: %(name)s (no. %(position)d of promotion %(reference)s). Registered "
        "price in the promotion: %(registered)s. Price I saw: %(seen)s."
    ) % {
        "name": item.name,
        "position": item.position,
        "reference": promotion.reference,
        "registered": dong(item.price_now_vnd),
        "seen": dong(seen_vnd),
    }
    category = Category.objects.filter(code=OFFER_NOT_APPLIED, is_active=True).first()
    return {"story": story, "category": category}


def _number(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) if is_number else None


def _of(merchant: Merchant) -> dict[str, Any]:
    return {
        "merchant": merchant.tax_code,
        "seller_name": merchant.name,
        "district": merchant.district_id,
    }
