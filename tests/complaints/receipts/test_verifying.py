import pytest

from complaints.models import SealedReceipt
from complaints.receipts import sealing, verifying
from complaints.receipts.verifying import Mark
from tests.complaints.factories import RECEIVED_AT as AT, ComplaintFactory

pytestmark = pytest.mark.django_db
FILE, OTHER = "a" * 64, "b" * 64


@pytest.fixture
def receipt():
    complaint = ComplaintFactory()
    complaint.evidence.create(
        filename="a.jpg", sha256=FILE, size_bytes=1, stored_at=AT, scan="clean"
    )
    return sealing.seal(complaint, at=AT)


def test_number_is_found_as_people_type_it(receipt):
    found = verifying.find(receipt.number.lower().replace("-", " "))

    assert found.number == receipt.number
    assert (found.received_at, found.file_count) == (AT, 1)
    assert found.text_sha256 == receipt.facts["text_sha256"]
    assert found.is_intact


@pytest.mark.parametrize("text", ["", "BN-0000-0000-0000", "PA-0000-0000-0000", "x"])
def test_other_numbers_are_unknown(receipt, text):
    assert verifying.find(text) is None


def test_tracking_code_is_no_number_of_a_receipt(receipt):
    assert verifying.find(receipt.complaint.code) is None


def test_signature_of_this_receipt_alone_is_right(receipt):
    other = sealing.seal(ComplaintFactory(), at=AT)

    def judged(mark):
        return verifying.find(receipt.number, mark=mark).mark

    assert judged(receipt.signature) is Mark.SIGNATURE
    assert judged(f" {receipt.signature[:40]}\n{receipt.signature[40:]}") is (
        Mark.SIGNATURE
    )
    assert judged(other.signature) is Mark.FOREIGN
    assert judged(receipt.signature[:-1]) is Mark.FOREIGN
    assert judged(receipt.signature.swapcase()) is Mark.FOREIGN
    assert judged("") is Mark.NOT_GIVEN


def test_hash_is_known_by_what_it_belongs_to(receipt):
    def judged(mark):
        return verifying.find(receipt.number, mark=mark).mark

    assert judged(receipt.facts["text_sha256"].upper()) is Mark.TEXT
    assert judged(FILE) is Mark.FILE
    assert judged(OTHER) is Mark.FOREIGN


@pytest.mark.parametrize(
    "change", [{"text_sha256": OTHER}, {"received_at": "2024-11-28T09:00:00+07:00"}]
)
def test_record_changed_behind_the_portal_is_noticed(receipt, change):
    changed = SealedReceipt.objects.create(
        number="BN-0000-0000-0001",
        complaint=ComplaintFactory(),
        facts=receipt.facts | change,
        signature=receipt.signature,
    )

    assert not verifying.find(changed.number).is_intact
    assert verifying.find(receipt.number).is_intact
