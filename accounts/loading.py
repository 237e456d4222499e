"""Bring the districts and the units of the plan into the database.

May run again at any time: it creates what is missing, brings names into line with the
files under ``accounts/data/``, and leaves alone what people keep in the admin.
"""

import json
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction

from accounts.models import District, Unit

M = TypeVar("M", bound=models.Model)

DATA = Path(__file__).resolve().parent / "data"
DISTRICTS = DATA / "districts_2024.json"
UNITS = DATA / "units.toml"


@dataclass
class Counts:
    """How many records were created, brought into line, and right already."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0

    def __str__(self) -> str:
        return (
            f"{self.created} created, {self.updated} updated, "
            f"{self.unchanged} unchanged"
        )


@dataclass(frozen=True)
class UnitFacts:
    """One unit of the file; ``parent`` stands above it in the file."""

    code: str
    kind: str
    name: str
    symbol: str = ""
    parent: str = ""
    districts: tuple[str, ...] = field(default=())


@transaction.atomic
def load_districts(path: Path = DISTRICTS) -> Counts:
    """Load the 27 districts of 2024, spelled as the province does: «Thanh Hoá».

    The file's ``valid_to`` is the last day; ours is the first day after it. Huyện Đông
    Sơn became part of Thanh Hoá city on 01/01/2025 by Resolution 1238/NQ-UBTVQH15
    (known from secondary sources; check it against the text before relying on it).
    """
    counts: Counter[str] = Counter()
    for row in json.loads(path.read_text()):
        last_day = row["valid_to"]
        facts = {
            "name": row["name"].replace("Hóa", "Hoá"),
            "slug": row["codename"].replace("_", "-"),
            "kind": row["type"],
            "valid_until": last_day and date.fromisoformat(last_day) + timedelta(1),
        }
        _district, outcome = bring_into_line(
            District, key={"code": row["code"]}, values=facts
        )
        counts[outcome] += 1
    return Counts(**counts)


@transaction.atomic
def load_units(path: Path = UNITS) -> Counts:
    """Load the units; the districts must be there.

    A unit that exists keeps its e-mail address, telephone and ``is_active``.
    """
    counts: Counter[str] = Counter()
    for row in tomllib.loads(path.read_text())["unit"]:
        counts[_load_unit(UnitFacts(**row))] += 1
    return Counts(**counts)


def _load_unit(facts: UnitFacts) -> str:
    parent = Unit.objects.get(code=facts.parent) if facts.parent else None
    values = {
        "kind": facts.kind,
        "name": facts.name,
        "symbol": facts.symbol,
        "parent": parent,
    }
    unit, outcome = bring_into_line(Unit, key={"code": facts.code}, values=values)
    wanted = {District.objects.get(code=code) for code in facts.districts}
    if wanted != set(unit.districts.all()):
        unit.districts.set(wanted)
        return "updated" if outcome == "unchanged" else outcome
    return outcome


def bring_into_line(
    model: type[M], *, key: Mapping[str, Any], values: Mapping[str, Any]
) -> tuple[M, str]:
    """Create the record of this key or change what differs; return it and which."""
    record = model._default_manager.filter(**key).first()
    if record is None:
        record, outcome = model(**key, **values), "created"
    elif all(getattr(record, name) == value for name, value in values.items()):
        return record, "unchanged"
    else:
        outcome = "updated"
        for name, value in values.items():
            setattr(record, name, value)
    record.full_clean()
    record.save()
    return record, outcome
