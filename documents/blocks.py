"""The content of an official paper, without a word about how it is printed.

A :class:`Paper` is built once; :mod:`documents.docx`, :mod:`documents.pdf` and
:mod:`documents.xlsx` print the same blocks, so a figure cannot differ between files.
Numbers of headings, tables and charts are not written here but given by
:mod:`documents.numbering`. Blocks refuse what could not be printed truthfully: a row
that does not fit its columns, a chart without its figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import chain

from documents.values import Format, Value, show

Figure = int | Decimal


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph with a face of its own."""

    text: str
    bold: bool = False
    italic: bool = False


Text = str | tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who writes what to whom. Number and day stay blank until the registry fills them.

    ``symbol`` follows the number («BC-SCT» gives «Số:      /BC-SCT»); without a symbol
    the paper has no number line. Without ``kind`` it is an official letter and the
    subject stands under the number as «V/v …». ``issuer_name`` is the issuer as it is
    written in a sentence («Sở Công Thương tỉnh Thanh Hoá»). ``has_number`` keeps a line
    for the number where there is no symbol, as forms of merchants do; ``form`` is the
    code of such a form, in the corner.
    """

    issuer: str
    place: str
    dated: date
    subject: str
    parent: str = ""
    issuer_name: str = ""
    symbol: str = ""
    number: int | None = None
    day_is_blank: bool = True
    kind: str = ""
    addressees: tuple[str, ...] = ()
    has_number: bool = False
    form: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 («I.»), 2 («1.») or 3 («a)»), written without its number."""

    level: int
    text: str

    def __post_init__(self) -> None:
        if self.level not in {1, 2, 3}:
            raise ValueError(f"A heading has level 1, 2 or 3, not {self.level}.")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text; what is ``kept`` never parts from what follows, such as the signature."""

    text: Text
    kept: bool = False


@dataclass(frozen=True, slots=True)
class BulletList:
    """Points after a dash, the way papers list them."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; ``width`` is its share of the table, ``code`` names its definition.

    Neighbours with the same ``group`` stand under one common heading.
    """

    title: str
    format: Format = Format.TEXT
    width: float = 10
    align: Align | None = None
    places: int = 1
    code: str = ""
    group: str = ""

    @property
    def alignment(self) -> Align:
        if self.align is not None:
            return self.align
        if self.format.is_number:
            return Align.RIGHT
        return Align.LEFT if self.format is Format.TEXT else Align.CENTRE


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of values under columns; ``total`` is a row of its own, never computed.

    ``rows`` may be a sequence that reads as it goes, where there are very many.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Value, ...]]
    total: tuple[Value, ...] | None = None
    unit: str = ""
    note: str = ""
    landscape: bool = False

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError(f"Table {self.caption!r} has no columns.")
        width = len(self.columns)
        for row in chain(self.rows, [self.total] if self.total else []):
            if len(row) != width:
                raise ValueError(
                    f"A row of table {self.caption!r} has {len(row)} values for "
                    f"{width} columns: {row!r}."
                )

    def shown(self, row: tuple[Value, ...]) -> list[str]:
        """Return a row as it is printed."""
        return [
            show(value, column.format, places=column.places)
            for value, column in zip(row, self.columns, strict=True)
        ]

    def groups(self) -> list[tuple[str, int]]:
        """Return each group with the number of neighbouring columns it spans."""
        spans: list[tuple[str, int]] = []
        for column in self.columns:
            if spans and column.group and spans[-1][0] == column.group:
                spans[-1] = (column.group, spans[-1][1] + 1)
            else:
                spans.append((column.group, 1))
        return spans

    @property
    def is_grouped(self) -> bool:
        return any(column.group for column in self.columns)


class ChartKind(StrEnum):
    BAR = "bar"
    LINE = "line"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    values: tuple[Figure | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture of figures that are always printed beside it as a table.

    A chart made by :func:`chart_of` shows columns of a table of the same paper, its
    ``source``; any other chart prints its own figures underneath.
    """

    kind: ChartKind
    caption: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    category_title: str = "Nội dung"
    format: Format = Format.COUNT
    places: int = 1
    unit: str = ""
    note: str = ""
    source: Table | None = None
    category_column: int = 0
    value_columns: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not self.categories or not self.series:
            raise ValueError(f"Chart {self.caption!r} has no figures.")
        for series in self.series:
            if len(series.values) != len(self.categories):
                raise ValueError(
                    f"Series {series.name!r} of chart {self.caption!r} has "
                    f"{len(series.values)} values for {len(self.categories)} categories."
                )
        if self.kind is ChartKind.SHARE and len(self.series) != 1:
            raise ValueError(f"Chart {self.caption!r} shows shares of one series only.")

    @property
    def shown_columns(self) -> tuple[int, ...]:
        """The columns of :meth:`as_table` that the picture shows."""
        return self.value_columns or tuple(range(1, len(self.series) + 1))

    def as_table(self) -> Table:
        """Return the figures of the chart as the table printed with it."""
        if self.source is not None:
            return self.source
        figures = tuple(
            Column(title=series.name, format=self.format, places=self.places, width=14)
            for series in self.series
        )
        values = zip(*(series.values for series in self.series), strict=True)
        return Table(
            caption=self.caption,
            columns=(Column(title=self.category_title, width=24), *figures),
            rows=tuple(
                (category, *row)
                for category, row in zip(self.categories, values, strict=True)
            ),
            unit=self.unit,
            note=self.note,
        )


