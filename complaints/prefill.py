"""What a complaint form already knows when it is opened from another page."""

from collections.abc import Mapping
from typing import Any

from promotions.models import Merchant, Promotion


def promotion_named(reference: str) -> Promotion | None:
    """Return the public promotion a link or an answer names."""
    if not reference:
        return None
    return (
        Promotion.objects.public()
        .select_related("merchant")
        .filter(reference=reference.strip().upper())
        .first()
    )


def first_answers(query: Mapping[str, str]) -> dict[str, Any]:
    """Return the answers that follow from ``khuyen-mai=`` or ``thuong-nhan=``."""
    promotion = promotion_named(query.get("khuyen-mai", ""))
    if promotion is not None:
        return {"promotion": promotion.reference, **_of(promotion.merchant)}
    tax_code = query.get("thuong-nhan", "")
    merchant = Merchant.objects.filter(tax_code=tax_code).first() if tax_code else None
    return _of(merchant) if merchant is not None else {}


def _of(merchant: Merchant) -> dict[str, Any]:
    return {
        "merchant": merchant.tax_code,
        "seller_name": merchant.name,
        "district": merchant.district_id,
    }
