"""Labels for the shelf: the price, and the code by which it can be checked."""

from typing import Any

from django.utils.translation import gettext

from campaigns.moments import ending
from documents import qr
from promotions import shelf
from promotions.amounts import dong, percent
from promotions.models import Item, Promotion
from promotions.prices import percent_off
from promotions.typesetting import set_page

LABELS_A_FILE = 200
ROOM_OF_LARGE_PRICE = 11


def render(promotion: Promotion, *, first_position: int = 1) -> bytes:
    """Return up to ``LABELS_A_FILE`` labels as a PDF of A4 sheets, eight on each."""
    items = promotion.items.filter(position__gte=first_position)[:LABELS_A_FILE]
    pictures: dict[str, str] = {}
    labels = []
    for item in items:
        name = f"{item.position}.svg"
        address = shelf.address(promotion.reference, item.position)
        pictures[name] = qr.svg(address)
        labels.append({**_label(item), "picture": name, "address": address})
    assert promotion.ends_at is not None
    facts = {
        "title": promotion.reference,
        "merchant": promotion.merchant.name,
        "period": gettext("Until %(moment)s") % {"moment": ending(promotion.ends_at)},
        "scan": gettext("Scan to check this price with the Department."),
        "items": labels,
    }
    return set_page("labels.typ", facts, pictures=pictures, to="pdf")


def _label(item: Item) -> dict[str, Any]:
    now = item.price_now_vnd
    is_lower = now is not None and now < item.price_before_vnd
    shown = dong(item.price_before_vnd if now is None else now)
    off = percent_off(item)
    return {
        "name": item.name,
        "unit": item.unit_of_measure,
        "before": dong(item.price_before_vnd) if is_lower else "",
        "now": shown,
        "now_size": 24 if len(shown) <= ROOM_OF_LARGE_PRICE else 17,
        "off": f"−{percent(off)}" if off else "",
        "code": f"{item.promotion.reference}/{item.position}",
    }
