"""The first sheet: what the workbook belongs to, its code, key figures, definitions."""

from typing import Any

from documents import codes, layout
from documents.blocks import (
    Align,
    Column,
    Definitions,
    KeyFigure,
    KeyFigures,
    Paper,
    Table,
)
from documents.values import clean
from documents.xlsx_cells import Faces, height_of, write_text, write_value

NAME = "Thông tin"
_WIDTHS = (32, 20, 20, 48)
_LAST = len(_WIDTHS) - 1
_A4 = 9


def add_cover(
    book: Any, faces: Faces, paper: Paper, sheets: list[tuple[str, Table]]
) -> None:
    sheet = book.add_worksheet(NAME)
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    writer = _Writer(sheet, faces)
    head = paper.letterhead
    writer.line(clean(head.parent), faces.text)
    writer.line(clean(head.issuer), faces.bold)
    writer.skip()
    writer.line(clean(head.kind), faces.title)
    writer.line(clean(head.subject), faces.title)
    for line in layout.proof_lines(paper):
        writer.line(line, faces.note)
    if paper.code:
        writer.pair(layout.CODE, paper.code)
        writer.pair(layout.VERIFIED_AT, codes.address(paper.code))
    writer.figures(paper)
    writer.contents(sheets)
    writer.definitions(paper)


class _Writer:
    """Writes down the sheet row by row; a row once left cannot be changed."""

    def __init__(self, sheet: Any, faces: Faces) -> None:
        self.sheet, self.faces = sheet, faces
        self.row = 0

    def skip(self) -> None:
        self.row += 1

    def line(self, text: str, face: Any) -> None:
        if text:
            self._across(text, face, first=0)
            self.row += 1

    def pair(self, name: str, text: str, face: Any = None) -> None:
        self.sheet.write_string(self.row, 0, clean(name), self.faces.bold)
        self._across(text, face or self.faces.text, first=1)
        self.row += 1

    def _across(self, text: str, face: Any, *, first: int) -> None:
        shown = clean(text)
        self.sheet.set_row(self.row, height_of([(shown, float(sum(_WIDTHS[first:])))]))
        self.sheet.merge_range(self.row, first, self.row, _LAST, "", face)
        self.sheet.write_string(self.row, first, shown, face)

    def figures(self, paper: Paper) -> None:
        found = [
            figure
            for block in paper.blocks()
            if isinstance(block, KeyFigures)
            for figure in block.figures
        ]
        if found:
            self._heading("Chỉ tiêu chính")
        for figure in found:
            self._figure(figure)

    def _figure(self, figure: KeyFigure) -> None:
        column = Column(
            title="", format=figure.format, places=figure.places, align=Align.LEFT
        )
        look = {"text_wrap": True, "valign": "top"}
        self.sheet.set_row(self.row, height_of([(figure.label, _WIDTHS[0])]))
        write_text(self.sheet, (self.row, 0), figure.label, self.faces, **look)
        write_value(
            self.sheet,
            (self.row, 1),
            figure.value,
            column,
            self.faces,
            bold=True,
            border=0,
        )
        write_text(self.sheet, (self.row, 2), figure.unit, self.faces)
        write_text(self.sheet, (self.row, 3), figure.code, self.faces)
        self.row += 1

    def contents(self, sheets: list[tuple[str, Table]]) -> None:
        if sheets:
            self._heading("Các bảng số liệu")
        for name, table in sheets:
            address = f"internal:'{name}'!A1"
            self.sheet.set_row(self.row, height_of([(table.caption, sum(_WIDTHS[1:]))]))
            self.sheet.merge_range(self.row, 1, self.row, _LAST, "", self.faces.text)
            self.sheet.write_url(self.row, 0, address, self.faces.link, name)
            self.sheet.write_string(self.row, 1, clean(table.caption), self.faces.text)
            self.row += 1

    def definitions(self, paper: Paper) -> None:
        for block in paper.blocks():
            if not isinstance(block, Definitions):
                continue
            self._heading(clean(block.title))
            for item in block.items:
                self.pair(item.code, item.text)

    def _heading(self, text: str) -> None:
        self.skip()
        self.line(text, self.faces.bold)
