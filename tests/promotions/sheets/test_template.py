import io

import openpyxl
import pytest

from promotions.sheets import template
from promotions.sheets.columns import COLUMNS, find_heading

pytestmark = pytest.mark.django_db


def test_template_has_every_heading_and_lists_to_choose_from():
    workbook = openpyxl.load_workbook(io.BytesIO(template.xlsx()))
    page = workbook.worksheets[0]

    heading = find_heading([[cell.value for cell in page[1]]])

    assert set(heading.places) == {column.field for column in COLUMNS}
    lists = page.data_validations.dataValidation
    assert {str(v.sqref).split("2")[0] for v in lists} >= {"B", "J", "L", "M", "N"}


def test_csv_template_opens_with_vietnamese_letters():
    content = template.csv_file()

    assert content.startswith(b"\xef\xbb\xbf")
    heading = find_heading([content.decode("utf-8-sig").strip().split(";")])
    assert set(heading.places) == {column.field for column in COLUMNS}
