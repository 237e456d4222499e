import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from documents import docx, layout
from tests.documents import hostile, samples


def opened(paper):
    return Document(io.BytesIO(docx.render(paper)))


@pytest.fixture(scope="module")
def sample():
    return opened(samples.report())


def paragraph(document, start):
    """Return the one paragraph, also of the letterhead, that begins so."""
    cells = [
        cell
        for table in document.tables
        for row in table.rows[:2]
        for cell in row.cells
    ]
    places = [document, *cells]
    found = [
        one
        for place in places
        for one in place.paragraphs
        if plain(one).startswith(start)
    ]
    assert found, start
    return found[0]


def plain(one):
    return one.text.replace("\u00a0", " ")


def sizes(one):
    return {run.font.size for run in one.runs}


def test_the_page_is_a4_with_the_margins_of_the_decree(sample):
    first, last = sample.sections[0], sample.sections[-1]

    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    assert (round(last.page_width.mm), round(last.page_height.mm)) == (297, 210)
    assert last.orientation == WD_ORIENT.LANDSCAPE
    for section in sample.sections:
        assert 20 <= round(section.top_margin.mm, 1) <= 25
        assert 20 <= round(section.bottom_margin.mm, 1) <= 25
        assert 30 <= round(section.left_margin.mm, 1) <= 35
        assert 15 <= round(section.right_margin.mm, 1) <= 20


def test_the_page_number_is_centred_above_and_not_on_the_first_page(sample):
    first, *others = sample.sections
    header = first.header.paragraphs[0]

    assert header.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert "PAGE" in header._p.xml
    assert sizes(header) == {Pt(13)}
    assert first.different_first_page_header_footer
    assert first.first_page_header.paragraphs[0]._p.xml.count("PAGE") == 0
    assert all(section.header.is_linked_to_previous for section in others)
    assert not any(one.different_first_page_header_footer for one in others)
    assert "PAGE" not in first.footer.paragraphs[0]._p.xml


def test_the_body_is_times_new_roman_justified_and_indented(sample):
    normal = sample.styles["Normal"]
    shape = normal.paragraph_format

    assert normal.font.name == "Times New Roman"
    assert normal.font.size == Pt(14)
    assert shape.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(shape.first_line_indent.mm, 1) == 10
    assert shape.space_after == Pt(6)
    assert 1 <= shape.line_spacing <= 1.5
    fonts = normal.element.rPr.rFonts
    assert {
        fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "cs", "eastAsia")
    } == {"Times New Roman"}


@pytest.mark.parametrize(
    ("start", "points", "bold", "italic"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, None),
        ("Độc lập - Tự do - Hạnh phúc", 13, True, None),
        ("UBND TỈNH THANH HOÁ", 12, None, None),
        ("SỞ CÔNG THƯƠNG", 12, True, None),
        ("Số: ", 13, None, None),
        ("Thanh Hoá, ngày ", 13, None, True),
        ("BÁO CÁO", 14, True, None),
        ("Nơi nhận:", 12, True, True),
        ("- Lưu: VT, XNK.", 11, None, None),
    ],
)
def test_each_element_has_the_size_and_face_of_the_decree(
    sample, start, points, bold, italic
):
    one = paragraph(sample, start)

    assert sizes(one) == {Pt(points)}
    assert {(run.bold, run.italic) for run in one.runs} == {(bold, italic)}


def test_number_and_day_are_left_for_the_registry(sample):
    number = plain(paragraph(sample, "Số:"))
    date = plain(paragraph(sample, "Thanh Hoá, ngày"))

    assert number == "Số:       /BC-SCT"
    assert date == "Thanh Hoá, ngày        tháng 12 năm 2024"


def test_a_registered_paper_shows_its_number_and_day():
    head = samples.letterhead(number=7, day_is_blank=False)
    document = opened(replace(samples.report(), letterhead=head))

    assert paragraph(document, "Số:").text == "Số: 07/BC-SCT"
    assert paragraph(document, "Thanh Hoá,").text == (
        "Thanh Hoá, ngày 05 tháng 12 năm 2024"
    )


def test_a_letter_has_its_subject_under_the_number_and_no_title():
    head = samples.letterhead(kind="", symbol="SCT-XNK", subject="phối hợp kiểm tra")
    document = opened(replace(samples.report(), letterhead=head))

    assert paragraph(document, "V/v").text == "V/v phối hợp kiểm tra"
    assert "BÁO CÁO" not in [one.text for one in document.paragraphs]


def test_several_addressees_are_a_list_and_one_is_not(sample):
    head = samples.letterhead(addressees=("Bộ Công Thương", "UBND tỉnh;"))
    document = opened(replace(samples.report(), letterhead=head))

    texts = [one.text for one in document.paragraphs if one.text][2:5]
    assert texts == ["Kính gửi:", "- Bộ Công Thương;", "- UBND tỉnh."]
    assert paragraph(sample, "Kính gửi:").text == (
        "Kính gửi: Bộ Công Thương (qua Cục Thương mại điện tử và Kinh tế số)"
    )


def test_the_rule_under_the_motto_is_as_long_as_the_motto(sample):
    cell = sample.tables[0].cell(0, 1)
    rule = cell.paragraphs[2]
    sides = rule.paragraph_format.left_indent + rule.paragraph_format.right_indent

    assert "w:pBdr" in rule._p.xml
    assert round((Mm(layout.HEAD_RIGHT) - sides) / Mm(1)) == 56


