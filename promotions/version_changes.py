"""What a merchant changed between two submissions of a dossier, side by side.

Both are versions as they were handed in. Facts are compared one by one; goods that are
the same in every value are left to the database to pair, so that a dossier of 100,000
goods costs one query and only what differs is read.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, models
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from campaigns.moments import ending, starting
from promotions import amounts
from promotions.changes import Change
from promotions.models import DossierVersion, Merchant, Prize, Promotion
from promotions.papers.facts import DossierFacts, PrizeFact
from promotions.papers.goods_row import GoodsRow
from promotions.papers.versions import facts
from promotions.templatetags.promotion_forms import form_names

ROWS_READ = 2_000
GOODS_TOLD = 100
FACTS = (
    *("name", "forms", "is_gift_tied_to_purchase", "starts_at", "ends_at"),
    *("customers", "content", "conditions", "districts", "channels"),
    *("is_beyond_province", "is_online_only"),
    *("promoted_total_vnd", "used_total_vnd", "prizes_due_on", "filing_ref"),
)
OF_MERCHANT = (
    *("name", "tax_code", "address", "phone", "email"),
    *("representative", "contact_name", "contact_phone"),
)
_DIFFERING_GOODS = f"""
WITH rows AS (
    SELECT version_id, jsonb_array_elements(rows) AS row
    FROM promotions_versiongoods WHERE version_id IN (%(before)s, %(after)s)
), counted AS (
    SELECT row, count(*) FILTER (WHERE version_id = %(before)s) AS was,
        count(*) FILTER (WHERE version_id = %(after)s) AS is_now
    FROM rows GROUP BY row
)
SELECT row, was, is_now, count(*) OVER () FROM counted WHERE was <> is_now
ORDER BY row LIMIT {ROWS_READ}
"""  # noqa: S608 -- a number of our own


@dataclass(frozen=True)
class Differences:
    """``left_out`` counts rows of goods that differ and are not told."""

    earlier: DossierVersion
    later: DossierVersion
    lines: list[Change]
    left_out: int = 0


def last_changes(promotion: Promotion) -> Differences | None:
    """Return what the last submission changed, or None where there was only one."""
    versions = list(promotion.versions.order_by("-number")[:2])
    if len(versions) < 2:
        return None
    return differences(versions[1], versions[0])


def differences(earlier: DossierVersion, later: DossierVersion) -> Differences:
    before, after = facts(earlier), facts(later)
    goods, left_out = _goods(earlier, later)
    lines = [
        *_facts(before, after),
        *_prizes(before, after),
        *_merchant(before, after),
        *goods,
    ]
    return Differences(earlier, later, lines, left_out)


def _facts(before: DossierFacts, after: DossierFacts) -> Iterator[Change]:
    programme = Promotion._meta.get_field("campaign")
    yield from _line(_label(programme), before.programme, after.programme)
    for name in FACTS:
        was, is_now = (_in_words(name, getattr(one, name)) for one in (before, after))
        yield from _line(_label(Promotion._meta.get_field(name)), was, is_now)


def _merchant(before: DossierFacts, after: DossierFacts) -> Iterator[Change]:
    for name in OF_MERCHANT:
        label = f"{_('Merchant')}: {_label(Merchant._meta.get_field(name))}"
        was, is_now = (str(getattr(one.merchant, name)) for one in (before, after))
        yield from _line(label, was, is_now)


def _prizes(before: DossierFacts, after: DossierFacts) -> Iterator[Change]:
    old, new = ({p.name: p for p in one.prizes} for one in (before, after))
    for name in dict.fromkeys([*old, *new]):
        label = f"{capfirst(str(Prize._meta.verbose_name))}: {name}"
        yield from _line(label, _prize(old.get(name)), _prize(new.get(name)))


def _prize(prize: PrizeFact | None) -> str:
    if prize is None:
        return ""
    return f"{prize.quantity} × {amounts.dong(prize.value_vnd)}"


def _goods(earlier: DossierVersion, later: DossierVersion) -> tuple[list[Change], int]:
    """Pair what was taken out with what came in by name, brand and unit."""
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERING_GOODS, {"before": earlier.pk, "after": later.pk})
        found = cursor.fetchall()
    old: dict[tuple[str, ...], list[GoodsRow]] = {}
    new: dict[tuple[str, ...], list[GoodsRow]] = {}
    for values, was, is_now, _total in found:
        row = GoodsRow.read(0, json.loads(values))
        key = (row.name, row.brand, row.unit)
        (old if was > is_now else new).setdefault(key, []).append(row)
    lines = [
        line
        for key in dict.fromkeys([*old, *new])
        for line in _pairs(old.get(key, []), new.get(key, []))
    ]
    total = found[0][3] if found else 0
    unread = max(0, total - len(found))
    return lines[:GOODS_TOLD], max(0, len(lines) - GOODS_TOLD) + unread


def _pairs(old: list[GoodsRow], new: list[GoodsRow]) -> Iterator[Change]:
    for place in range(max(len(old), len(new))):
        was = old[place] if place < len(old) else None
        is_now = new[place] if place < len(new) else None
        name = (was or is_now or new[0]).name
        label = f"{_('Goods')}: {name}"
        yield Change(label, _row(was), _row(is_now))


def _row(row: GoodsRow | None) -> str:
    if row is None:
        return ""
    told = [
        f"{amounts.dong(row.before_vnd)} → {amounts.dong(row.now_vnd) or '–'}",
        amounts.percent(row.declared_percent),
        f"{row.quantity} {row.unit}" if row.quantity is not None else row.unit,
        f"{row.gift} ({amounts.dong(row.gift_vnd)})" if row.gift else "",
    ]
    return "; ".join(filter(None, told))


def _line(label: str, before: str, after: str) -> Iterable[Change]:
    return () if before == after else (Change(label, before, after),)


def _label(field: Any) -> str:
    assert isinstance(field, models.Field)
    return capfirst(str(field.verbose_name))


def _in_words(name: str, value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("Yes") if value else _("No")
        case int():
            return amounts.dong(value)
        case datetime():
            return ending(value) if name == "ends_at" else starting(value)
        case date():
            return date_format(value, "SHORT_DATE_FORMAT")
        case tuple() if name == "forms":
            return form_names(list(value))
        case tuple():
            return "; ".join(value)
    return str(value)
