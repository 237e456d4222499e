"""Charts that Excel itself draws, bound to the cells of the table they show."""

from dataclasses import dataclass
from typing import Any

from documents import layout
from documents.blocks import Chart, ChartKind
from documents.charts import COLOURS
from documents.values import Format, clean

ROWS_HIGH = 24
_TYPES = {ChartKind.BAR: "bar", ChartKind.LINE: "line", ChartKind.SHARE: "pie"}
_DASHES = ("solid", "dash", "round_dot", "dash_dot", "long_dash", "square_dot")
_WIDTH, _HEIGHT = 680, 420


@dataclass(frozen=True, slots=True)
class Rows:
    """Where a table lies: its sheet, the row of its heading and its last row."""

    sheet: str
    head: int
    last: int


def native(book: Any, chart: Chart, *, label: str, rows: Rows) -> Any:
    drawn = book.add_chart({"type": _TYPES[chart.kind]})
    for at, column in enumerate(chart.shown_columns):
        drawn.add_series(_series(chart, at, column, rows))
    title = f"{label}. {clean(layout.chart_caption(chart))}"
    face = {"name": layout.FACE, "size": 12, "bold": True}
    drawn.set_title({"name": title, "name_font": face})
    drawn.set_size({"width": _WIDTH, "height": _HEIGHT})
    if chart.kind is ChartKind.BAR:
        drawn.set_y_axis({"reverse": True})
        drawn.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    if chart.kind is not ChartKind.SHARE and len(chart.series) == 1:
        drawn.set_legend({"none": True})
    else:
        drawn.set_legend({"position": "bottom"})
    return drawn


def _series(chart: Chart, at: int, column: int, rows: Rows) -> dict[str, Any]:
    """Return a series; names are read from cells, where no text can be a formula."""
    whole = 100 if chart.format is Format.PERCENT else 1
    colour = COLOURS[at % len(COLOURS)]

    def cells(of: int) -> list[str | int]:
        return [rows.sheet, rows.head + 1, of, rows.last, of]

    series: dict[str, Any] = {
        "name": [rows.sheet, rows.head, column],
        "categories": cells(chart.category_column),
        "values": cells(column),
        # What the cells hold, for viewers that draw without reading them again.
        "categories_data": [clean(category) for category in chart.categories],
        "values_data": [
            "" if value is None else float(value) / whole
            for value in chart.series[at].values
        ],
    }
    if chart.kind is ChartKind.LINE:
        dash = _DASHES[at % len(_DASHES)]
        series["line"] = {"color": colour, "width": 2.25, "dash_type": dash}
        series["marker"] = {"type": "circle", "size": 5}
    elif chart.kind is ChartKind.SHARE:
        series["data_labels"] = {"percentage": True, "leader_lines": True}
        series["points"] = [
            {"fill": {"color": COLOURS[point % len(COLOURS)]}}
            for point in range(len(chart.categories))
        ]
    else:
        series["fill"] = {"color": colour}
        series["data_labels"] = {"value": True}
        series["gap"] = 60
    return series
