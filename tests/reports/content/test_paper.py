"""The report as a paper, and the same numbers in all three files."""

import io
import re
from datetime import datetime

from django.utils import translation

import docx as python_docx
import openpyxl
import pytest
from pypdf import PdfReader

from documents import docx, pdf, xlsx
from documents.blocks import Heading, Table
from reports.content.paper import DEMO_TITLE, paper_of
from reports.snapshot import take
from tests.campaigns.factories import HCM, CampaignFactory
from tests.reports.province import AS_OF, fill_the_province

pytestmark = pytest.mark.django_db(transaction=True)
MADE_AT = datetime(2024, 12, 10, 9, 5, tzinfo=HCM)
CODE = "TL-7K3M-9QXD"


@pytest.fixture
def figures():
    return take(fill_the_province(), at=AS_OF)


def report(figures, audience="ministry", *, is_demo=False):
    return paper_of(
        figures, audience=audience, made_at=MADE_AT, is_demo=is_demo, code=CODE
    )


def texts(paper):
    """Return the text of each kind of file, blanks made one."""
    word = python_docx.Document(io.BytesIO(docx.render(paper)))
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(paper)))
    pages = PdfReader(io.BytesIO(pdf.render(paper))).pages
    found = {
        "docx": " ".join(node.text or "" for node in word.element.iter("{*}t")),
        "pdf": " ".join(page.extract_text() for page in pages),
        "xlsx": " ".join(
            str(cell)
            for sheet in book
            for row in sheet.iter_rows(values_only=True)
            for cell in row
            if cell is not None
        ),
    }
    return {kind: re.sub(r"\s+", " ", text) for kind, text in found.items()}


def test_the_parts_stand_in_the_order_of_the_summary_report(figures):
    headings = [
        (block.level, block.text)
        for block in report(figures).body
        if isinstance(block, Heading)
    ]

    assert headings == [
        (1, "CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI"),
        (1, "KẾT QUẢ THỰC HIỆN"),
        (2, "Công tác tuyên truyền"),
        (2, "Thương nhân tham gia"),
        (2, "Chương trình khuyến mại"),
        (2, "Thủ tục thông báo, đăng ký khuyến mại"),
        (2, "Tiếp nhận, xử lý phản ánh của người tiêu dùng"),
        (2, "Kiểm tra, kiểm soát thị trường"),
        (1, "ĐÁNH GIÁ"),
        (2, "Thuận lợi"),
        (2, "Tồn tại, hạn chế"),
        (2, "Nguyên nhân"),
        (1, "ĐỀ XUẤT, KIẾN NGHỊ"),
    ]


@pytest.mark.parametrize(
    ("audience", "line"),
    [
        ("ministry", "Bộ Công Thương (qua Cục Thương mại điện tử và Kinh tế số)"),
        ("province", "Uỷ ban nhân dân tỉnh Thanh Hoá"),
    ],
)
def test_each_audience_is_addressed(figures, audience, line):
    paper = report(figures, audience)

    assert paper.letterhead.addressees == (line,)
    assert paper.recipients.lines[0] == "Như trên"
    assert paper.recipients.lines[-1] == "Lưu: VT, XNK"


def test_number_day_and_signature_are_left_to_the_registry(figures):
    paper = report(figures)

    assert paper.letterhead.symbol == "BC-SCT"
    assert paper.letterhead.number is None
    assert paper.letterhead.day_is_blank is True
    assert paper.signature.name == ""


def test_the_same_numbers_stand_in_all_three_files(figures):
    written = texts(report(figures))

    for kind, amount in [
        ("docx", "1.253.456.789"),
        ("pdf", "1.253.456.789"),
        ("xlsx", "1253456789"),
    ]:
        assert amount in written[kind], kind
    for kind in ("docx", "pdf"):
        for sentence in (
            "Kế hoạch số 123/KH-SCT",
            "từ ngày 25/11/2024 đến hết ngày 01/12/2024",
            "từ 0 giờ ngày 29/11/2024 đến 12 giờ ngày 01/12/2024",
            "Có 2 thương nhân tham gia",
            "đã tiếp nhận 3 chương trình khuyến mại",
            "Đã tiếp nhận 4 phản ánh",
            "đã giải quyết 2 phản ánh, trong đó 50% đúng hạn",
            "đang giải quyết 2 phản ánh, trong đó 1 phản ánh quá hạn",
            "1 hồ sơ đúng hạn (đạt 50%), 1 hồ sơ quá hạn",
            "Đã kiểm tra 2 vụ, kết luận 1 vụ",
            "tổng số tiền 7.500.000 đồng",
        ):
            assert sentence in written[kind], (kind, sentence)


def test_the_districts_of_each_file_add_up_to_the_total(figures):
    paper = report(figures)
    table = next(
        block for block in paper.appendices[0].blocks if isinstance(block, Table)
    )
    names = [row[1] for row in table.rows]
    columns = list(zip(*table.rows, strict=True))[2:]

    assert names == ["Thành phố Thanh Hoá", "Thành phố Sầm Sơn", "Huyện Mường Lát"]
    assert [sum(column) for column in columns] == list(table.total[2:])
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(paper)))
    in_sheets = [
        list(row)[: len(table.columns)]
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
    ]
    assert list(table.rows[0]) in in_sheets
    assert ["", *table.total[1:]] in [[row[0] or "", *row[1:]] for row in in_sheets]


def test_what_merchants_declare_is_marked(figures):
    written = texts(report(figures))

    for kind in written:
        assert "(*) Theo báo cáo của thương nhân." in written[kind], kind


def test_a_demo_says_so_in_every_file(figures):
    demo, real = report(figures, is_demo=True), report(figures)

    for kind, text in texts(demo).items():
        assert DEMO_TITLE.strip() in text, kind
    assert DEMO_TITLE.strip() not in texts(real)["docx"]


def test_the_paper_is_vietnamese_whoever_asks_for_it(figures):
    with translation.override("en"):
        english = report(figures)
    with translation.override("vi"):
        vietnamese = report(figures)

    assert english == vietnamese


def test_the_same_snapshot_gives_the_same_bytes(figures):
    first, second = report(figures), report(figures)

    assert [render(first) for render in (docx.render, pdf.render, xlsx.render)] == [
        render(second) for render in (docx.render, pdf.render, xlsx.render)
    ]


def test_space_is_left_for_what_only_people_can_judge(figures):
    text = texts(report(figures))["docx"]

    assert text.count("(Phần dành cho đơn vị soạn thảo:") == 4


def test_a_campaign_in_which_nothing_happened_still_has_a_report():
    paper = report(take(CampaignFactory(), at=AS_OF))
    text = texts(paper)["docx"]

    assert "Có 0 thương nhân tham gia." in text
    assert "Kế hoạch số ……/KH-SCT" in text
    assert "Chưa có đơn vị nào báo cáo kết quả" in text
