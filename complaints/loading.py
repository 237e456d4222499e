"""The default categories and routing rules, read from two readable data files.

Loading adds what is missing, known by its code, and never changes what stands: an
officer's edit outlives every later start.
"""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

FIRST_NOTE = "Theo Kế hoạch, mục III"
DATA = Path(__file__).resolve().parent / "data"


def load_complaint_data(*, category_model: Any, rule_model: Any) -> tuple[int, int]:
    """Add the missing categories and rules; return how many of each were added.

    The models are arguments because a migration brings its own versions of them.
    """
    with transaction.atomic():
        categories = _add_categories(category_model)
        rules = _add_rules(rule_model, category_model)
    return categories, rules


def gather_rules(*, rule_model: Any, set_model: Any, at: datetime) -> None:
    """Put rules that belong to no set yet into the set in force, made when missing."""
    loose = rule_model.objects.filter(routing_set=None)
    if not loose.exists():
        return
    standing, _is_new = set_model.objects.get_or_create(
        state="active",
        defaults={"note": FIRST_NOTE, "prepared_at": at, "activated_at": at},
    )
    loose.update(routing_set=standing)


def _add_categories(category_model: Any) -> int:
    added = 0
    for position, row in enumerate(shipped("categories.toml", "category"), start=1):
        _record, is_new = category_model.objects.get_or_create(
            code=row["code"], defaults={**row, "position": position}
        )
        added += is_new
    return added


def _add_rules(rule_model: Any, category_model: Any) -> int:
    added = 0
    for position, row in enumerate(shipped("routing.toml", "rule"), start=1):
        codes = row.pop("categories", [])
        categories = _all_of(category_model, codes, rule=row["code"])
        if rule_model.objects.filter(code=row["code"]).exists():
            continue
        rule = rule_model.objects.create(**row, position=position)
        rule.categories.set(categories)
        added += 1
    return added


def _all_of(category_model: Any, codes: list[str], *, rule: str) -> list[Any]:
    found = list(category_model.objects.filter(code__in=codes))
    unknown = set(codes) - {category.code for category in found}
    if unknown:
        raise ValueError(f"Rule {rule!r} names unknown categories {sorted(unknown)}.")
    return found


def shipped(filename: str, table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((DATA / filename).read_text("utf-8"))[
        table
    ]
    return rows
