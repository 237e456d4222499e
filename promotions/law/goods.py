"""What the rules of a whole promotion ask of all its items, gathered in one pass.

So 100,000 items need not be held at once: each is judged, added up here, and let go.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from promotions.law.declaration import DeclaredItem


@dataclass(slots=True)
class Goods:
    """Sums over the items so far; amounts in đồng.

    ``promoted_vnd`` is None once the quantity or price of an item is unknown. The
    highest discounts are those of items without exemption: as declared in percent, and
    as exact fraction of the price before.
    """

    count: int = 0
    brands: set[str] = field(default_factory=set)
    has_gift: bool = False
    gifts_vnd: int = 0
    promoted_vnd: int | None = 0
    highest_declared: Decimal = Decimal(0)
    highest_real: tuple[int, int] = (0, 1)

    @classmethod
    def of(cls, items: Iterable[DeclaredItem]) -> "Goods":
        goods = cls()
        for item in items:
            goods.add(item)
        return goods

    def add(self, item: DeclaredItem) -> None:
        self.count += 1
        self.brands.add(item.brand)
        self.has_gift = self.has_gift or item.has_gift
        before, quantity = item.price_before_vnd, item.quantity
        if item.gift_value_vnd:
            self.gifts_vnd += item.gift_value_vnd * (quantity or 1)
        if quantity is None or before is None:
            self.promoted_vnd = None
        elif self.promoted_vnd is not None:
            self.promoted_vnd += quantity * before
        if not item.exemption:
            self._add_discount(item)

    def discounts_more_than(self, percent: Decimal) -> bool:
        """Whether an item without exemption is lowered by more, exactly."""
        lowered, before = self.highest_real
        return self.highest_declared > percent or lowered * 100 > before * percent

    def _add_discount(self, item: DeclaredItem) -> None:
        declared = item.discount_percent
        if declared is not None and declared > self.highest_declared:
            self.highest_declared = declared
        before, now = item.price_before_vnd, item.price_now_vnd
        if before is None or now is None or before <= 0:
            return
        lowered, of = self.highest_real
        if (before - now) * of > lowered * before:
            self.highest_real = before - now, before
