import io
import json

from django.conf import settings

import pytest
from pypdf import PdfReader

from complaints.receipts import paper, sealing
from documents import codes, signing
from tests.complaints.factories import (
    RECEIVED_AT as AT,
    ComplaintFactory,
    ReferralFactory,
)

pytestmark = pytest.mark.django_db


def sealed(files=0, **changes):
    complaint = ComplaintFactory(**changes)
    ReferralFactory(complaint=complaint, lead=True)
    for at in range(files):
        complaint.evidence.create(
            filename=f"ảnh của Lan {at}.jpg",
            sha256=f"{at:064x}",
            size_bytes=1_234_567,
            stored_at=AT,
            scan="clean",
        )
    return sealing.seal(complaint, at=AT)


def printed(reader):
    text = " ".join(page.extract_text() for page in reader.pages)
    return "".join(text.replace("\u200b", "").split())


def test_paper_says_what_was_received():
    receipt = sealed(files=2)

    text = printed(PdfReader(io.BytesIO(paper.rendered(receipt))))

    for words in (
        "GIẤY BIÊN NHẬN PHẢN ÁNH",
        receipt.facts["code"],
        "09:00 29/11/2024",
        "Phòng Quản lý Thương mại: chủ trì giải quyết",
        "chậm nhất ngày 20/12/2024",
        "Tệp bằng chứng đã nhận: 2 tệp",
        f"{1:064x}",
        "1.234.567",
        receipt.facts["text_sha256"],
        receipt.number,
        receipt.signature,
    ):
        assert "".join(words.split()) in text, words


def test_paper_names_nobody_and_tells_no_story():
    text = printed(PdfReader(io.BytesIO(paper.rendered(sealed(files=1)))))

    private = ["LêThịThử", "12345678", "nguoi-mua", "500.000", "CửahàngThử", "ảnh"]
    assert [word for word in private if word in text] == []


def test_paper_of_a_report_no_office_has_yet_says_so():
    receipt = sealing.seal(ComplaintFactory(set_aside=True), at=AT)

    assert "đangchọnđơnvịxửlý" in printed(
        PdfReader(io.BytesIO(paper.rendered(receipt)))
    )


@pytest.mark.parametrize(("files", "pages"), [(2, 1), (settings.EVIDENCE_MAX_FILES, 2)])
def test_paper_is_short(files, pages):
    made = PdfReader(io.BytesIO(paper.rendered(sealed(files=files))))

    assert len(made.pages) == pages


def test_what_is_signed_lies_in_the_file_and_is_checked_without_the_portal():
    receipt = sealed()
    reader = PdfReader(io.BytesIO(paper.rendered(receipt)))

    inside = json.loads(reader.attachments["bien-nhan.json"][0])

    assert signing.is_signed(
        inside["signed"], inside["signature"], purpose=sealing.PURPOSE
    )
    assert json.loads(inside["signed"])["text_sha256"] == receipt.facts["text_sha256"]
    assert inside["public_key"] == signing.public_key(sealing.PURPOSE)


def test_code_in_the_corner_carries_the_signature():
    receipt = sealed()

    assert codes.address(receipt.number, receipt.signature) == (
        f"http://testserver/xac-minh/{receipt.number}/?ky={receipt.signature}"
    )
    assert paper.paper(receipt).seal == receipt.signature


def test_same_receipt_gives_the_same_bytes():
    receipt = sealed()

    assert paper.rendered(receipt) == paper.rendered(receipt)
