"""What a figure is: one name, one definition, one way to count it.

A figure carries the SQL aggregate that counts it, so its words and its number stand
in the same place. ``folds`` says how the counts of groups make the whole: they are
added, or the highest is taken. A rate is not counted but made of two figures.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import Aggregate
from django.utils.functional import Promise

from reports.figures.dimension import Dimension

Number = int | Decimal
Fold = Callable[[Iterable[Any]], Any]


class Measure(StrEnum):
    COUNT = "count"
    DONG = "dong"
    PERCENT = "percent"


class Source(StrEnum):
    """Whose word a figure is: the portal's records, or what merchants declare."""

    PORTAL = "portal"
    MERCHANTS = "merchants"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """``code`` is printed beside the figure and leads to its definition.

    ``counts`` takes the moment of the figures; only what is overdue depends on it.
    ``adds_up`` is false where one record stands in several groups, so that there is
    no whole to give, only rows.
    """

    code: str
    name: Promise
    definition: Promise
    counts: Callable[[datetime], Aggregate] | None = field(default=None, compare=False)
    measure: Measure = Measure.COUNT
    by: tuple[Dimension, ...] = ()
    adds_up: bool = True
    source: Source = Source.PORTAL
    fold: Fold = field(default=sum, compare=False)

    def breakdown_code(self, dimension: Dimension) -> str:
        return f"{self.code}/{dimension.code}"


@dataclass(frozen=True, kw_only=True)
class Rate(Figure):
    """``part`` of ``whole``; unknown where the whole is nothing.

    With ``times`` 100 it is a percentage, with 1 a mean.
    """

    part: Figure
    whole: Figure
    times: int = 100
    measure: Measure = Measure.PERCENT


Counted = dict[str, Any]


@dataclass(frozen=True)
class Theme:
    """Figures that belong together and are counted together in few scans."""

    code: str
    name: Promise
    figures: Sequence[Figure]
    count: Callable[..., Counted] = field(compare=False)
