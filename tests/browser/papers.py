"""The three files of a report, read as whoever receives them would."""

import hashlib
import io
from pathlib import Path

import docx
import openpyxl
import pypdf


def totals(path):
    """Return the numbers of the total row of each sheet that has one."""
    found = {}
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows(values_only=True):
            if "Tổng cộng" in row and sheet.title in {
                "Bảng 3",
                "Bảng 4",
                "Bảng 5",
                "Bảng 6",
            }:
                found[sheet.title] = [cell for cell in row if isinstance(cell, int)]
    return found


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_docx(path: Path) -> str:
    paper = docx.Document(str(path))
    cells = [
        cell.text for table in paper.tables for row in table.rows for cell in row.cells
    ]
    return "\n".join([*(line.text for line in paper.paragraphs), *cells])


def read_pdf(path: Path) -> str:
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()))
    return "\n".join(page.extract_text() for page in reader.pages)


READERS = {".docx": read_docx, ".pdf": read_pdf}
