"""The figures of a paper as XLSX: a sheet for each table, with charts Excel draws.

Text is always written as text and never as a formula, a link or a number, so what a
merchant typed cannot act in the office of who opens it. Rows are written one after
another and leave memory at once. The same paper gives the same bytes.
"""

import io
from dataclasses import dataclass
from datetime import UTC
from typing import Any

import xlsxwriter

from documents import layout, xlsx_charts
from documents.blocks import Chart, Paper, Table
from documents.numbering import PlacedPaper, number
from documents.values import Value, clean
from documents.xlsx_cells import Faces, height_of, write_value
from documents.xlsx_cover import add_cover

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd/mm/yyyy",
}
_TITLE_ROW, _UNIT_ROW, _HEAD_ROW = 0, 1, 3
_LETTERS_IN_A_SHEET = 120
_NARROWEST = 6
_A4 = 9


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with the name of its sheet and the charts that show it."""

    name: str
    label: str
    table: Table
    charts: tuple[tuple[str, Chart], ...]


def render(paper: Paper) -> bytes:
    """Return the tables of the paper as XLSX bytes."""
    out = io.BytesIO()
    sheets = sheets_of(number(paper))
    with xlsxwriter.Workbook(out, _OPTIONS) as book:
        book.set_properties(
            {
                "title": clean(paper.title)[:255],
                "author": clean(paper.letterhead.issuer)[:255],
                "keywords": paper.code,
                "created": paper.made_at.astimezone(UTC).replace(tzinfo=None),
            }
        )
        faces = Faces(book)
        add_cover(book, faces, paper, [(one.name, one.table) for one in sheets])
        for one in sheets:
            _add_sheet(book, faces, one)
    return out.getvalue()


def sheets_of(placed: PlacedPaper) -> list[Sheet]:
    """Return one sheet for each table and each chart with figures of its own."""
    shown: list[tuple[str, Table]] = []
    charts: dict[int, list[tuple[str, Chart]]] = {}
    for item in placed.placed():
        if isinstance(item.block, Table):
            shown.append((item.label, item.block))
        elif isinstance(item.block, Chart):
            at = _place_of_source(shown, item.block)
            if at is None:
                shown.append((item.label, item.block.as_table()))
                at = len(shown) - 1
            charts.setdefault(at, []).append((item.label, item.block))
    return [
        Sheet(label, label, table, tuple(charts.get(at, ())))
        for at, (label, table) in enumerate(shown)
    ]


def _place_of_source(shown: list[tuple[str, Table]], chart: Chart) -> int | None:
    for at, (_, table) in enumerate(shown):
        if chart.source is not None and table == chart.source:
            return at
    return None


def _add_sheet(book: xlsxwriter.Workbook, faces: Faces, one: Sheet) -> None:
    sheet = book.add_worksheet(one.name)
    table = one.table
    _lay_out(sheet, table)
    sheet.write_string(
        _TITLE_ROW, 0, f"{one.label}. {clean(table.caption)}", faces.title
    )
    if table.unit:
        unit = f"{layout.UNIT}: {clean(table.unit)}"
        sheet.write_string(_UNIT_ROW, 0, unit, faces.note)
    widths = widths_of(table)
    heading = titles(table)
    sheet.set_row(_HEAD_ROW, height_of(zip(heading, widths, strict=True)))
    for at, title in enumerate(heading):
        sheet.write_string(_HEAD_ROW, at, title, faces.head)
    row = _HEAD_ROW
    for row, values in enumerate(table.rows, start=_HEAD_ROW + 1):
        _write_row(sheet, row, values, table, faces)
    last = row
    if table.total:
        row += 1
        _write_row(sheet, row, table.total, table, faces, bold=True)
    if table.note:
        sheet.write_string(row + 2, 0, clean(table.note), faces.note)
    sheet.autofilter(_HEAD_ROW, 0, max(last, _HEAD_ROW), len(table.columns) - 1)
    rows = xlsx_charts.Rows(one.name, _HEAD_ROW, last)
    for at, (label, chart) in enumerate(one.charts):
        drawn = xlsx_charts.native(book, chart, label=label, rows=rows)
        sheet.insert_chart(row + 4 + at * xlsx_charts.ROWS_HIGH, 0, drawn)


def titles(table: Table) -> list[str]:
    """Return one title a column, so that a sheet can be sorted and filtered."""
    return [
        clean(f"{column.group}: {column.title}" if column.group else column.title)
        for column in table.columns
    ]


def widths_of(table: Table) -> list[float]:
    """Return the widths of the columns in letters."""
    whole = sum(column.width for column in table.columns)
    return [
        max(_NARROWEST, round(_LETTERS_IN_A_SHEET * column.width / whole, 1))
        for column in table.columns
    ]


def _lay_out(sheet: Any, table: Table) -> None:
    for at, width in enumerate(widths_of(table)):
        sheet.set_column(at, at, width)
    sheet.freeze_panes(_HEAD_ROW + 1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    if table.landscape or len(table.columns) > layout.MANY_COLUMNS:
        sheet.set_landscape()


def _write_row(
    sheet: Any,
    row: int,
    values: tuple[Value, ...],
    table: Table,
    faces: Faces,
    *,
    bold: bool = False,
) -> None:
    texts = zip(table.shown(values), widths_of(table), strict=True)
    sheet.set_row(row, height_of(texts))
    for at, (value, column) in enumerate(zip(values, table.columns, strict=True)):
        write_value(sheet, (row, at), value, column, faces, bold=bold)
