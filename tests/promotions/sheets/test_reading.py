import io
import zipfile

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from promotions.sheets import dangers, reading
from promotions.sheets.dangers import SheetKind, kind_of
from promotions.sheets.reading import opened
from promotions.sheets.trouble import SheetRefused
from promotions.sheets.worksheet import ErrorValue, NotComputed, Share
from tests.promotions.sheets import workbooks
from tests.promotions.sheets.workbooks import (
    SHEET_PART,
    Formula,
    changed_part,
    csv,
    good,
    titles,
    written,
    xlsx,
)


def saved(tmp_path, content):
    path = tmp_path / "sheet"
    path.write_bytes(content)
    return path


def rows_of(path):
    with opened(path) as sheet:
        return list(sheet.rows)


def refusal(path):
    with pytest.raises(SheetRefused) as told, opened(path) as sheet:
        list(sheet.rows)
    return told.value.message


def test_workbook_is_read_with_its_row_numbers(tmp_path):
    above = [["DANH MỤC HÀNG HOÁ KHUYẾN MẠI"], [None]]
    path = saved(tmp_path, xlsx(good("Một"), good("Hai"), above=above))

    numbers = [(number, cells[0]) for number, cells in rows_of(path)]

    assert numbers == [(4, "Một"), (5, "Hai")]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_is_read_whatever_parts_its_cells(tmp_path, separator):
    path = saved(tmp_path, csv(good("Bánh gai"), separator=separator))

    assert [cells[0] for _, cells in rows_of(path)] == ["Bánh gai"]


def test_title_above_does_not_mislead_the_separator(tmp_path):
    title = "Danh mục, kèm theo: hồ sơ, bản 2\r\n".encode()
    path = saved(tmp_path, title + csv(good("Bánh gai"), encoding="utf-8"))

    assert [cells[0] for _, cells in rows_of(path)] == ["Bánh gai"]


def test_csv_cell_without_end_is_told(tmp_path):
    content = csv(good('"' + "a" * 200_000))

    assert "dòng" in refusal(saved(tmp_path, content))


def test_csv_of_utf16_is_read(tmp_path):
    path = saved(tmp_path, csv(good("Bánh gai"), separator="\t", encoding="utf-16"))

    assert [cells[0] for _, cells in rows_of(path)] == ["Bánh gai"]


def test_headings_are_known_without_marks_in_any_order_and_case(tmp_path):
    headings = [title.upper() for title in titles()][::-1]
    path = saved(tmp_path, xlsx(good()[::-1], headings=headings))

    with opened(path) as sheet:
        assert sheet.heading.places["name"] == len(headings) - 1


def test_unknown_headings_are_named_and_read_past(tmp_path):
    content = xlsx([*good(), "ghi chú"], headings=[*titles(), "Ghi chú nội bộ"])

    with opened(saved(tmp_path, content)) as sheet:
        assert sheet.unknown == ["Ghi chú nội bộ"]


def test_empty_rows_are_passed_over_and_end_the_sheet(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "EMPTY_RUN", 3)
    path = saved(tmp_path, xlsx(good("A"), [], [], good("B"), [], [], [], good("C")))

    assert [cells[0] for _, cells in rows_of(path)] == ["A", "B"]


def test_first_visible_sheet_is_read(tmp_path):
    def hide(workbook):
        hidden = workbook.create_sheet("Ẩn", 0)
        hidden.append(["không phải bảng hàng"])
        hidden.sheet_state = "hidden"

    path = saved(tmp_path, xlsx(good("A"), change=hide))

    assert [cells[0] for _, cells in rows_of(path)] == ["A"]


def test_formula_is_read_by_the_value_it_had(tmp_path):
    content = written([*good("A")[:5], Formula("=1+1", 250_000), 120_000, ""])

    assert rows_of(saved(tmp_path, content))[0][1][5] == 250_000


def test_formula_nobody_worked_out_is_told_from_an_empty_cell(tmp_path):
    path = saved(tmp_path, xlsx(good("A", before="=1+1"), good("B", before=None)))

    (_, first), (_, second) = rows_of(path)
    assert isinstance(first[5], NotComputed)
    assert second[5] == ""


def test_error_of_a_formula_is_told_from_an_empty_cell(tmp_path):
    content = written([*good("A")[:6], Formula("=1/0", "#DIV/0!"), ""])

    cell = rows_of(saved(tmp_path, content))[0][1][6]

    assert isinstance(cell, ErrorValue)
    assert cell == "#DIV/0!"


@pytest.mark.parametrize("shown_as", ["0%", "0.00%", '#,##0.0 %;"âm" 0%'])
def test_number_shown_as_percent_is_told_from_a_plain_one(tmp_path, shown_as):
    def show_as_percent(workbook):
        workbook.active["H2"].number_format = shown_as
        workbook.active["H3"].number_format = '0.0"%"'

    content = xlsx(
        good("A", percent=0.4), good("B", percent=0.4), change=show_as_percent
    )

    (_, first), (_, second) = rows_of(saved(tmp_path, content))
    assert isinstance(first[7], Share)
    assert not isinstance(second[7], Share)


def test_sheet_that_begins_further_down_and_right_keeps_its_places(tmp_path):
    def move(workbook):
        workbook.active.move_range("A1:H2", rows=3, cols=2)

    with opened(saved(tmp_path, xlsx(good("A"), change=move))) as sheet:
        assert sheet.heading.places["name"] == 2
        assert [(number, cells[2]) for number, cells in sheet.rows] == [(5, "A")]


