"""Figures as pages show them, in the language of the reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from documents.blocks import Chart, ChartKind, Series
from reports.chart import inline_svg
from reports.figures.dimension import Dimension
from reports.figures.figure import Figure, Measure, Number, Source
from reports.snapshot import Figures

UNKNOWN = "–"
MILLION, BILLION = 1_000_000, 1_000_000_000
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class ShownFigure:
    """``value`` is to be read from afar; ``exactly`` is set where it is rounded."""

    code: str
    name: Promise
    definition: Promise
    value: str
    exactly: str
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
        return f"{_tenths(value, 1)}%"
    if figure.measure is Measure.DONG:
        return f"{_localized(value)}\u00a0₫"
    return _localized(value)


def from_afar(figure: Figure, value: Number | None) -> str:
    """Return money in millions or billions; anything else as it is."""
    if figure.measure is not Measure.DONG or value is None:
        return shown(figure, value)
    if value < BILLION:
        return gettext("%(amount)s million ₫") % {"amount": _tenths(value, MILLION)}
    return gettext("%(amount)s billion ₫") % {"amount": _tenths(value, BILLION)}


def show_figures(figures: Figures, wanted: Sequence[Figure]) -> list[ShownFigure]:
    return [
        ShownFigure(
            code=figure.code,
            name=figure.name,
            definition=figure.definition,
            value=from_afar(figure, figures.value(figure)),
            exactly=shown(figure, figures.value(figure)) if is_rounded else "",
            is_declared=figure.source is Source.MERCHANTS,
        )
        for figure in wanted
        for is_rounded in [figure.measure is Measure.DONG]
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


def _tenths(value: Number, unit: int) -> str:
    """Return the value in that unit to one place, without a zero behind the comma."""
    tenths = (Decimal(value) / unit).quantize(TENTH, rounding=ROUND_HALF_UP)
    whole = tenths.to_integral_value()
    return _localized(whole if whole == tenths else tenths)
