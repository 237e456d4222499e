import hashlib
from datetime import timedelta

from django.db.utils import ProgrammingError

import pytest

from complaints.enums import ComplaintSource
from complaints.evidence.claiming import claim
from complaints.intake import file_complaint
from complaints.models import Complaint, SealedReceipt
from complaints.receipts import sealing
from documents import signing
from tests.complaints.answers import KEY, facts
from tests.complaints.evidence import samples
from tests.complaints.factories import (
    RECEIVED_AT as AT,
    ComplaintFactory,
    ReferralFactory,
)

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=3)


def is_signed(receipt):
    text = sealing.signed_text(receipt.number, receipt.facts)
    return signing.is_signed(text, receipt.signature, purpose=sealing.PURPOSE)


def test_receipt_tells_what_came_in_counts_and_hashes():
    complaint = ComplaintFactory(story="Giá gốc\r\nghi sai.", demand="Hoàn tiền.")
    ReferralFactory(complaint=complaint, lead=True)

    receipt = sealing.seal(complaint, at=AT)

    text = f"{complaint.code}\nGiá gốc\nghi sai.\nHoàn tiền."
    assert receipt.facts == {
        "code": complaint.code,
        "received_at": "2024-11-29T09:00:00+07:00",
        "sealed_at": "2024-11-29T09:00:00+07:00",
        "kind": "Khiếu nại người bán",
        "category": "Giảm giá không đúng sự thật",
        "district": complaint.district.name,
        "due_on": "2024-12-20",
        "offices": [
            {"name": "Phòng Quản lý Thương mại", "role": "chủ trì giải quyết"},
        ],
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "files": [],
    }
    assert is_signed(receipt)


def test_stored_receipt_still_fits_its_signature():
    sealing.seal(ComplaintFactory(), at=AT)

    assert is_signed(SealedReceipt.objects.get())


def test_neither_who_reports_nor_the_text_is_in_it():
    complaint = ComplaintFactory(order_ref="DH-9")

    stored = str(sealing.seal(complaint, at=AT).facts)

    private = ["Lê Thị Thử", "12345678", "nguoi-mua", "DH-9", "500.000", "Cửa hàng Thử"]
    assert [word for word in private if word in stored] == []


def test_receipt_cannot_be_changed():
    receipt = sealing.seal(ComplaintFactory(), at=AT)

    with pytest.raises(ProgrammingError, match="Cannot update"):
        SealedReceipt.objects.filter(pk=receipt.pk).update(number="BN-1")


def test_report_from_before_there_were_receipts_gets_one_that_says_when():
    complaint = ComplaintFactory()

    first = sealing.receipt_of(complaint, at=LATER)
    second = sealing.receipt_of(complaint, at=LATER + timedelta(days=1))

    assert first == second
    assert first.facts["received_at"] == "2024-11-29T09:00:00+07:00"
    assert first.facts["sealed_at"] == "2024-12-02T09:00:00+07:00"


def test_filing_seals_once_with_the_files_that_came_along(plan):
    photo = samples.uploaded(name="hoá đơn.jpg")

    for _ in range(2):
        file_complaint(
            facts(), key=KEY, at=AT, source=ComplaintSource.WEB, uploads=[photo]
        )

    receipt = Complaint.objects.get().sealed_receipt
    assert receipt.facts["files"] == [
        {"sha256": photo.sha256, "size": photo.size_bytes}
    ]
    assert len(receipt.facts["offices"]) == Complaint.objects.get().referrals.count()
    assert "hoá đơn" not in str(receipt.facts)
    assert SealedReceipt.objects.count() == 1


def test_files_sent_later_are_not_said_to_have_come_at_once(plan):
    complaint = ComplaintFactory()
    claim(complaint, [samples.uploaded()], by=None, at=AT + timedelta(seconds=1))

    receipt = sealing.receipt_of(complaint, at=LATER)

    assert receipt.facts["files"] == []
