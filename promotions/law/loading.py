"""The law as shipped, added to the database where it is missing.

Runs after every ``migrate`` and as ``manage.py load_law``. It may run any number of
times: it adds what is not there and never changes or deletes a row, so what the Trade
Management Division has edited stays as edited.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from promotions.enums import GoodsUse
from promotions.law.rules import shipped
from promotions.models import GoodsGroup, GoodsProhibition, LegalFact

PROHIBITED_FROM = date(2018, 7, 15)
POSITION_STEP = 10


@dataclass(frozen=True)
class Loaded:
    """How many rows were added."""

    facts: int
    groups: int
    prohibitions: int


@transaction.atomic
def load_law() -> Loaded:
    """Add missing facts, groups and prohibitions; return how many."""
    return Loaded(
        facts=_add_facts(), groups=_add_groups(), prohibitions=_add_prohibitions()
    )


def _add_facts() -> int:
    there = set(LegalFact.objects.values_list("code", "in_force_from"))
    rows = [
        LegalFact(**{**row, "value": Decimal(row["value"])})
        for row in shipped("legal_facts")["fact"]
        if (row["code"], row["in_force_from"]) not in there
    ]
    return len(LegalFact.objects.bulk_create(rows))


def _add_groups() -> int:
    there = set(GoodsGroup.objects.values_list("code", flat=True))
    rows = [
        GoodsGroup(
            code=row["code"],
            name=row["name"],
            name_en=row["name_en"],
            position=place * POSITION_STEP,
            is_facet=row.get("is_facet", True),
        )
        for place, row in enumerate(shipped("goods")["group"], start=1)
        if row["code"] not in there
    ]
    return len(GoodsGroup.objects.bulk_create(rows))


def _add_prohibitions() -> int:
    there = set(
        GoodsProhibition.objects.values_list(
            "goods_group__code", "use", "in_force_from"
        )
    )
    groups = dict(GoodsGroup.objects.values_list("code", "pk"))
    rows = [
        GoodsProhibition(
            goods_group_id=groups[code], use=use, in_force_from=PROHIBITED_FROM, **told
        )
        for code, use, told in shipped_prohibitions()
        if (code, use, PROHIBITED_FROM) not in there
    ]
    return len(GoodsProhibition.objects.bulk_create(rows))


def shipped_prohibitions() -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Yield group, use and source of each prohibition of ``goods.toml``."""
    for row in shipped("goods")["group"]:
        for use in GoodsUse.values:
            if use in row:
                yield row["code"], use, row[use]