def test_the_signature_stands_right_of_the_recipients(sample):
    left, right = sample.tables[-3].rows[0].cells

    assert [one.text for one in left.paragraphs] == [
        "Nơi nhận:",
        "- Như trên;",
        "- UBND tỉnh (b/c);",
        "- Giám đốc Sở (b/c);",
        "- Cục Quản lý thị trường tỉnh (p/h);",
        "- Các phòng, đơn vị thuộc Sở;",
        "- Lưu: VT, XNK.",
    ]
    assert [one.text for one in right.paragraphs if one.text] == [
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Trần Đức Lương",
    ]


def test_headings_are_real_ones_with_their_numbers(sample):
    headings = [
        (one.style.name, one.text)
        for one in sample.paragraphs
        if one.style.name.startswith("Heading")
    ]

    assert headings == [
        ("Heading 1", "I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI"),
        ("Heading 1", "II. KẾT QUẢ THỰC HIỆN"),
        ("Heading 2", "1. Chương trình khuyến mại"),
        ("Heading 2", "2. Tiếp nhận, xử lý phản ánh của người tiêu dùng"),
        ("Heading 3", "a) Theo nhóm nội dung"),
        ("Heading 3", "b) Theo thời gian"),
        ("Heading 1", "III. ĐÁNH GIÁ CHUNG VÀ KIẾN NGHỊ"),
        ("Heading 1", "Phụ lục"),
    ]


def test_the_text_ends_as_a_paper_ends(sample):
    texts = [one.text for one in sample.paragraphs if one.text]

    assert "Trên đây là báo cáo" in next(text for text in texts if text.endswith("./."))


def test_charts_have_words_for_who_cannot_see_them(sample):
    described = [
        properties.get("descr")
        for properties in sample.element.body.iter(qn("wp:docPr"))
    ]

    assert len(described) == 3
    assert described[0].startswith("Cơ cấu chương trình theo hình thức khuyến mại.")
    assert "Giảm giá trực tiếp: 214 (62,6%)." in described[0]
    assert described[2] == f"Mã xác minh {samples.CODE}"


def test_code_and_address_stand_at_the_very_end(sample):
    last = sample.tables[-1]

    assert last.cell(0, 1).text.splitlines() == [
        f"Mã xác minh: {samples.CODE}",
        f"Kiểm tra văn bản tại: http://testserver/xac-minh/{samples.CODE}/",
        "Số liệu tính đến 00:00 02/12/2024.",
        "Tệp được lập lúc 09:30 05/12/2024.",
    ]


def test_properties_of_tables_stand_in_the_order_word_demands(sample):
    order = [
        "tblStyle",
        "tblW",
        "jc",
        "tblBorders",
        "tblLayout",
        "tblCellMar",
        "tblLook",
        "tblCaption",
    ]
    for table in sample.element.body.iter(qn("w:tbl")):
        names = [child.tag.rpartition("}")[2] for child in table.tblPr]
        assert names == sorted(names, key=order.index)


def test_the_same_paper_gives_the_same_bytes():
    assert docx.render(samples.report()) == docx.render(samples.report())


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_no_text_can_break_the_file(text):
    document = opened(hostile.paper(text))

    xml = document.element.xml
    assert "<script" not in xml
    assert xml.count("w:instrText") == 0


def test_text_of_a_person_is_kept_letter_by_letter():
    text = hostile.TEXTS[3]

    texts = [one.text for one in opened(hostile.paper(text)).paragraphs]

    assert f"a) {text}" in texts
    assert text in texts


def test_the_file_holds_no_macro_and_loads_nothing_from_outside():
    packed = zipfile.ZipFile(io.BytesIO(docx.render(hostile.paper(hostile.TEXTS[5]))))

    assert not [name for name in packed.namelist() if "vba" in name.lower()]
    relations = b"".join(
        packed.read(name) for name in packed.namelist() if name.endswith(".rels")
    )
    assert b'TargetMode="External"' not in relations


def test_five_thousand_rows_are_all_written():
    document = opened(hostile.long_table(5_000))

    rows = document.element.body.findall(f".//{qn('w:tr')}")
    # Two rows of the letterhead and the heading of the table.
    assert len(rows) == 5_000 + 3
    assert len(document.element.body.findall(f".//{qn('w:tblHeader')}")) == 1


def test_a_mark_stands_above_the_first_page_and_below_each():
    marked = opened(replace(samples.report(), mark="BẢN NHÁP")).sections[0]

    assert marked.first_page_header.paragraphs[0].text == "BẢN NHÁP"
    assert marked.first_page_footer.paragraphs[0].text == "BẢN NHÁP"
    assert marked.footer.paragraphs[0].text == "BẢN NHÁP"


def test_a_form_has_its_code_in_the_corner_and_room_for_its_number():
    head = replace(
        samples.report().letterhead, symbol="", has_number=True, form="Mẫu 1"
    )
    document = opened(replace(samples.report(), letterhead=head))

    assert document.paragraphs[0].text == "Mẫu 1"
    assert "Số: ....." in document.tables[0].cell(1, 0).text
