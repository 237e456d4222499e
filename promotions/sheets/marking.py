"""The merchant's own workbook given back: wrong cells red, with what to do as comment.

A workbook of up to ``OWN_ROWS`` rows comes back as it was, with marks. Of a larger one,
and of a CSV file, the wrong rows come back in a new workbook under their own headings.
Either is ready to be sent again: the column of remarks is read past, and rows that are
in the dossier already are recognised.
"""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.exceptions import InvalidFileException

from promotions.sheets.columns import REMARKS
from promotions.sheets.dangers import SheetKind
from promotions.sheets.reading import Sheet
from promotions.sheets.rows import Problem

OWN_ROWS = 3_000
MARKED_ROWS = 20_000
"""So many wrong rows are given back; who has more has one mistake many times."""
RED, AMBER = "FFFDECEA", "FFFFF1D6"
AUTHOR = "Sở Công Thương Thanh Hoá"
COMMENT_CHARACTERS = 900


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A row to be put right: its number in the file, its cells, what is wrong."""

    number: int
    cells: Sequence[object]
    problems: Sequence[Problem]


def marked(path: Path, sheet: Sheet, rows: Sequence[WrongRow], *, count: int) -> bytes:
    """Return the workbook to give back; ``count`` is how many rows the file had."""
    if sheet.kind is SheetKind.XLSX and count <= OWN_ROWS:
        try:
            return _own(path, sheet, rows)
        except (InvalidFileException, KeyError, ValueError, TypeError):
            # What calamine reads and openpyxl does not comes back as a new workbook.
            return _anew(sheet, rows)
    return _anew(sheet, rows)


def _own(path: Path, sheet: Sheet, rows: Sequence[WrongRow]) -> bytes:
    with path.open("rb") as file:
        workbook = openpyxl.load_workbook(file)
    page = workbook[sheet.title]
    top = sheet.heading.row + 1
    remarks = _remarks_place(sheet)
    page.cell(row=top, column=remarks + 1, value=str(REMARKS))
    fills = {
        True: PatternFill("solid", start_color=RED),
        False: PatternFill("solid", start_color=AMBER),
    }
    for row in rows:
        for field, told in _by_field(row).items():
            place = sheet.heading.places.get(field, remarks)
            cell = page.cell(row=row.number, column=place + 1)
            cell.fill = fills[any(problem.is_error for problem in told)]
            cell.comment = Comment(_sentences(told), AUTHOR, height=120, width=320)
        page.cell(row=row.number, column=remarks + 1, value=_sentences(row.problems))
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        workbook.save(file.name)
        return Path(file.name).read_bytes()


def _anew(sheet: Sheet, rows: Sequence[WrongRow]) -> bytes:
    handle, name = tempfile.mkstemp(suffix=".xlsx")
    os.close(handle)
    try:
        workbook = xlsxwriter.Workbook(
            name,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
            },
        )
        page = workbook.add_worksheet(sheet.title[:31] or "Hàng hoá")
        bold = workbook.add_format({"bold": True, "bg_color": "#F3ECE1"})
        fills = {
            True: workbook.add_format({"bg_color": f"#{RED[2:]}"}),
            False: workbook.add_format({"bg_color": f"#{AMBER[2:]}"}),
        }
        remarks = _remarks_place(sheet)
        page.freeze_panes(1, 0)
        page.set_column(0, remarks, 18)
        page.set_column(remarks, remarks, 60)
        for place, title in enumerate(sheet.heading_cells):
            page.write(0, place, str(title), bold)
        page.write_string(0, remarks, str(REMARKS), bold)
        for at, row in enumerate(rows, start=1):
            told = {
                sheet.heading.places.get(field, remarks): problems
                for field, problems in _by_field(row).items()
            }
            for place, cell in enumerate(row.cells[:remarks]):
                marks = told.get(place)
                style = fills[any(p.is_error for p in marks)] if marks else None
                _write(page, at, place, cell, style)
                if marks:
                    page.write_comment(at, place, _sentences(marks))
            page.write_string(at, remarks, _sentences(row.problems))
        workbook.close()
        return Path(name).read_bytes()
    finally:
        Path(name).unlink(missing_ok=True)


def _write(page: object, row: int, place: int, cell: object, style: object) -> None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        page.write_number(row, place, cell, style)  # type: ignore[attr-defined]
    elif cell in ("", None):
        page.write_blank(row, place, None, style)  # type: ignore[attr-defined]
    else:
        page.write_string(row, place, str(cell), style)  # type: ignore[attr-defined]


def _remarks_place(sheet: Sheet) -> int:
    """Return the column of remarks: the one of an earlier return, else a new one."""
    title = str(REMARKS)
    for place, cell in enumerate(sheet.heading_cells):
        if str(cell).strip() == title:
            return place
    return len(sheet.heading_cells)


def _by_field(row: WrongRow) -> dict[str, list[Problem]]:
    told: dict[str, list[Problem]] = {}
    for problem in row.problems:
        told.setdefault(problem.field, []).append(problem)
    return told


def _sentences(problems: Sequence[Problem]) -> str:
    texts = [f"{p.message} ({p.source})" if p.source else p.message for p in problems]
    return " ".join(dict.fromkeys(texts))[:COMMENT_CHARACTERS]
