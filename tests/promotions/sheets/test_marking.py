"""What comes back: the merchant's own workbook, or the wrong rows alone."""

import io
from decimal import Decimal

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from promotions.enums import SheetMode, SheetState
from promotions.sheets import files, marking, result
from tests.promotions.sheets.jobs import checked, names, returned_workbook
from tests.promotions.sheets.workbooks import csv, good, xlsx

pytestmark = pytest.mark.django_db


def test_wrong_rows_stay_out_and_come_back_marked(dossier):
    job = checked(dossier, xlsx(good("Tốt"), good("Sai", before="hai trăm")))

    assert (job.accepted_count, job.wrong_count) == (1, 1)
    page = returned_workbook(job).active
    assert page["F3"].fill.start_color.rgb == marking.RED
    assert "đồng" in page["F3"].comment.text
    assert page["F2"].comment is None
    assert page["A2"].value == "Tốt"


def test_returned_workbook_is_ready_to_be_sent_again(dossier):
    job = checked(dossier, xlsx(good("Tốt"), good("Sai", before="hai trăm")))
    returned = returned_workbook(job)
    returned.active["F3"] = 200_000
    out = io.BytesIO()
    returned.save(out)

    again = checked(dossier, out.getvalue())

    assert (again.accepted_count, again.wrong_count, again.duplicate_count) == (1, 0, 1)
    assert names(dossier) == ["Tốt", "Sai"]


def test_marks_of_an_earlier_return_are_cleared(dossier):
    def paint(workbook):
        workbook.active["A3"].comment = Comment("của tôi", "Chủ cửa hàng")
        workbook.active["A3"].fill = PatternFill("solid", start_color="FF00FF00")

    job = checked(
        dossier, xlsx(good("Một", unit=""), good("Hai", unit=""), change=paint)
    )
    returned = returned_workbook(job)
    returned.active["D2"] = "kg"
    out = io.BytesIO()
    returned.save(out)

    page = returned_workbook(checked(dossier, out.getvalue())).active

    assert (page["D2"].comment, page["D2"].fill.fill_type) == (None, None)
    assert page["I2"].value is None
    assert page["D3"].comment is not None
    assert page["A3"].comment.text == "của tôi"
    assert page["A3"].fill.start_color.rgb == "FF00FF00"
    assert page["J1"].value is None


def test_only_wrong_rows_do_not_replace_the_goods(dossier, monkeypatch):
    monkeypatch.setattr(marking, "OWN_UNPACKED_BYTES", 1)
    job = checked(dossier, xlsx(good("Tốt"), good("Sai", unit="")))
    part = files.path_of(job.marked_file).read_bytes()

    again = checked(dossier, part, mode=SheetMode.REPLACE)

    assert again.state == SheetState.REFUSED
    assert "chỉ chứa các dòng sai" in again.problem
    assert names(dossier) == ["Tốt"]


def test_percent_stays_a_percent_in_what_comes_back(dossier, monkeypatch):
    def show_as_percent(workbook):
        workbook.active["H2"].number_format = "0%"

    monkeypatch.setattr(marking, "OWN_UNPACKED_BYTES", 1)
    content = xlsx(good("A", now=None, percent=0.4, unit=""), change=show_as_percent)
    returned = returned_workbook(checked(dossier, content))
    returned.active["D2"] = "kg"
    out = io.BytesIO()
    returned.save(out)

    checked(dossier, out.getvalue())

    assert dossier.items.get().discount_percent == Decimal(40)


def test_more_wrong_rows_than_are_given_back_are_counted(dossier, monkeypatch):
    monkeypatch.setattr(result, "MARKED_ROWS", 3)

    job = checked(dossier, csv(*[good(f"Hàng {n}", unit="") for n in range(60)]))

    assert (job.wrong_count, job.returned_count, len(job.samples)) == (60, 3, 50)
    assert returned_workbook(job).active.max_row == 4


@pytest.mark.parametrize("kind", ["csv", "large"])
def test_wrong_rows_of_csv_and_large_sheets_come_back_alone(dossier, monkeypatch, kind):
    rows = [good("Tốt"), good("Sai", now="ít thôi")]
    content = csv(*rows) if kind == "csv" else xlsx(*rows)
    monkeypatch.setattr(marking, "OWN_UNPACKED_BYTES", 1)

    job = checked(dossier, content)

    page = returned_workbook(job).active
    assert [page["A2"].value, page["A3"].value] == ["Sai", None]
    assert page["G2"].comment is not None
    again = checked(dossier, files.path_of(job.marked_file).read_bytes())
    assert (again.read_count, again.wrong_count) == (1, 1)
