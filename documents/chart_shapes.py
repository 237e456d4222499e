"""What leather lacks for our charts: bars side by side with values, a scale from zero.

leather draws one bar over another when a chart has several series, labels no bar, and
cannot choose ticks for figures that are all equal.
"""

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from leather.scales import Scale
from leather.shapes import Bars, Line
from leather.utils import Datum

from documents.blocks import Figure

_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_TICKS = 5


class FromZero(Scale):  # type: ignore[misc]  # leather has no types
    """A linear scale that holds zero and every figure, with round ticks."""

    def __init__(
        self, figures: Sequence[Figure], *, room: Decimal = Decimal(1)
    ) -> None:
        lowest = min((Decimal(0), *map(Decimal, figures)))
        highest = max((Decimal(0), *map(Decimal, figures))) * room
        if highest == lowest:
            highest = Decimal(1)
        self._step = _round_step((highest - lowest) / _TICKS)
        self._lowest = _whole_steps(lowest, self._step, ROUND_FLOOR)
        self._highest = (
            highest if room > 1 else _whole_steps(highest, self._step, ROUND_CEILING)
        )

    def contains(self, value: Figure) -> bool:
        return self._lowest <= value <= self._highest

    def project(self, value: Figure, range_min: float, range_max: float) -> Decimal:
        share = (Decimal(value) - self._lowest) / (self._highest - self._lowest)
        start = Decimal(range_min)
        return start + (Decimal(range_max) - start) * share

    def ticks(self) -> list[Decimal]:
        count = int((self._highest - self._lowest) / self._step) + 1
        return [self._lowest + self._step * at for at in range(count)]


class LabelledBars(Bars):  # type: ignore[misc]  # leather has no types
    """Bars of one series among several, each with its value written at its end."""

    def __init__(
        self, colour: str, *, place: int, of: int, labels: Sequence[str], style: str
    ) -> None:
        super().__init__(colour)
        self._place, self._of = place, of
        self._labels, self._style = labels, style

    def to_svg(
        self, width: int, height: int, x_scale: Any, y_scale: Any, series: Any, _: Any
    ) -> ET.Element:
        group = ET.Element("g")
        zero = x_scale.project(0, 0, width)
        for datum in series.data():
            low, high = sorted(y_scale.project_interval(datum.y, height, 0))
            band = (high - low) * Decimal("0.84") / self._of
            top = low + (high - low) * Decimal("0.08") + band * self._place
            end = x_scale.project(datum.x, 0, width)
            group.append(self._bar(min(zero, end), top, abs(end - zero), band))
            group.append(self._label(datum, max(zero, end), top + band / 2))
        return group

    def _bar(
        self, x: Decimal, y: Decimal, width: Decimal, height: Decimal
    ) -> ET.Element:
        return ET.Element(
            "rect",
            x=f"{x:.2f}",
            y=f"{y:.2f}",
            width=f"{width:.2f}",
            height=f"{height * Decimal('0.94'):.2f}",
            fill=self._fill_color,
        )

    def _label(self, datum: Datum, x: Decimal, y: Decimal) -> ET.Element:
        label = ET.Element("text", x=f"{x + 5:.2f}", y=f"{y:.2f}", dy="0.34em")
        label.set("font-family", "serif")
        label.set("font-size", self._style)
        label.set("fill", "#1F1A17")
        label.text = self._labels[datum.i]
        return label


class DottedLine(Line):  # type: ignore[misc]  # leather has no types
    """A line with a dot at each figure, so that a single figure is seen too."""

    def to_svg(
        self, width: int, height: int, x_scale: Any, y_scale: Any, series: Any, _: Any
    ) -> ET.Element:
        group: ET.Element = super().to_svg(width, height, x_scale, y_scale, series, _)
        for datum in series.data():
            if datum.y is None:
                continue
            x = x_scale.project(datum.x, 0, width)
            y = y_scale.project(datum.y, height, 0)
            group.append(
                ET.Element(
                    "circle",
                    cx=f"{x:.2f}",
                    cy=f"{y:.2f}",
                    r="2.6",
                    fill=self._stroke_color,
                )
            )
        return group


def _round_step(rough: Decimal) -> Decimal:
    """Return the next of 1, 2, 5, 10 … times a power of ten."""
    power = Decimal(10) ** rough.log10().to_integral_value(rounding=ROUND_FLOOR)
    return next(step * power for step in _STEPS if step * power >= rough)


def _whole_steps(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    return (value / step).to_integral_value(rounding=rounding) * step
