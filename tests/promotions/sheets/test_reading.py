import io
import zipfile

import openpyxl
import pytest

from promotions.sheets import dangers, reading
from promotions.sheets.dangers import SheetKind, kind_of
from promotions.sheets.reading import opened
from promotions.sheets.trouble import SheetRefused
from tests.promotions.sheets import workbooks
from tests.promotions.sheets.workbooks import csv, good, titles, xlsx


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


def test_value_a_formula_had_is_read_and_no_formula_runs(tmp_path):
    path = saved(tmp_path, xlsx(good("A", before="=1+1")))

    # Saved by a program that worked nothing out: the cell has no value yet.
    assert rows_of(path)[0][1][5] in ("", None, 0.0)


@pytest.mark.parametrize("count", [2, 3])
def test_row_limit_on_both_sides(tmp_path, monkeypatch, count):
    monkeypatch.setattr(reading, "MAX_ROWS", 2)
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
def test_size_limit_on_both_sides(tmp_path, monkeypatch, extra):
    content = csv(good())
    monkeypatch.setattr(dangers, "MAX_BYTES", len(content) - extra)
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
