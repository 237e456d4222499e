"""What a price says: how much lower it is than before, in percent and in đồng.

The higher of the declared percent and the one between the two prices, which is what the
law judges too.
"""

from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Case, DecimalField, ExpressionWrapper, F, Value, When
from django.db.models.functions import Coalesce, Greatest, Least, NullIf, Round

from promotions.models import Item

HUNDRED = Decimal(100)
TWO_PLACES = Decimal("0.01")


def percent_off(item: Item) -> Decimal | None:
    """Return the discount of an item in percent, or None where it has none."""
    computed = percent_between(item.price_before_vnd, item.price_now_vnd)
    percent = max(computed or Decimal(0), item.discount_percent or Decimal(0))
    return percent if percent > 0 else None


def percent_between(before_vnd: int, now_vnd: int | None) -> Decimal | None:
    """Return how much lower ``now_vnd`` is, rounded half up to two places."""
    if now_vnd is None or before_vnd <= 0:
        return None
    share = (before_vnd - now_vnd) * HUNDRED / before_vnd
    return share.quantize(TWO_PLACES, rounding=ROUND_HALF_UP)


def saved_vnd(item: Item) -> int | None:
    if item.price_now_vnd is None or item.price_now_vnd >= item.price_before_vnd:
        return None
    return item.price_before_vnd - item.price_now_vnd


_PERCENT = DecimalField(max_digits=18, decimal_places=2)

# The same in SQL, for the highest discount of a promotion: above 0 up to 100, or NULL.
_BETWEEN_PRICES = Case(
    When(
        price_before_vnd__gt=0,
        price_now_vnd__isnull=False,
        then=Round(
            ExpressionWrapper(
                (F("price_before_vnd") - F("price_now_vnd"))
                * Value(HUNDRED)
                / F("price_before_vnd"),
                output_field=_PERCENT,
            ),
            precision=2,
        ),
    ),
    output_field=_PERCENT,
)
_NOT_BELOW_ZERO = Greatest(
    Coalesce("discount_percent", Decimal(0), output_field=_PERCENT),
    Coalesce(_BETWEEN_PRICES, Decimal(0), output_field=_PERCENT),
    output_field=_PERCENT,
)
PERCENT_OFF = NullIf(
    Least(_NOT_BELOW_ZERO, HUNDRED, output_field=_PERCENT),
    Value(Decimal(0), output_field=_PERCENT),
)
