"""The shelf-price check: the registered price beside the one a person sees.

Nothing is stored. What differs can be reported in two taps, with both prices filled in.
Legal source: Commercial Law 2005, Article 97 (prices and conditions are announced).
"""

from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.urls import reverse

from promotions.models import Item


class Comparison(StrEnum):
    SAME = "same"
    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True)
class ShelfPrice:
    """Whole đồng a unit; ``registered_vnd`` is the price in the promotion."""

    registered_vnd: int
    seen_vnd: int

    @property
    def comparison(self) -> Comparison:
        if self.seen_vnd == self.registered_vnd:
            return Comparison.SAME
        is_higher = self.seen_vnd > self.registered_vnd
        return Comparison.HIGHER if is_higher else Comparison.LOWER

    @property
    def difference_vnd(self) -> int:
        return abs(self.seen_vnd - self.registered_vnd)


def compare(item: Item, seen_vnd: int | None) -> ShelfPrice | None:
    """Return the two prices, or None where one of them is not known."""
    if seen_vnd is None or item.price_now_vnd is None:
        return None
    return ShelfPrice(item.price_now_vnd, seen_vnd)


def address(reference: str, position: int) -> str:
    """Return what the QR code of a shelf label opens."""
    path = reverse("shelf_price", args=[reference, position])
    return f"{settings.PORTAL_ORIGIN.rstrip('/')}{path}"
