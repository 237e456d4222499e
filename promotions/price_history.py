"""Honest prices: what an item cost when it was announced, now and before.

The price before is locked in the transaction that announces the promotion. The same
goods of the same merchant (name, brand and unit) are then comparable across promotions.
Legal source: Decree 81/2018/NĐ-CP, Article 7.1; Commercial Law 2005, Article 100.5.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from promotions.models import Item, LockedPrice, Promotion

SHOWN_POINTS = 6
KEY_CHARACTERS = 400

_KEY_SQL = (
    "left(lower(concat_ws('|', "
    + ", ".join(
        f"regexp_replace(btrim(i.{column}), '\\s+', ' ', 'g')"
        for column in ("name", "brand", "unit_of_measure")
    )
    + f")), {KEY_CHARACTERS})"
)
_LOCK_SQL = f"""
INSERT INTO promotions_lockedprice
    (merchant_id, promotion_id, item_id, goods_key, price_before_vnd, price_now_vnd,
     locked_at)
SELECT p.merchant_id, p.id, i.id, {_KEY_SQL}, i.price_before_vnd, i.price_now_vnd, %s
FROM promotions_item i JOIN promotions_promotion p ON p.id = i.promotion_id
WHERE p.id = %s
"""  # noqa: S608 -- names of our own columns only


_LOCK_NEW_SQL = (
    f"{_LOCK_SQL} AND NOT EXISTS"  # noqa: S608 -- names of our own columns only
    " (SELECT 1 FROM promotions_lockedprice l WHERE l.item_id = i.id)"
)


@dataclass(frozen=True)
class PricePoint:
    """One announcement of the same goods: its moment and prices in đồng a unit."""

    locked_at: datetime
    reference: str
    price_before_vnd: int
    price_now_vnd: int | None


def lock_prices(promotion: Promotion, *, at: datetime) -> int:
    """Lock the prices of every item as announced now; return how many.

    One statement, whatever the number of items. Call it in the transaction of the step
    that announces them.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_SQL, [at, promotion.pk])
        return int(cursor.rowcount)


def lock_new_prices(promotion: Promotion, *, at: datetime) -> int:
    """Lock the prices of items that were not announced before; return how many.

    Call it in the transaction that puts an amendment in the place of what was
    announced; what it left as it was stays locked as it was.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_NEW_SQL, [at, promotion.pk])
        return int(cursor.rowcount)


def locked_at(promotion: Promotion) -> datetime | None:
    """Return when the prices shown now were locked."""
    newest = promotion.locked_prices.order_by("-locked_at").values_list("locked_at")
    row = newest.first()
    return None if row is None else row[0]


def histories(
    promotion: Promotion, items: Iterable[Item]
) -> Mapping[int, list[PricePoint]]:
    """Return, by item, the announced prices of the same goods, oldest first.

    Only items that were announced more than once are in it, each with at most the
    newest ``SHOWN_POINTS``. Two queries for the items of a page.
    """
    keys = dict(
        promotion.locked_prices.filter(item__in=[item.pk for item in items])
        .order_by("locked_at")
        .values_list("item", "goods_key")
    )
    if not keys:
        return {}
    points: dict[str, list[PricePoint]] = {}
    for key, *facts in _announced(promotion.merchant_id, set(keys.values())):
        points.setdefault(key, []).append(PricePoint(*facts))
    return {
        pk: points[key][-SHOWN_POINTS:]
        for pk, key in keys.items()
        if len(points[key]) > 1
    }


def _announced(merchant_id: int, keys: set[str]) -> Iterable[tuple[Any, ...]]:
    return (
        LockedPrice.objects.filter(merchant=merchant_id, goods_key__in=keys)
        .order_by("locked_at", "pk")
        .values_list(
            "goods_key",
            "locked_at",
            "promotion__reference",
            "price_before_vnd",
            "price_now_vnd",
        )
    )
