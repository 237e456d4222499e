"""One scan of a table for many figures.

The rows are grouped by all dimensions at once; the totals and every breakdown are
added up from those groups. So a breakdown and its total cannot disagree, and a table
of a million rows is read once, not once a figure.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import QuerySet

from reports.figures.dimension import Dimension, Member
from reports.figures.figure import Counted, Figure, Rate

PLACES = Decimal("0.01")
NOWHERE = (None, "")
Members = Mapping[str, Sequence[Member]]


def scan(
    queryset: QuerySet[Any],
    figures: Sequence[Figure],
    *,
    along: Mapping[Dimension, str],
    members: Members,
    at: datetime,
) -> Counted:
    """Count the figures; ``along`` names the column of each dimension.

    A column that holds a list (the forms of a promotion) counts its row once under
    each entry; an empty one counts it under none. Groups of nothing are left out.
    """
    groups = _groups(queryset.order_by(), figures, columns=[*along.values()], at=at)
    counted: Counted = {}
    for figure in figures:
        cells = [(group, group[_alias(figure)]) for group in groups]
        if figure.adds_up:
            counted[figure.code] = _folded(figure, [value for _, value in cells])
        for dimension in figure.by:
            codes = {member.key: member.code for member in members[dimension.code]}
            column = along[dimension]
            counted[figure.breakdown_code(dimension)] = _broken_down(
                figure, [(group[column], value) for group, value in cells], codes
            )
    return counted


def _groups(
    queryset: QuerySet[Any],
    figures: Sequence[Figure],
    *,
    columns: Sequence[str],
    at: datetime,
) -> list[dict[str, Any]]:
    aggregates = {
        _alias(figure): figure.counts(at) for figure in figures if figure.counts
    }
    if not columns:
        return [queryset.aggregate(**aggregates)]
    return list(queryset.values(*columns).annotate(**aggregates))


def rates(figures: Sequence[Figure], counted: Counted) -> Counted:
    """Return the rates among the figures, also along what they are broken down by."""
    made: Counted = {}
    for figure in figures:
        if not isinstance(figure, Rate):
            continue
        part, whole = counted[figure.part.code], counted[figure.whole.code]
        made[figure.code] = _rate(part, whole, figure.times)
        for dimension in figure.by:
            parts = counted[figure.part.breakdown_code(dimension)]
            wholes = counted[figure.whole.breakdown_code(dimension)]
            made[figure.breakdown_code(dimension)] = {
                code: _rate(parts.get(code, 0), all_of_it, figure.times)
                for code, all_of_it in wholes.items()
            }
    return made


def _broken_down(
    figure: Figure, cells: Sequence[tuple[Any, Any]], codes: Mapping[Any, str]
) -> dict[str, Any]:
    gathered: dict[str, list[Any]] = {}
    for keys, value in cells:
        for key in keys if isinstance(keys, list) else [keys]:
            if key in NOWHERE:
                continue
            gathered.setdefault(codes[key], []).append(value)
    rows = {code: _folded(figure, values) for code, values in gathered.items()}
    return {code: value for code, value in sorted(rows.items()) if value}


def _folded(figure: Figure, values: Sequence[Any]) -> Any:
    known = [value for value in values if value is not None]
    if not known:
        return None if figure.fold is max else 0
    whole = figure.fold(known)
    return whole if isinstance(whole, int) else whole.quantize(PLACES)


def _rate(part: Any, whole: Any, times: int) -> Decimal | None:
    if not whole:
        return None
    share = Decimal(part) * times / Decimal(whole)
    return share.quantize(PLACES, rounding=ROUND_HALF_UP)


def _alias(figure: Figure) -> str:
    return figure.code.lower().replace("-", "_")
