"""Tables of the report, made of figures; each column leads to its definition."""

from collections.abc import Sequence
from decimal import Decimal

from documents.blocks import Column, KeyFigure, Table
from documents.values import Format, Value
from reports.figures.dimension import Dimension
from reports.figures.figure import Figure, Measure, Source
from reports.snapshot import Figures

BY_MERCHANTS = "(*) Theo báo cáo của thương nhân."
MILLION = 1_000_000
TOTAL = "Tổng cộng"
FORMATS = {
    Measure.COUNT: Format.COUNT,
    Measure.DONG: Format.DONG,
    Measure.PERCENT: Format.PERCENT,
}


def breakdown(
    figures: Figures,
    dimension: Dimension,
    columns: Sequence[Figure],
    *,
    caption: str,
    heading: str,
    unit: str = "",
    with_empty: bool = False,
    with_total: bool = True,
    note: str = "",
) -> Table:
    """Return figures as columns and the members of a dimension as numbered rows.

    Members with nothing in any column are left out unless ``with_empty``.
    """
    found = [
        (name, [figures.row(figure, dimension, code) for figure in columns])
        for code, name in figures.members(dimension)
    ]
    rows = [row for row in found if with_empty or any(row[1])]
    return Table(
        caption=caption,
        columns=(
            Column(title="TT", format=Format.COUNT, width=5 if len(columns) < 6 else 8),
            Column(title=heading, width=26),
            *(_column(figure) for figure in columns),
        ),
        rows=tuple(
            (place, name, *values) for place, (name, values) in enumerate(rows, start=1)
        ),
        total=_total(figures, columns) if with_total else None,
        unit=unit,
        note=" ".join(filter(None, [note_on(columns), note])),
    )


def _total(figures: Figures, columns: Sequence[Figure]) -> tuple[Value, ...]:
    return ("", TOTAL, *(figures.value(figure) for figure in columns))


def listing(
    figures: Figures,
    rows: Sequence[Figure],
    *,
    caption: str,
    heading: str = "Chỉ tiêu",
) -> Table:
    """Return figures one under the other, with their values as an officer writes."""
    return Table(
        caption=caption,
        columns=(
            Column(title="TT", format=Format.COUNT, width=5),
            Column(title=heading, width=40),
            Column(title="Đơn vị tính", width=12),
            Column(title="Kết quả", format=Format.DECIMAL, places=2, width=16),
            Column(title="Mã", width=9),
        ),
        rows=tuple(
            (place, named(figure), UNITS[figure.measure], figures.value(figure), code)
            for place, figure in enumerate(rows, start=1)
            for code in [figure.code]
        ),
        note=note_on(rows),
    )


UNITS = {Measure.COUNT: "", Measure.DONG: "đồng", Measure.PERCENT: "%"}


def key_figure(figures: Figures, figure: Figure) -> KeyFigure:
    """Return the figure to be read from afar: money in millions of đồng."""
    value = figures.value(figure)
    if figure.measure is Measure.DONG and value is not None:
        return KeyFigure(
            label=named(figure),
            value=Decimal(value) / MILLION,
            format=Format.DECIMAL,
            unit="triệu đồng",
            code=figure.code,
        )
    return KeyFigure(
        label=named(figure),
        value=value,
        format=FORMATS[figure.measure],
        code=figure.code,
    )


def named(figure: Figure) -> str:
    """Return the name, marked where the figure is only what merchants declare."""
    mark = " (*)" if figure.source is Source.MERCHANTS else ""
    return f"{figure.name}{mark}"


def note_on(columns: Sequence[Figure]) -> str:
    is_declared = any(figure.source is Source.MERCHANTS for figure in columns)
    return BY_MERCHANTS if is_declared else ""


def _column(figure: Figure) -> Column:
    return Column(
        title=named(figure),
        format=FORMATS[figure.measure],
        width=21 if figure.measure is Measure.DONG else 13,
        code=figure.code,
    )
