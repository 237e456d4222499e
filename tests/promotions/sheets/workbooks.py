"""Sheets made on the spot; none is kept in the repository."""

import io
import zipfile
from collections import namedtuple

import openpyxl
import xlsxwriter

from promotions.sheets.columns import COLUMNS

SHEET_PART = "xl/worksheets/sheet1.xml"
Formula = namedtuple("Formula", "text value")


def good(name="Nem chua", **changes):
    row = {
        "name": name,
        "group": "food",
        "brand": "Bà Năm",
        "unit": "kg",
        "quantity": 10,
        "before": 200_000,
        "now": 120_000,
        "percent": None,
    }
    return list({**row, **changes}.values())


def xlsx(*rows, headings=None, above=(), change=None):
    """Return a workbook's bytes; ``change`` may alter it before it is saved."""
    workbook = openpyxl.Workbook()
    page = workbook.active
    page.title = "Hàng hoá"
    for row in (*above, headings or titles(), *rows):
        page.append(row)
    if change:
        change(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def titles():
    wanted = (
        "name",
        "goods_group",
        "brand",
        "unit_of_measure",
        "quantity",
        "price_before_vnd",
        "price_now_vnd",
        "discount_percent",
    )
    by_field = {column.field: str(column.title) for column in COLUMNS}
    return [by_field[field] for field in wanted]


def csv(*rows, separator=";", encoding="utf-8-sig"):
    lines = [titles(), *rows]
    text = "\r\n".join(
        separator.join("" if cell is None else str(cell) for cell in line)
        for line in lines
    )
    return text.encode(encoding)


def zip_of(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def written(*rows):
    """Return a workbook whose formulas have a value, as Excel saves them."""
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out)
    page = workbook.add_worksheet("Hàng hoá")
    for number, row in enumerate([titles(), *rows]):
        for place, cell in enumerate(row):
            if isinstance(cell, Formula):
                page.write_formula(number, place, cell.text, value=cell.value)
            else:
                page.write(number, place, cell)
    workbook.close()
    return out.getvalue()


def changed_part(content, name, change):
    """Return the workbook with the text of one part changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for part in before.namelist():
            text = before.read(part)
            if part == name:
                text = change(text.decode()).encode()
            after.writestr(part, text)
    return out.getvalue()
