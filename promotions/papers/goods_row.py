"""One row of the list of goods, as it is kept in a version and as papers show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from promotions.prices import percent_between

# As the fields of GoodsRow stand after ``place``; a percent is kept as text, exactly.
COLUMNS = (
    "i.name",
    "i.brand",
    "i.unit_of_measure",
    "i.quantity",
    "i.price_before_vnd",
    "i.price_now_vnd",
    "i.discount_percent::text",
    "i.gift_name",
    "i.gift_value_vnd",
)


@dataclass(frozen=True, slots=True)
class GoodsRow:
    place: int
    name: str
    brand: str
    unit: str
    quantity: int | None
    before_vnd: int
    now_vnd: int | None
    declared_percent: Decimal | None
    gift: str
    gift_vnd: int

    @classmethod
    def read(cls, place: int, values: Sequence[Any]) -> Self:
        name, brand, unit, quantity, before, now, percent, gift, gift_vnd = values
        declared = None if percent is None else Decimal(percent)
        return cls(
            place, name, brand, unit, quantity, before, now, declared, gift, gift_vnd
        )

    @property
    def percent_off(self) -> Decimal | None:
        """The higher of the declared discount and the one between the two prices."""
        computed = percent_between(self.before_vnd, self.now_vnd) or Decimal(0)
        percent = max(computed, self.declared_percent or Decimal(0))
        return percent if percent > 0 else None
