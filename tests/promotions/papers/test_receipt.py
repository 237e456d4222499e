"""The receipt fits on a page and promises nothing."""

import io

import pypdf
import pytest

from documents import pdf
from promotions.enums import ProcedureKind
from promotions.papers import receipt
from tests.promotions.papers import samples


def paper(**changes):
    told = samples.facts(**changes)
    return receipt.paper(told, [], made_at=samples.MADE_AT, code=samples.CODE)


def test_receipt_says_what_was_sent_when_and_that_it_is_no_permit():
    text = samples.read(paper())

    assert "KM-2024-000123 (lần gửi thứ 1)" in text
    assert "Thời điểm cổng nhận hồ sơ: 10:00 18/11/2024" in text
    assert "mã số thuế 2801234567" in text
    assert "không phải là văn bản chấp thuận" in text
    assert "Mã hồ sơ tại Cổng dịch vụ công: chưa khai báo" in text
    assert "H56-241118" in samples.read(paper(filing_ref="000.00.18.H56-241118-0001"))


@pytest.mark.parametrize("procedure", ProcedureKind.values)
def test_receipt_names_every_procedure(procedure):
    assert receipt.PROCEDURES[procedure] in samples.read(paper(procedure=procedure))


def test_even_long_names_leave_it_on_one_page():
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(paper(name="Rất dài " * 31))))

    assert len(reader.pages) == 1
    assert samples.CODE in reader.pages[0].extract_text()
