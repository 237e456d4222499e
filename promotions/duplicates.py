"""Dossiers that may say the same as another one, as hints for the officer.

Two things make one suspicious: another dossier of the same merchant with the same
name, or one at an overlapping time with the same goods. Names are compared as people
type them, without marks, case or tone position; the goods are folded by the database,
because a dossier may have 100,000. Two queries, whatever is found.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from accounts.folding import fold
from promotions.enums import PromotionState as State
from promotions.models import Promotion

CANDIDATES = 200
GOODS_COMPARED = 2_000
SHOWN = 10
GIVEN_UP = frozenset({State.DRAFT, State.WITHDRAWN, State.REFUSED})
_FOLDED = (
    "btrim(regexp_replace(regexp_replace(replace(normalize(lower({}), NFD), 'đ', 'd'),"
    " '[\u0300-\u036f]', '', 'g'), '[^a-z0-9]+', ' ', 'g'))"
)
_SAME_GOODS = f"""
WITH own AS (
    SELECT DISTINCT {_FOLDED.format("name")} AS key FROM (
        SELECT name FROM promotions_item WHERE promotion_id = %s
        ORDER BY position LIMIT {GOODS_COMPARED}
    ) AS first
)
SELECT other.id, count(DISTINCT own.key), min(goods.name)
FROM unnest(%s::bigint[]) AS other(id)
CROSS JOIN LATERAL (
    SELECT name FROM promotions_item WHERE promotion_id = other.id
    ORDER BY position LIMIT {GOODS_COMPARED}
) AS goods
JOIN own ON own.key = {_FOLDED.format("goods.name")}
GROUP BY other.id
"""  # noqa: S608 -- names of our own columns only


@dataclass(frozen=True)
class Hint:
    """Another dossier, and what is the same: its name, or goods at the same time."""

    promotion: Promotion
    has_same_name: bool
    same_goods: int
    example: str = ""


def hints(promotion: Promotion) -> list[Hint]:
    """Return the dossiers to compare with, the most alike first."""
    others = list(
        Promotion.objects.filter(
            merchant_id=promotion.merchant_id, submitted_at__isnull=False
        )
        .exclude(state__in=GIVEN_UP)
        .exclude(pk=promotion.pk)
        .order_by("-pk")[:CANDIDATES]
    )
    own_name = fold(promotion.name)
    goods = _same_goods(promotion, [o for o in others if overlap(promotion, o)])
    found = [
        Hint(other, own_name != "" and fold(other.name) == own_name, *same)
        for other in others
        for same in [goods.get(other.pk, (0, ""))]
    ]
    alike = [hint for hint in found if hint.has_same_name or hint.same_goods]
    alike.sort(key=lambda hint: (not hint.has_same_name, -hint.same_goods))
    return alike[:SHOWN]


def overlap(one: Promotion, other: Promotion) -> bool:
    """Whether two half-open periods have a moment in common."""
    if one.starts_at is None or one.ends_at is None:
        return False
    if other.starts_at is None or other.ends_at is None:
        return False
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _same_goods(
    promotion: Promotion, others: list[Promotion]
) -> Mapping[int, tuple[int, str]]:
    """Return how many goods each other dossier shares, and one of their names."""
    if not others:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_SAME_GOODS, [promotion.pk, [other.pk for other in others]])
        return {key: (count, name) for key, count, name in cursor.fetchall()}
