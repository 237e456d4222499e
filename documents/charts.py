"""Charts as SVG without script: bars with their values, lines, shares.

leather draws axes and legend (see :mod:`documents.chart_shapes` for what it lacks).
Series differ in lightness or dashes as well as in colour, so that a copy printed in
grey stays readable; and a chart never stands without its table.
"""

import xml.etree.ElementTree as ET
from decimal import Decimal

import leather
from leather import theme
from leather.scales import Ordinal
from leather.series import Series as DrawnSeries

from documents import typeface
from documents.blocks import Chart, ChartKind, Figure, Series
from documents.chart_shapes import DottedLine, FromZero, LabelledBars
from documents.values import Format, clean, show

WIDTH = 640
COLOURS = ("#A3231B", "#1D5C8C", "#D9A441", "#1F6B4A", "#8A8079", "#4A2E0F")
DASHES = ("none", "9 4", "2 4", "12 4 2 4", "5 5", "1 6")
INK, AXIS, GRID = "#1F1A17", "#5E554E", "#DDD3C7"
_FONT_SIZE = 13
_LETTER_WIDTH = 6.3
_BAR_HEIGHT = 17
_LONGEST_LABEL = 36
_LINE_HEIGHT = 280
# Bars end before the edge, so that their values stand beside them.
_ROOM_FOR_VALUES = Decimal("1.28")

theme.background_color = "#FFFFFF"
theme.margin = 0.02
theme.legend_color = theme.label_color = theme.axis_title_color = INK
theme.tick_color, theme.zero_color = GRID, AXIS
theme.tick_font_size = theme.legend_font_size = _FONT_SIZE
theme.tick_font_char_width = theme.legend_font_char_width = _LETTER_WIDTH
theme.tick_font_family = theme.legend_font_family = typeface.FAMILY
theme.legend_gap = 10
ET.register_namespace("", "http://www.w3.org/2000/svg")


def svg(chart: Chart, *, family: str = typeface.FAMILY) -> str:
    """Return the chart as an SVG image whose text is set in the named family."""
    if chart.kind is ChartKind.LINE:
        drawn, height = _lines(chart), _LINE_HEIGHT
    else:
        drawn, height = _bars(chart), _height_of_bars(chart)
    text = str(drawn.to_svg(width=WIDTH, height=height))
    root = ET.fromstring(text)  # noqa: S314 -- drawn a line above
    for element in list(root.iter()):
        if "font-family" in element.attrib:
            element.set("font-family", family)
        if element.get("class") == "axis left" and chart.kind is not ChartKind.LINE:
            _remove_lines(element)
    root.set("viewBox", f"0 0 {WIDTH} {height}")
    return ET.tostring(root, encoding="unicode")


def _remove_lines(axis: ET.Element) -> None:
    """Take the line of each category away; it would run through the values."""
    for tick in axis:
        for line in tick.findall("{*}line"):
            tick.remove(line)


def description(chart: Chart) -> str:
    """Return what the picture shows, for who cannot see it."""
    names = ", ".join(series.name for series in chart.series)
    lines = [f"{chart.caption}. {names}."]
    if len(chart.categories) <= 12:
        lines += [
            f"{category}: {', '.join(labels)}."
            for category, labels in zip(
                chart.categories,
                zip(*(_labels(chart, one) for one in chart.series), strict=True),
                strict=True,
            )
        ]
    return clean(" ".join(lines))


def _bars(chart: Chart) -> leather.Chart:
    drawn = leather.Chart()
    keys = [str(at) for at in range(len(chart.categories))]
    for place, series in enumerate(chart.series):
        shape = LabelledBars(
            COLOURS[place % len(COLOURS)],
            place=place,
            of=len(chart.series),
            labels=_labels(chart, series),
            style=str(_FONT_SIZE),
        )
        values = [value or 0 for value in series.values]
        rows = list(zip(values, keys, strict=True))
        drawn.add_series(DrawnSeries(rows, name=clean(series.name)), shape)
    drawn.set_x_scale(FromZero(_figures(chart), room=_ROOM_FOR_VALUES))
    drawn.set_y_scale(Ordinal(keys[::-1]))
    drawn.add_x_axis(ticks=[Decimal(0)], tick_formatter=lambda *_: "")
    drawn.add_y_axis(tick_formatter=lambda key, *_: _short(chart.categories[int(key)]))
    return drawn


def _lines(chart: Chart) -> leather.Chart:
    drawn = leather.Chart()
    for place, series in enumerate(chart.series):
        shape = DottedLine(
            COLOURS[place % len(COLOURS)],
            stroke_dasharray=DASHES[place % len(DASHES)],
        )
        rows: list[tuple[int, Figure | None]] = list(enumerate(series.values))
        if all(value is None for value in series.values):
            rows = [(0, 0)]
        drawn.add_series(DrawnSeries(rows, name=clean(series.name)), shape)
    last = max(len(chart.categories) - 1, 1)
    drawn.set_x_scale(FromZero([last], room=Decimal("1.04")))
    drawn.set_y_scale(FromZero(_figures(chart)))
    drawn.add_x_axis(
        ticks=_spread(chart.categories),
        tick_formatter=lambda at, *_: _short(chart.categories[int(at)]),
    )
    drawn.add_y_axis(
        tick_formatter=lambda value, *_: show(value, _tick_format(chart), places=6)
    )
    return drawn


def _spread(categories: tuple[str, ...]) -> list[int]:
    """Return which categories are written under a line, so that none touch."""
    widest = max(len(_short(category)) for category in categories) * _LETTER_WIDTH
    room = (WIDTH - 110) / len(categories)
    step = max(1, -(-int(widest + 12) // max(int(room), 1)))
    return list(range(0, len(categories), step))


def _tick_format(chart: Chart) -> Format:
    return Format.PERCENT if chart.format is Format.PERCENT else Format.DECIMAL


def _labels(chart: Chart, series: Series) -> list[str]:
    shown = [show(value, chart.format, places=chart.places) for value in series.values]
    whole = sum(Decimal(value) for value in series.values if value)
    if chart.kind is not ChartKind.SHARE or not whole:
        return shown
    return [
        f"{text} ({show(Decimal(value or 0) * 100 / whole, Format.PERCENT)})"
        for text, value in zip(shown, series.values, strict=True)
    ]


def _figures(chart: Chart) -> list[Figure]:
    return [
        value for series in chart.series for value in series.values if value is not None
    ]


def _height_of_bars(chart: Chart) -> int:
    rows = len(chart.categories) * (_BAR_HEIGHT * len(chart.series) + 9)
    legend = _FONT_SIZE + 14 if len(chart.series) > 1 else 0
    return rows + legend + 44


def _short(label: str) -> str:
    text = clean(label).replace("\n", " ")
    if len(text) <= _LONGEST_LABEL:
        return text
    return f"{text[: _LONGEST_LABEL - 1].rstrip()}…"
