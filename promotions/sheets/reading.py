"""Reading a sheet row by row: XLSX through calamine, CSV through the standard library."""

import zipfile
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from promotions.sheets import csv_rows
from promotions.sheets.columns import (
    HEADING_ROWS,
    Heading,
    NoHeadings,
    find_heading,
    unknown_headings,
)
from promotions.sheets.dangers import SheetKind, kind_of
from promotions.sheets.trouble import SheetRefused, damaged
from promotions.sheets.worksheet import Share, Worksheet, look_through

EMPTY_RUN = 2_000
"""After so many empty rows the sheet is over, however long it claims to be."""
SHEETS_TRIED = 10
PROPERTIES = "docProps/custom.xml"
PART_MARK = "thanhhoa-ecom-wrong-rows"
"""Stands in the properties of a workbook that holds the wrong rows alone."""

Cells = Sequence[object]


@dataclass
class Sheet:
    """An open sheet. ``rows`` gives (row number as in the file, from 1; its cells)."""

    kind: SheetKind
    title: str
    heading: Heading
    heading_cells: Cells
    expected: int
    rows: Iterator[tuple[int, Cells]]
    unknown: list[str] = field(default_factory=list)
    is_part: bool = False


@contextmanager
def opened(path: Path) -> Iterator[Sheet]:
    """Open the file and find its headings. Raises ``SheetRefused``."""
    if kind_of(path) is SheetKind.XLSX:
        yield _xlsx(path)
        return
    with csv_rows.opened(path) as (expected, rows):
        yield _sheet(SheetKind.CSV, "", expected, rows)


def _xlsx(path: Path) -> Sheet:
    """Return the first visible sheet that has headings we know."""
    refused: SheetRefused | None = None
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        names = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.visible is SheetVisibleEnum.Visible
            and sheet.typ is SheetTypeEnum.WorkSheet
        ]
        for name in names[:SHEETS_TRIED]:
            try:
                return _worksheet(path, workbook, name)
            except NoHeadings as none_here:
                refused = refused or none_here
    except CalamineError:
        raise SheetRefused(damaged()) from None
    except BaseException as error:
        # The reader is written in Rust; its panic is no ``Exception`` of Python.
        if type(error).__name__ == "PanicException":
            raise SheetRefused(damaged()) from None
        raise
    raise refused or SheetRefused(_("The workbook has no visible sheet."))


def _worksheet(path: Path, workbook: CalamineWorkbook, name: str) -> Sheet:
    about = look_through(path, name)
    calamine = workbook.get_sheet_by_name(name)
    rows = _as_in_the_file(calamine, about)
    sheet = _sheet(SheetKind.XLSX, name, calamine.total_height, rows)
    _refuse_merged(calamine, sheet.heading)
    sheet.is_part = _is_part(path)
    if shares := about.shares.get(sheet.heading.places.get("discount_percent", -1)):
        place = sheet.heading.places["discount_percent"]
        sheet.rows = _with_shares(sheet.rows, place, shares)
    return sheet


def _sheet(kind: SheetKind, title: str, expected: int, rows: Iterator[Cells]) -> Sheet:
    head = list(islice(rows, HEADING_ROWS))
    heading = find_heading(head)
    rest = chain(head[heading.row + 1 :], rows)
    return Sheet(
        kind=kind,
        title=title,
        heading=heading,
        heading_cells=head[heading.row],
        expected=max(0, expected - heading.row - 1),
        rows=_not_empty(rest, first=heading.row + 2),
        unknown=unknown_headings(heading, head[heading.row]),
    )


def _is_part(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        if PROPERTIES not in archive.namelist():
            return False
        return PART_MARK.encode() in archive.read(PROPERTIES)


def _as_in_the_file(sheet: CalamineSheet, about: Worksheet) -> Iterator[Cells]:
    """Give each row from column A on, with the errors that calamine leaves out."""
    left: Cells = [""] * (sheet.start[1] if sheet.start else 0)
    special = about.special_rows
    for number, cells in enumerate(sheet.iter_rows()):
        row = [*left, *cells] if left else cells
        if number in special:
            row = [*row]
            for place, value in special[number]:
                row += [""] * (place + 1 - len(row))
                row[place] = value
        yield row


def _with_shares(
    rows: Iterator[tuple[int, Cells]], place: int, shown_as_percent: Container[int]
) -> Iterator[tuple[int, Cells]]:
    for number, cells in rows:
        cell = cells[place] if place < len(cells) else None
        if number - 1 in shown_as_percent and isinstance(cell, float):
            yield number, [*cells[:place], Share(cell), *cells[place + 1 :]]
        else:
            yield number, cells


def _not_empty(rows: Iterator[Cells], *, first: int) -> Iterator[tuple[int, Cells]]:
    empty = given = 0
    for number, cells in enumerate(rows, start=first):
        if any(cell not in ("", None) for cell in cells):
            empty = 0
            given += 1
            if given > settings.SHEET_MAX_ROWS:
                raise SheetRefused(
                    _("The sheet has more than %(limit)s rows. Please divide it.")
                    % {"limit": f"{settings.SHEET_MAX_ROWS:,}".replace(",", ".")}
                )
            yield number, cells
            continue
        empty += 1
        if empty >= EMPTY_RUN:
            return


def _refuse_merged(sheet: CalamineSheet, heading: Heading) -> None:
    """Cells merged over several rows hide values; above the rows they are a title."""
    for (top, _left), (bottom, _right) in sheet.merged_cell_ranges or []:
        if bottom > max(top, heading.row):
            raise SheetRefused(
                _(
                    "Cells of the rows %(top)d to %(bottom)d are merged. Please undo "
                    "it, so that every row has its own values."
                )
                % {"top": top + 1, "bottom": bottom + 1}
            )
