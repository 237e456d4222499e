"""Figures as pages show them, in the language of the reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import formats
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from documents.blocks import Chart, ChartKind, Series
from reports.chart import inline_svg
from reports.figures.dimension import Dimension
from reports.figures.figure import Figure, Measure, Number, Source
from reports.snapshot import Figures

UNKNOWN = "–"


@dataclass(frozen=True)
class ShownFigure:
    code: str
    name: Promise
    definition: Promise
    value: str
    is_declared: bool


@dataclass(frozen=True)
class ShownTable:
    """Rows under column titles; ``total`` is the last row where there is one."""

    caption: str
    heading: Promise
    columns: list[Promise]
    rows: list[tuple[str, list[str]]]
    total: list[str]


@dataclass(frozen=True)
class ShownChart:
    svg: SafeString
    table: ShownTable


def shown(figure: Figure, value: Number | None) -> str:
    if value is None:
        return UNKNOWN
    if figure.measure is Measure.PERCENT:
        places = Decimal(value).quantize(Decimal("0.1")).normalize()
        return f"{_localized(places)}%"
    if figure.measure is Measure.DONG:
        return f"{_localized(value)} ₫"
    return _localized(value)


def show_figures(figures: Figures, wanted: Sequence[Figure]) -> list[ShownFigure]:
    return [
        ShownFigure(
            code=figure.code,
            name=figure.name,
            definition=figure.definition,
            value=shown(figure, figures.value(figure)),
            is_declared=figure.source is Source.MERCHANTS,
        )
        for figure in wanted
    ]


def show_table(
    figures: Figures, dimension: Dimension, wanted: Sequence[Figure], *, caption: str
) -> ShownTable:
    """Return a row for each member, also for those with nothing."""
    return ShownTable(
        caption=caption,
        heading=dimension.name,
        columns=[figure.name for figure in wanted],
        rows=[
            (
                name,
                [
                    shown(figure, figures.row(figure, dimension, code))
                    for figure in wanted
                ],
            )
            for code, name in figures.members(dimension)
        ],
        total=[shown(figure, figures.value(figure)) for figure in wanted],
    )


def show_chart(
    figures: Figures, dimension: Dimension, figure: Figure, *, caption: str
) -> ShownChart | None:
    """Return bars with their table, or None where there is nothing to draw."""
    found = figures.rows(figure, dimension)
    if not found:
        return None
    chart = Chart(
        kind=ChartKind.BAR,
        caption=caption,
        categories=tuple(name for name, _ in found),
        series=(Series(str(figure.name), tuple(value for _, value in found)),),
    )
    table = ShownTable(
        caption=caption,
        heading=dimension.name,
        columns=[figure.name],
        rows=[(name, [shown(figure, value)]) for name, value in found],
        total=[],
    )
    return ShownChart(inline_svg(chart), table)


def _localized(value: Number) -> str:
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return str(formats.number_format(text, use_l10n=True, force_grouping=True))
