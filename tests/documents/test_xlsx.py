import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from documents import xlsx
from documents.blocks import Column, Table
from documents.values import Format
from tests.documents import hostile, samples

HEAD_ROW = 4


def opened(paper):
    return load_workbook(io.BytesIO(xlsx.render(paper)))


def sheet_of(*columns, rows):
    table = Table(caption="x", columns=columns, rows=rows)
    paper = replace(samples.report(), body=(table,), appendices=())
    return opened(paper)["Bảng 1"]


@pytest.fixture(scope="module")
def sample():
    return opened(samples.report())


def test_each_table_and_each_chart_of_its_own_has_a_sheet(sample):
    assert sample.sheetnames == ["Thông tin", "Bảng 1", "Bảng 2", "Biểu đồ 2", "Bảng 3"]


def test_charts_are_drawn_by_the_office_beside_their_figures(sample):
    drawn = {name: len(sample[name]._charts) for name in sample.sheetnames}

    assert drawn == {
        "Thông tin": 0,
        "Bảng 1": 1,
        "Bảng 2": 0,
        "Biểu đồ 2": 1,
        "Bảng 3": 0,
    }
    series = sample["Biểu đồ 2"]._charts[0].series
    assert [one.val.numRef.f for one in series] == [
        "'Biểu đồ 2'!$B$5:$B$11",
        "'Biểu đồ 2'!$C$5:$C$11",
    ]
    share = sample["Bảng 1"]._charts[0].series[0]
    assert share.val.numRef.f == "'Bảng 1'!$C$5:$C$9"
    assert share.cat.strRef.f == "'Bảng 1'!$B$5:$B$9"
    assert [point.v for point in share.cat.strRef.strCache.pt] == [
        row[1] for row in samples.FORMS.rows
    ]


def test_grouped_columns_have_one_title_each(sample):
    titles = [cell.value for cell in sample["Bảng 2"][HEAD_ROW]]

    assert titles == [
        "Nhóm nội dung",
        "Tiếp nhận",
        "Đã giải quyết: Đúng hạn",
        "Đã giải quyết: Quá hạn",
        "Đang giải quyết",
        "Tỷ lệ đúng hạn",
    ]


def test_numbers_are_numbers_and_look_as_printed():
    sheet = sheet_of(
        Column(title="n", format=Format.COUNT),
        Column(title="p", format=Format.PERCENT),
        Column(title="d", format=Format.DECIMAL, places=2),
        Column(title="t", format=Format.DATE),
        Column(title="m", format=Format.MOMENT),
        rows=(
            (
                1_250_000,
                Decimal("12.54"),
                Decimal("0.255"),
                date(2024, 11, 29),
                datetime(2024, 11, 28, 17, 0, tzinfo=UTC),
            ),
            (None, Decimal(50), Decimal(2), None, None),
        ),
    )
    first, second = sheet[HEAD_ROW + 1], sheet[HEAD_ROW + 2]

    assert [cell.value for cell in first] == [
        1_250_000,
        0.125,
        0.26,
        datetime(2024, 11, 29),  # noqa: DTZ001 -- a sheet has no zones
        datetime(2024, 11, 29),  # noqa: DTZ001
    ]
    assert [cell.number_format for cell in first] == [
        "#,##0",
        "0.0%",
        "#,##0.00",
        "dd/mm/yyyy",
        "hh:mm dd/mm/yyyy",
    ]
    assert [cell.value for cell in second] == [None, 0.5, 2, None, None]
    assert second[1].number_format == "0%"


@pytest.mark.parametrize(
    ("value", "held"),
    [
        (999_999_999_999_999, 999_999_999_999_999),
        (10**15, "1.000.000.000.000.000"),
        (-(10**15) + 1, -999_999_999_999_999),
        (-(10**15), "−1.000.000.000.000.000"),
    ],
)
def test_a_number_too_long_for_a_sheet_is_written_in_full(value, held):
    sheet = sheet_of(Column(title="n", format=Format.DONG), rows=((value,),))

    assert sheet.cell(HEAD_ROW + 1, 1).value == held


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_text_is_never_a_formula_a_link_or_a_number(text):
    raw = xlsx.render(hostile.paper(text))
    book = load_workbook(io.BytesIO(raw))

    # Only the list of sheets on the cover leads somewhere, and only inside.
    kinds = {
        cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row
    }
    assert "f" not in kinds
    for name in zipfile.ZipFile(io.BytesIO(raw)).namelist():
        part = zipfile.ZipFile(io.BytesIO(raw)).read(name)
        if name.startswith("xl/worksheets/sheet"):
            assert b"<f>" not in part
        if name.endswith(".rels"):
            assert b'TargetMode="External"' not in part


@pytest.mark.parametrize("text", ["=1+1", "+84 912", "-5", "@SUM(A1)", "00123"])
def test_text_stays_as_it_was_typed_even_when_edited(text):
    cell = sheet_of(Column(title="x"), rows=((text,),)).cell(HEAD_ROW + 1, 1)

    assert (cell.value, cell.data_type) == (text, "s")
    assert bool(cell.quotePrefix) == (text[0] in "=+-@")


def test_a_cell_holds_as_much_text_as_a_sheet_can():
    longest = "a" * 32_767
    sheet = sheet_of(Column(title="x"), rows=((longest,), (longest + "a",)))

    assert sheet.cell(HEAD_ROW + 1, 1).value == longest
    assert sheet.cell(HEAD_ROW + 2, 1).value == "a" * 32_766 + "…"


def test_the_cover_names_code_figures_and_definitions(sample):
    rows = [
        [value for value in row if value not in {None, ""}]
        for row in sample["Thông tin"].iter_rows(values_only=True)
    ]

    assert ["Mã xác minh", samples.CODE] in rows
    assert ["Số liệu tính đến 00:00 02/12/2024."] in rows
    assert ["Thương nhân tham gia", 187, "TN-01"] in rows
    assert ["Giá trị dùng để khuyến mại", 28_437, "triệu đồng", "CT-04"] in rows
    assert ["PA-01", "Phản ánh được cấp mã trong Tuần lễ."] in rows


def test_headings_stay_in_sight_and_rows_can_be_filtered(sample):
    sheet = sample["Bảng 3"]

    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:J31"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.page_setup.orientation == "landscape"


def test_the_same_paper_gives_the_same_bytes():
    assert xlsx.render(samples.report()) == xlsx.render(samples.report())


def test_five_thousand_rows_are_all_written():
    sheet = opened(hostile.long_table(5_000))["Bảng 1"]

    assert sheet.max_row == HEAD_ROW + 5_000
    assert sheet.cell(HEAD_ROW + 5_000, 6).value == 6_250_000_000
