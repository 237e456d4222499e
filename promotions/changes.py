"""What differs between two versions of a promotion, in words a person can compare.

One line for each fact, each row of goods that was added or taken out, and each fact of
a row that was changed. A label, what was, what is: nothing else is needed to show it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from campaigns.moments import ending, starting
from promotions import amounts
from promotions.form_details import differences
from promotions.models import Item, Prize, Promotion
from promotions.rows import differing

FACTS = (
    *("name", "campaign", "slot", "starts_at", "ends_at"),
    *("customers", "content", "conditions"),
    *("branch", "districts", "channels", "is_online_only"),
    *("is_beyond_province", "is_at_protected_place"),
    *("promoted_total_vnd", "used_total_vnd", "prizes_due_on"),
)
IN_A_WORD = {
    Item: (
        *("unit_of_measure", "quantity", "price_before_vnd", "price_now_vnd"),
        *("discount_percent", "gift_name", "gift_value_vnd"),
    ),
    Prize: ("quantity", "value_vnd"),
}
NOT_TOLD = frozenset({"id", "promotion", "position"})
ROWS_TOLD = 100


class Kind(StrEnum):
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str
    kind: Kind = Kind.CHANGED


@dataclass(frozen=True)
class Changes:
    """``rows_left_out`` counts goods and prizes that differ and are not told."""

    lines: list[Change]
    rows_left_out: int = 0

    def __bool__(self) -> bool:
        return bool(self.lines)


def changes_between(
    before: Promotion, after: Promotion, *, rows_told: int = ROWS_TOLD
) -> Changes:
    """Return every fact that differs, then goods and prizes up to ``rows_told`` each."""
    lines = [*_facts(before, after), *_details(before, after)]
    left_out = 0
    for model in (Item, Prize):
        pairs, count = differing(model, before, after, at_most=rows_told)
        lines += _rows(model, pairs)
        left_out += count - len(pairs)
    return Changes(lines, left_out)


def _facts(before: Promotion, after: Promotion) -> Iterator[Change]:
    for name in FACTS:
        field = Promotion._meta.get_field(name)
        assert isinstance(field, models.Field)
        old, new = in_words(field, before), in_words(field, after)
        if old != new:
            yield Change(_label(field), old, new)


def _details(before: Promotion, after: Promotion) -> Iterator[Change]:
    for found in differences(before, after):
        yield Change(found.label, found.before, found.after)


def _rows(
    model: type[Item] | type[Prize], pairs: list[tuple[int | None, int | None]]
) -> Iterator[Change]:
    keys = {key for pair in pairs for key in pair if key is not None}
    rows: Any = model._default_manager.filter(pk__in=keys)
    if model is Item:
        rows = rows.select_related("goods_group", "gift_group")
    by_key: dict[int | None, Any] = {row.pk: row for row in rows}
    for old_key, new_key in pairs:
        old, new = by_key.get(old_key), by_key.get(new_key)
        if old is None and new is not None:
            yield Change(new.name, "", _row_in_words(new), Kind.ADDED)
        elif new is None and old is not None:
            yield Change(old.name, _row_in_words(old), "", Kind.REMOVED)
        else:
            yield from _row_changes(old, new)


def _row_changes(old: Any, new: Any) -> Iterator[Change]:
    for field in old._meta.concrete_fields:
        if field.name in NOT_TOLD:
            continue
        was, is_now = in_words(field, old), in_words(field, new)
        if was != is_now:
            yield Change(f"{old.name}: {field.verbose_name}", was, is_now)


def _row_in_words(row: Any) -> str:
    given = (name for name in IN_A_WORD[type(row)] if getattr(row, name))
    fields = (row._meta.get_field(name) for name in given)
    told = ((field.verbose_name, in_words(field, row)) for field in fields)
    return "; ".join(f"{label}: {text}" for label, text in told if text)


def in_words(field: "models.Field[Any, Any]", record: models.Model) -> str:
    """Return a value as it is read on the pages; nothing for an empty one."""
    if field.many_to_many:
        found = getattr(record, field.name).order_by("pk")
        return "; ".join(str(one) for one in found)
    value = getattr(record, field.name)
    if value is None or value == "":
        return ""
    if field.choices:
        return str(getattr(record, f"get_{field.name}_display")())
    return _value_in_words(field.name, value)


def _value_in_words(name: str, value: Any) -> str:
    match value:
        case bool():
            return _("Yes") if value else _("No")
        case int() if name.endswith("_vnd"):
            return amounts.dong(value)
        case int():
            return number_format(value, decimal_pos=0, force_grouping=True)
        case Decimal():
            return amounts.percent(value)
        case datetime():
            return ending(value) if name.startswith("ends") else starting(value)
        case date():
            return date_format(value, "SHORT_DATE_FORMAT")
    return str(value)


def _label(field: "models.Field[Any, Any]") -> str:
    return str(capfirst(str(field.verbose_name)))
