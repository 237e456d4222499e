import io
import time
from dataclasses import replace

import pytest
from pypdf import PdfReader

from documents import layout, pdf
from documents.blocks import Column, Paper, Paragraph, Recipients, Table
from tests.documents import hostile, samples

A4 = (595.28, 841.89)


def opened(paper, **options):
    return PdfReader(io.BytesIO(pdf.render(paper, **options)))


def text_of(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_sample_has_six_pages_on_a4_and_turns_the_appendix():
    sizes = [page.mediabox for page in opened(samples.report()).pages]

    assert [(round(size.width), round(size.height)) for size in sizes] == [
        *[(595, 842)] * 4,
        *[(842, 595)] * 2,
    ]


def test_page_numbers_stand_alone_on_top_from_the_second_page_on():
    pages = opened(samples.report()).pages

    first_lines = [page.extract_text().splitlines()[0].strip() for page in pages]
    assert first_lines[0] == "UBND TỈNH THANH HOÁ"
    assert first_lines[1:] == ["2", "3", "4", "5", "6"]


def test_the_file_is_archival_and_accessible():
    reader = opened(samples.report())

    claims = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in claims
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in claims
    assert "<pdfuaid:part>1</pdfuaid:part>" in claims
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"].value is True
    assert reader.trailer["/Root"]["/Lang"] == "vi-VN"
    assert reader.metadata.title == samples.report().title
    assert reader.metadata.author == "SỞ CÔNG THƯƠNG"


def test_only_the_times_face_is_used():
    names = set()
    for page in opened(samples.report()).pages:
        for font in page["/Resources"]["/Font"].values():
            names.add(
                font.get_object()["/BaseFont"].partition("+")[2].split("-Identity")[0]
            )

    assert {name.partition("-")[0] for name in names} == {"TeXGyreTermes"}


def test_the_code_is_printed_on_the_last_page_with_its_address():
    pages = opened(samples.report()).pages

    last = pages[-1].extract_text()
    assert f"{layout.CODE}: {samples.CODE}" in last
    assert f"http://testserver/xac-minh/{samples.CODE}/" in last.replace("\u200b", "")
    assert "00:00 02/12/2024" in last
    assert all(samples.CODE not in page.extract_text() for page in pages[:-1])


def test_the_same_paper_gives_the_same_bytes():
    assert pdf.render(samples.report()) == pdf.render(samples.report())


def test_a_sheet_is_carried_inside_whatever_its_name():
    sheet = pdf.Attachment("../paper.json", b"figures", "text/plain", "Số liệu")

    reader = opened(samples.report(), attachments=(sheet,))

    assert reader.attachments == {"paper.json": [b"figures"]}


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_no_text_can_stop_the_paper(text):
    assert len(opened(hostile.paper(text)).pages) >= 2


@pytest.mark.parametrize("text", hostile.TEXTS[:4])
def test_markup_of_a_person_is_printed_and_does_nothing(text):
    printed = "".join(text_of(opened(hostile.paper(text))).split()).replace(
        "\u200b", ""
    )

    # In every place of the paper, and nowhere turned into something else.
    assert printed.count("".join(text.split())) >= 20


@pytest.mark.parametrize("word", ["Thanh Hoá ", "x", "#let x = x\n", "ế" * 11 + " "])
def test_a_paragraph_of_ten_thousand_letters_is_printed_in_seconds(word):
    letters = (word * 10_000)[:10_000]
    paper = Paper(
        letterhead=samples.letterhead(),
        body=(Paragraph(letters),),
        made_at=samples.MADE_AT,
    )

    began = time.monotonic()
    reader = opened(paper)

    assert time.monotonic() - began < 20
    inside = [
        page.mediabox.width for page in reader.pages if page.extract_text().strip()
    ]
    assert len(inside) == len(reader.pages) > 2


def places_of_text(reader):
    """Return where each piece of text stands on its page."""
    places = []

    def note(text, page, line, *_):
        if text.strip():
            x = line[4] * page[0] + line[5] * page[2] + page[4]
            y = line[4] * page[1] + line[5] * page[3] + page[5]
            places.append((x, y))

    for page in reader.pages:
        page.extract_text(visitor_text=note)
    return places


def test_a_long_word_stays_inside_the_page():
    paper = Paper(
        letterhead=samples.letterhead(),
        body=(Paragraph("x" * 10_000),),
        made_at=samples.MADE_AT,
    )

    assert 0 < max(x for x, _ in places_of_text(opened(paper))) < A4[0]


@pytest.mark.parametrize("letters", [900, 10_000])
def test_a_cell_with_much_text_runs_over_to_the_next_page(letters):
    text = ("phản ánh của người tiêu dùng " * letters)[:letters]
    column = Column(title="Nội dung")
    table = Table(caption="x", columns=(column,), rows=((text,), ("cuối cùng",)))
    paper = Paper(
        letterhead=samples.letterhead(), body=(table,), made_at=samples.MADE_AT
    )

    reader = opened(paper)

    assert min(y for _, y in places_of_text(reader)) > 0
    assert text_of(reader).count("phản ánh") == text.count("phản ánh")
    assert "cuối cùng" in text_of(reader)


@pytest.mark.parametrize("count", [30, 31, 150])
def test_a_long_list_of_recipients_runs_over_to_the_next_page(count):
    lines = tuple(f"Đơn vị thứ {at}" for at in range(count))
    paper = Paper(
        letterhead=samples.letterhead(),
        body=(),
        made_at=samples.MADE_AT,
        recipients=Recipients(lines),
    )

    reader = opened(paper)

    assert min(y for _, y in places_of_text(reader)) > 0
    assert text_of(reader).count("Đơn vị thứ") == count


def test_five_thousand_rows_are_printed_to_the_last_under_repeated_headings():
    reader = opened(hostile.long_table(5_000))

    first, middle, last = (
        " ".join(reader.pages[at].extract_text().split())
        for at in (1, len(reader.pages) // 2, -1)
    )
    assert "1 Hợp tác xã nông nghiệp số 1 " in first
    assert "5.000 Hợp tác xã nông nghiệp số 53 " in last
    assert all(
        "TT Thương nhân Tên chương trình" in text for text in (first, middle, last)
    )


def test_a_mark_stands_on_every_page():
    reader = opened(replace(samples.report(), mark="BẢN NHÁP"))

    assert all("BẢN NHÁP" in page.extract_text() for page in reader.pages)


def test_a_paper_with_a_signature_and_no_recipients_is_printed():
    text = text_of(opened(replace(samples.report(), recipients=None)))

    assert "Nơi nhận" not in text