def chart_of(
    table: Table,
    *,
    kind: ChartKind,
    caption: str,
    categories: int = 0,
    values: tuple[int, ...],
    unit: str = "",
) -> Chart:
    """Return a chart of columns of a table; the table must stand in the same paper."""
    first = table.columns[values[0]]
    names = table.columns[categories]
    return Chart(
        kind=kind,
        caption=caption,
        categories=tuple(table.shown(row)[categories] for row in table.rows),
        series=tuple(
            Series(
                table.columns[at].title, tuple(_figure(row[at]) for row in table.rows)
            )
            for at in values
        ),
        category_title=names.title,
        format=first.format,
        places=first.places,
        unit=unit,
        source=table,
        category_column=categories,
        value_columns=values,
    )


def _figure(value: Value) -> Figure | None:
    if value is None or isinstance(value, int | Decimal):
        return value
    raise TypeError(f"A chart shows figures, not {value!r}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """One number a leader looks for; ``code`` names its definition."""

    label: str
    value: Value
    format: Format = Format.COUNT
    unit: str = ""
    places: int = 1
    code: str = ""

    @property
    def shown(self) -> str:
        return show(self.value, self.format, places=self.places)


@dataclass(frozen=True, slots=True)
class KeyFigures:
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Definitions:
    """What each figure counts; the codes beside figures lead here."""

    items: tuple[Definition, ...]
    title: str = "Cách tính các chỉ tiêu"


Block = Heading | Paragraph | BulletList | Table | Chart | KeyFigures | Definitions


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs: «KT. GIÁM ĐỐC» over «PHÓ GIÁM ĐỐC», and the name once known.

    ``how`` says below the title how it is signed («Ký tên, đóng dấu»).
    """

    title: str
    on_behalf: str = ""
    name: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Recipients:
    """«Nơi nhận»; the last line is the file copy, for instance «Lưu: VT, XNK»."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole paper. ``code`` is its verification code, made before it is printed.

    ``as_of`` is the moment of its figures, ``made_at`` that of the file; both are
    printed, and the same paper gives the same file. ``mark`` stands large on each page
    of what is not yet, or not really, a paper («BẢN NHÁP»). ``seal`` is the signature of
    the portal over what the paper says (:mod:`documents.signing`), printed and carried
    by the QR.
    """

    letterhead: Letterhead
    body: tuple[Block, ...]
    made_at: datetime
    as_of: datetime | None = None
    signature: Signature | None = None
    recipients: Recipients | None = None
    appendices: tuple[Appendix, ...] = ()
    code: str = ""
    mark: str = ""
    seal: str = ""

    def __post_init__(self) -> None:
        tables = [block for block in self.blocks() if isinstance(block, Table)]
        for block in self.blocks():
            if not isinstance(block, Chart) or block.source is None:
                continue
            if block.source not in tables:
                raise ValueError(
                    f"Chart {block.caption!r} shows a table that is not in the paper."
                )

    def blocks(self) -> Iterator[Block]:
        yield from self.body
        for appendix in self.appendices:
            yield from appendix.blocks

    @property
    def title(self) -> str:
        head = self.letterhead
        return " ".join(filter(None, [head.kind, head.subject]))
