"""A figure reads the same in all three files of one paper."""

import io
from datetime import datetime
from decimal import Decimal

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from documents import docx, pdf, xlsx
from documents.values import Format, show
from tests.documents import samples

TABLES = {
    "Bảng 1": samples.FORMS,
    "Bảng 2": samples.COMPLAINTS,
    "Biểu đồ 2": samples.DAYS.as_table(),
    "Bảng 3": samples.districts_table(),
}


@pytest.fixture(scope="module")
def in_word():
    document = Document(io.BytesIO(docx.render(samples.report())))
    return {
        tuple(cell.text for cell in row.cells)
        for table in document.tables
        for row in table.rows
    }


@pytest.fixture(scope="module")
def in_pdf():
    reader = PdfReader(io.BytesIO(pdf.render(samples.report())))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.fixture(scope="module")
def in_sheets():
    return load_workbook(io.BytesIO(xlsx.render(samples.report())))


def rows_of(table):
    return [*table.rows, *([table.total] if table.total else [])]


@pytest.mark.parametrize("label", TABLES)
def test_every_row_is_the_same_in_word_pdf_and_sheet(label, in_word, in_pdf, in_sheets):
    table = TABLES[label]
    sheet = in_sheets[label]

    for at, row in enumerate(rows_of(table)):
        shown = table.shown(row)
        assert tuple(shown) in in_word
        assert " ".join(" ".join(shown).split()) in in_pdf
        assert [
            as_printed(cell, column)
            for cell, column in zip(sheet[at + 5], table.columns, strict=True)
        ] == shown


def test_key_figures_are_the_same_in_word_pdf_and_sheet(in_word, in_pdf, in_sheets):
    figures = next(
        block.figures
        for block in samples.report().body
        if type(block).__name__ == "KeyFigures"
    )
    cells = [text for row in in_word for text in row]
    cover = {
        row[0]: row[1] for row in in_sheets["Thông tin"].iter_rows(values_only=True)
    }

    for figure in figures:
        assert any(
            text.split("\n")[0] == figure.shown and figure.label in text
            for text in cells
        )
        assert figure.shown in in_pdf
        held = Decimal(str(cover[figure.label]))
        if figure.format is Format.PERCENT:
            held *= 100
        assert show(held, figure.format) == figure.shown


def as_printed(cell, column):
    """Return what a cell of a sheet shows, from its value and its number format."""
    value = cell.value
    if value is None:
        # An unknown figure is an empty cell, and so is a text that is empty.
        return "–" if column.format.is_number and cell.row > 5 else ""
    if isinstance(value, str | datetime):
        return value
    number = Decimal(str(value))
    if cell.number_format.endswith("%"):
        decimals = len(cell.number_format.partition(".")[2].rstrip("%"))
        return show(number * 100, Format.PERCENT, places=decimals)
    assert cell.number_format == "#,##0"
    return show(number, column.format)