def test_goods_are_found_on_a_later_sheet(tmp_path):
    def put_a_cover_before(workbook):
        workbook.create_sheet("Bìa", 0).append(["Danh mục hàng hoá"])
        workbook.create_chartsheet("Biểu đồ", 0)

    path = saved(tmp_path, xlsx(good("A"), change=put_a_cover_before))

    assert [cells[0] for _, cells in rows_of(path)] == ["A"]


def test_workbook_without_a_visible_sheet_is_told(tmp_path):
    def hide(workbook):
        workbook.active.sheet_state = "hidden"
        workbook.create_chartsheet("Biểu đồ")

    assert "hiển thị" in refusal(saved(tmp_path, xlsx(good("A"), change=hide)))


def test_value_far_away_is_refused_before_it_takes_memory(tmp_path):
    def put_a_blank_far_away(workbook):
        workbook.active["XFD1048576"] = " "

    path = saved(tmp_path, xlsx(good("A"), change=put_a_blank_far_away))

    assert "1048576" in refusal(path)


def test_empty_cells_far_away_do_no_harm(tmp_path):
    def paint_far_away(workbook):
        workbook.active["XFD1048576"].fill = PatternFill("solid", start_color="FFFF00")

    path = saved(tmp_path, xlsx(good("A"), change=paint_far_away))

    assert len(rows_of(path)) == 1


def test_million_empty_rows_are_read_quickly(tmp_path):
    rows = "".join(f'<row r="{n}" ht="20" customHeight="1"/>' for n in range(3, 10**6))
    content = changed_part(
        xlsx(good("A")),
        SHEET_PART,
        lambda xml: xml.replace("</sheetData>", rows + "</sheetData>"),
    )

    assert len(rows_of(saved(tmp_path, content))) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace('<c r="A2"', '<c a=" r=" r="XFD1048576"'),
        lambda xml: xml.replace('<c r="A2"', "<c"),
        lambda xml: xml[:-60],
        lambda xml: '<!DOCTYPE x [<!ENTITY a "b">]>' + xml,
    ],
    ids=["hidden reference", "no reference", "torn", "own entities"],
)
def test_xml_nobody_writes_is_refused(tmp_path, change):
    content = changed_part(xlsx(good("A")), SHEET_PART, change)

    assert "hỏng" in refusal(saved(tmp_path, content))


def test_table_of_contents_that_lies_is_found_out(tmp_path):
    content = io.BytesIO(xlsx(good("A")))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/big.xml", b"0" * 5_000_000)
    truth, lie = (5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    path = saved(tmp_path, content.getvalue().replace(truth, lie))

    assert "quá lớn" in refusal(path)


@pytest.mark.parametrize("count", [2, 3])
def test_row_limit_on_both_sides(tmp_path, settings, count):
    settings.SHEET_MAX_ROWS = 2
    path = saved(tmp_path, xlsx(*[good(str(n)) for n in range(count)]))

    if count == 2:
        assert len(rows_of(path)) == 2
    else:
        assert "2 dòng" in refusal(path)


@pytest.mark.parametrize(
    ("headings", "word"),
    [
        (["a", "b"], "tiêu đề"),
        ([*titles(), titles()[0]], "hai lần"),
        ([t for t in titles() if "Đơn vị" not in t], "Đơn vị tính"),
    ],
)
def test_wrong_headings_are_told(tmp_path, headings, word):
    assert word in refusal(saved(tmp_path, xlsx(good(), headings=headings)))


def test_cells_merged_over_rows_are_told(tmp_path):
    def merge(workbook):
        workbook.active.merge_cells("B2:B3")

    assert "2 đến 3" in refusal(
        saved(tmp_path, xlsx(good("A"), good("B"), change=merge))
    )


def test_title_merged_in_one_row_does_no_harm(tmp_path):
    def merge(workbook):
        workbook.active.merge_cells("A1:D1")

    content = xlsx(good("A"), above=[["Danh mục"]], change=merge)

    assert len(rows_of(saved(tmp_path, content))) == 1


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "trống"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (dangers.OLE + b"\0" * 100, "mật khẩu"),
        (b"MZ\x90\x00\x03\x00\x00", "bảng tính"),
        (b"PK\x03\x04 torn", "hỏng"),
        (workbooks.zip_of(readme_xml="x"), "Excel"),
        ("Tên;Giá\nKẹo;1".encode("utf-16-le"), "bảng tính"),
        ("Tên hàng;Đơn vị\nKẹo lạc;gói".encode("cp1258", "replace"), "UTF-8"),
    ],
)
def test_what_is_no_sheet_is_told(tmp_path, content, word):
    assert word in refusal(saved(tmp_path, content))


def test_macros_are_refused(tmp_path):
    content = io.BytesIO(xlsx(good()))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")

    assert "macro" in refusal(saved(tmp_path, content.getvalue()))


def test_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    content = io.BytesIO(xlsx(good()))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/big.xml", b"0" * 60_000_000)

    assert len(content.getvalue()) < 1_000_000
    assert "quá lớn" in refusal(saved(tmp_path, content.getvalue()))


@pytest.mark.parametrize("extra", [0, 1])
def test_size_limit_on_both_sides(tmp_path, settings, extra):
    content = csv(good())
    settings.SHEET_MAX_BYTES = len(content) - extra
    path = saved(tmp_path, content)

    if extra:
        assert "MB" in refusal(path)
    else:
        assert kind_of(path) is SheetKind.CSV


def test_ordinary_large_workbook_is_no_bomb(tmp_path):
    workbook = openpyxl.Workbook(write_only=True)
    page = workbook.create_sheet()
    page.append(titles())
    for number in range(20_000):
        page.append(good(f"Hàng số {number}"))
    path = tmp_path / "sheet"
    workbook.save(path)

    assert kind_of(path) is SheetKind.XLSX
