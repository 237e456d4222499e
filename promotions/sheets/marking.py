"""The merchant's own workbook given back: wrong cells red, with what to do as comment.

A workbook of ordinary size comes back as it was, with marks. Of a larger one, and of a
CSV file, the wrong rows come back in a new workbook under their own headings. Either is
ready to be sent again: marks and remarks of an earlier return are cleared, and rows that
are in the dossier already are recognised.
"""

import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from promotions.sheets.columns import REMARKS, is_remarks
from promotions.sheets.dangers import SheetKind
from promotions.sheets.reading import PART_MARK, Sheet
from promotions.sheets.rows import Problem
from promotions.sheets.worksheet import Share

OWN_UNPACKED_BYTES = 4 * 1024 * 1024
"""How large a workbook may be inside to be opened whole: about 4,000 rows of goods."""
MARKED_ROWS = 20_000
"""So many wrong rows are given back; who has more has one mistake many times."""
COMMENTED_ROWS = 2_000
"""So many of them with comments at the cells; the others with the remark alone."""
RED, AMBER = "FFFDECEA", "FFFFF1D6"
AUTHOR = "Sở Công Thương Thanh Hoá"
COMMENT_CHARACTERS = 900
CELL_CHARACTERS = 32_000


@dataclass(frozen=True, slots=True)
class WrongRow:
    """A row to be put right: its number in the file, its cells, what is wrong."""

    number: int
    cells: Sequence[object]
    problems: Sequence[Problem]


def marked(path: Path, sheet: Sheet, rows: Sequence[WrongRow]) -> bytes:
    """Return the workbook to give back, with ``rows`` marked in it."""
    if sheet.kind is SheetKind.XLSX and _is_ordinary(path):
        try:
            return _own(path, sheet, rows)
        except (InvalidFileException, KeyError, ValueError, TypeError, AttributeError):
            # What calamine reads and openpyxl does not comes back as a new workbook.
            return _anew(sheet, rows)
    return _anew(sheet, rows)


def _is_ordinary(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        return sum(part.file_size for part in archive.infolist()) <= OWN_UNPACKED_BYTES


def _own(path: Path, sheet: Sheet, rows: Sequence[WrongRow]) -> bytes:
    with path.open("rb") as file:
        workbook = openpyxl.load_workbook(file)
    page = workbook[sheet.title]
    remarks = _remarks_place(sheet)
    _clear(page, below=sheet.heading.row + 1, remarks=remarks)
    title = page.cell(row=sheet.heading.row + 1, column=remarks + 1, value=str(REMARKS))
    page.column_dimensions[title.column_letter].width = 60
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
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as out:
        workbook.save(out.name)
        return Path(out.name).read_bytes()


def _clear(page: Worksheet, *, below: int, remarks: int) -> None:
    """Take away the marks of an earlier return, and nothing of the merchant's."""
    for cells in page.iter_rows(min_row=below + 1):
        for cell in cells:
            if cell.comment is not None and cell.comment.author == AUTHOR:
                cell.comment = None
                if cell.fill.start_color.rgb in {RED, AMBER}:
                    cell.fill = PatternFill()
            if cell.column == remarks + 1:
                cell.value = None


def _anew(sheet: Sheet, rows: Sequence[WrongRow]) -> bytes:
    with tempfile.TemporaryDirectory(prefix="sheet-") as folder:
        path = Path(folder) / "rows.xlsx"
        workbook = xlsxwriter.Workbook(
            path,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "tmpdir": folder,
            },
        )
        workbook.set_custom_property(PART_MARK, "1")
        _write_rows(workbook, sheet, rows)
        workbook.close()
        return path.read_bytes()


def _write_rows(workbook: Any, sheet: Sheet, rows: Sequence[WrongRow]) -> None:
    page = workbook.add_worksheet(sheet.title[:31] or "Hàng hoá")
    bold = workbook.add_format({"bold": True, "bg_color": "#F3ECE1"})
    styles = _Styles(workbook)
    remarks = _remarks_place(sheet)
    page.freeze_panes(1, 0)
    page.set_column(0, remarks, 18)
    page.set_column(remarks, remarks, 60)
    for place, title in enumerate(sheet.heading_cells):
        page.write_string(0, place, str(title), bold)
    page.write_string(0, remarks, str(REMARKS), bold)
    for at, row in enumerate(rows, start=1):
        told = {
            sheet.heading.places.get(field, remarks): problems
            for field, problems in _by_field(row).items()
        }
        for place, cell in enumerate(row.cells[:remarks]):
            marks = told.get(place, [])
            _write(page, at, place, cell, styles.of(cell, marks))
            if marks and at <= COMMENTED_ROWS:
                page.write_comment(at, place, _sentences(marks), {"author": AUTHOR})
        page.write_string(at, remarks, _sentences(row.problems))


class _Styles:
    """Red, amber or no ground; what Excel showed as a percent stays one."""

    def __init__(self, workbook: Any) -> None:
        grounds = {True: f"#{RED[2:]}", False: f"#{AMBER[2:]}", None: None}
        self.formats = {
            (is_error, is_share): workbook.add_format(
                {
                    **({"bg_color": ground} if ground else {}),
                    **({"num_format": "0.##%"} if is_share else {}),
                }
            )
            for is_error, ground in grounds.items()
            for is_share in (True, False)
        }

    def of(self, cell: object, marks: Sequence[Problem]) -> Any:
        is_error = any(problem.is_error for problem in marks) if marks else None
        return self.formats[is_error, isinstance(cell, Share)]


def _write(page: Any, row: int, place: int, cell: object, style: Any) -> None:
    if isinstance(cell, bool):
        page.write_boolean(row, place, cell, style)
    elif isinstance(cell, int | float):
        page.write_number(row, place, cell, style)
    elif cell in ("", None):
        page.write_blank(row, place, None, style)
    else:
        page.write_string(row, place, str(cell)[:CELL_CHARACTERS], style)


def _remarks_place(sheet: Sheet) -> int:
    """Return the column of remarks: the one of an earlier return, else a new one."""
    for place, cell in enumerate(sheet.heading_cells):
        if is_remarks(cell):
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
