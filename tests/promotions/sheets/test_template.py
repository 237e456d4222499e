import io

import openpyxl
import pytest

from promotions.law.loading import load_law
from promotions.sheets import template
from promotions.sheets.columns import COLUMNS, find_heading
from promotions.sheets.judging import RowJudge
from promotions.sheets.rows import RowReader
from tests.promotions.factories import PromotionFactory

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


def test_template_has_examples_and_says_how_to_write_each_column():
    workbook = openpyxl.load_workbook(io.BytesIO(template.xlsx()))

    assert workbook.sheetnames == ["Hàng hoá", "Ví dụ", "Hướng dẫn", "Nhóm hàng"]
    assert workbook["Hàng hoá"].max_row == 1
    assert workbook["Hàng hoá"].freeze_panes == "B2"
    explained = [row[0].value for row in workbook["Hướng dẫn"].iter_rows(min_row=5)]
    assert explained == [str(column.title) for column in COLUMNS]


def test_examples_are_goods_the_law_does_not_object_to(settings):
    settings.PORTAL_CLOCK = "2024-11-18T09:00+07:00"
    load_law()
    dossier = PromotionFactory(declared=True, item=None, forms=["discount", "gift"])
    workbook = openpyxl.load_workbook(io.BytesIO(template.xlsx()))
    examples = list(workbook["Ví dụ"].values)
    heading = find_heading(examples)
    reader, judge = RowReader(heading), RowJudge(dossier, at=dossier.saved_at)

    for number, cells in enumerate(examples[1:], start=2):
        facts, problems = reader.read([cell or "" for cell in cells])
        assert problems == []
        found = judge.judge(facts, position=number)
        assert [problem for problem in found if problem.is_error] == []
