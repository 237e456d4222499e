"""Reading a sheet row by row: XLSX through calamine, CSV through the standard library."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from django.utils.translation import gettext as _

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from promotions.sheets.columns import (
    HEADING_ROWS,
    Heading,
    find_heading,
    unknown_headings,
)
from promotions.sheets.dangers import SheetKind, kind_of
from promotions.sheets.trouble import SheetRefused

MAX_ROWS = 200_000
EMPTY_RUN = 2_000
"""After so many empty rows the sheet is over, however long it claims to be."""
SEPARATORS = ";,\t"

Cells = Sequence[object]


@dataclass
class Sheet:
    """An open sheet. ``rows`` gives (row number as in the file, from 1; its cells)."""

    kind: SheetKind
    title: str
    heading: Heading
    heading_cells: Cells
    unknown: list[str]
    expected: int
    rows: Iterator[tuple[int, Cells]]


@contextmanager
def opened(path: Path) -> Iterator[Sheet]:
    """Open the file and find its headings. Raises ``SheetRefused``."""
    kind = kind_of(path)
    if kind is SheetKind.XLSX:
        title, expected, rows = _xlsx(path)
    else:
        title, expected, rows = _csv(path)
    head = list(islice(rows, HEADING_ROWS))
    heading = find_heading(head)
    rest = chain(head[heading.row + 1 :], rows)
    yield Sheet(
        kind=kind,
        title=title,
        heading=heading,
        heading_cells=head[heading.row],
        unknown=unknown_headings(heading, head[heading.row]),
        expected=max(0, expected - heading.row - 1),
        rows=_not_empty(rest, first=heading.row + 2),
    )


def _not_empty(rows: Iterator[Cells], *, first: int) -> Iterator[tuple[int, Cells]]:
    empty = given = 0
    for number, cells in enumerate(rows, start=first):
        if any(cell not in ("", None) for cell in cells):
            empty = 0
            given += 1
            if given > MAX_ROWS:
                raise SheetRefused(
                    _("The sheet has more than %(limit)s rows. Please divide it.")
                    % {"limit": f"{MAX_ROWS:,}".replace(",", ".")}
                )
            yield number, cells
            continue
        empty += 1
        if empty >= EMPTY_RUN:
            return


def _xlsx(path: Path) -> tuple[str, int, Iterator[Cells]]:
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        names = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.visible is SheetVisibleEnum.Visible
        ]
        if not names:
            raise SheetRefused(_("The workbook has no visible sheet."))
        sheet = workbook.get_sheet_by_name(names[0])
    except CalamineError:
        raise SheetRefused(
            _("The file is damaged. Please save the sheet again and send the new file.")
        ) from None
    _refuse_merged(sheet.merged_cell_ranges or [])
    first_row = sheet.start[0] if sheet.start else 0
    blank: Iterator[Cells] = ([] for _row in range(first_row))
    return names[0], sheet.total_height, chain(blank, sheet.iter_rows())


def _refuse_merged(ranges: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Cells merged over several rows hide values; in one row they are a title."""
    for (top, _left), (bottom, _right) in ranges:
        if bottom > top:
            raise SheetRefused(
                _(
                    "Cells of the rows %(top)d to %(bottom)d are merged. Please undo "
                    "it, so that every row has its own values."
                )
                % {"top": top + 1, "bottom": bottom + 1}
            )


def _csv(path: Path) -> tuple[str, int, Iterator[Cells]]:
    text = _decoded(path.read_bytes())
    first = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)

    def cells() -> Iterator[Cells]:
        try:
            for row in rows:
                yield list(row)
        except csv.Error:
            raise SheetRefused(
                _("The CSV file is damaged near row %(row)d.") % {"row": rows.line_num}
            ) from None

    return "", text.count("\n") + 1, cells()


def _decoded(content: bytes) -> str:
    is_utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise SheetRefused(
            _(
                "The Vietnamese letters of this file cannot be read. In Excel choose "
                "“Save as” and then “CSV UTF-8”, or send the .xlsx file."
            )
        ) from None
