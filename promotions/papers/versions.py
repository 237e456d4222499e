"""What was handed in, kept for good: one version of the dossier each submission.

The goods are copied inside the database, a thousand in a row, so that a dossier of
100,000 goods is frozen in the transaction of its submission without passing through
this process.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import overload

from django.db import connection
from django.db.models import Max

from promotions.models import DossierVersion, Promotion, VersionGoods
from promotions.papers.facts import DossierFacts
from promotions.papers.gathering import facts_of
from promotions.papers.goods_row import COLUMNS, GoodsRow

GOODS_A_PART = 1_000
_COPY_GOODS = f"""
INSERT INTO promotions_versiongoods (version_id, part, rows)
SELECT %s, (place - 1) / {GOODS_A_PART}, jsonb_agg(
    jsonb_build_array({", ".join(COLUMNS)}) ORDER BY place)
FROM (
    SELECT i.*, row_number() OVER (ORDER BY i.position) AS place
    FROM promotions_item i WHERE i.promotion_id = %s
) AS i
GROUP BY (place - 1) / {GOODS_A_PART}
"""  # noqa: S608 -- names of our own columns only


def freeze(promotion: Promotion, *, at: datetime) -> DossierVersion:
    """Keep the dossier as it is handed in; call it in the transaction of that step."""
    last = promotion.versions.aggregate(last=Max("number"))["last"] or 0
    facts = facts_of(promotion, at=at, number=last + 1)
    version = DossierVersion.objects.create(
        promotion=promotion,
        number=facts.number,
        submitted_at=at,
        facts=facts.as_json(),
        goods_count=facts.goods_count,
    )
    with connection.cursor() as cursor:
        cursor.execute(_COPY_GOODS, [version.pk, promotion.pk])
    return version


def facts(version: DossierVersion) -> DossierFacts:
    return DossierFacts.from_json(version.facts)


class FrozenGoods(Sequence[GoodsRow]):
    """The goods of a version, read part by part; ``told`` hears how many were read."""

    def __init__(
        self, version: DossierVersion, *, told: Callable[[int], None] | None = None
    ) -> None:
        self._version, self._told = version, told

    def __len__(self) -> int:
        return self._version.goods_count

    def __iter__(self) -> Iterator[GoodsRow]:
        read = 0
        for part in VersionGoods.objects.filter(version=self._version).iterator(1):
            for values in part.rows:
                read += 1
                yield GoodsRow.read(read, values)
            if self._told is not None:
                self._told(read)

    @overload
    def __getitem__(self, at: int) -> GoodsRow: ...
    @overload
    def __getitem__(self, at: slice) -> list[GoodsRow]: ...
    def __getitem__(self, at: int | slice) -> GoodsRow | list[GoodsRow]:
        if isinstance(at, slice):
            return list(self)[at]
        number, place = divmod(range(len(self))[at], GOODS_A_PART)
        part = self._version.goods.get(part=number)
        return GoodsRow.read(number * GOODS_A_PART + place + 1, part.rows[place])


def draft_goods(promotion: Promotion, *, at_most: int) -> list[GoodsRow]:
    """Return the first goods of an open dossier as they stand."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT jsonb_build_array({', '.join(COLUMNS)}) FROM promotions_item i"  # noqa: S608
            " WHERE i.promotion_id = %s ORDER BY i.position LIMIT %s",
            [promotion.pk, at_most],
        )
        return [
            GoodsRow.read(place, json.loads(values))
            for place, (values,) in enumerate(cursor.fetchall(), start=1)
        ]
