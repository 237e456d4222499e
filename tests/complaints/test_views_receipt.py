from datetime import timedelta

import pytest

from complaints.enums import ComplaintKind
from complaints.models import Complaint
from complaints.tracking import receipt_token
from tests.complaints.factories import RECEIVED_AT, ComplaintFactory, ReferralFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def that_day(monkeypatch):
    monkeypatch.setattr("complaints.views.receipt.now", lambda: RECEIVED_AT)


def open_receipt(client, complaint):
    return client.get(receipt_path(complaint))


def receipt_path(complaint):
    return f"/phan-anh/da-nhan/{receipt_token(complaint.code)}/"


def test_receipt_shows_code_offices_and_days(client):
    complaint = ComplaintFactory()
    ReferralFactory(complaint=complaint, lead=True)

    text = open_receipt(client, complaint).content.decode()

    assert complaint.code in text
    assert "Phòng Quản lý Thương mại chủ trì" in text
    assert "20/12/2024" in text
    assert "data:image/svg+xml" in text


def test_receipt_can_be_opened_again_and_files_nothing(client):
    complaint = ComplaintFactory()

    pages = {open_receipt(client, complaint).content for _ in range(2)}

    assert len(pages) == 1
    assert Complaint.objects.count() == 1


def test_receipt_names_nobody_and_tells_no_story(client):
    complaint = ComplaintFactory(order_ref="DH-9")

    text = open_receipt(client, complaint).content.decode()

    private = ["Lê Thị Thử", "12345678", "5678", "nguoi-mua", "DH-9", "500.000"]
    assert [word for word in private if word in text] == []


def test_receipt_is_kept_by_nobody(client):
    response = open_receipt(client, ComplaintFactory())

    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"


@pytest.mark.parametrize(
    ("phone", "email", "words"),
    [
        ("+84912345678", "", "last four digits of the phone number you gave. So"),
        ("", "a@thu.example", "the code and the e-mail address you gave"),
        ("+84912345678", "a@thu.example", "or the e-mail address. So"),
        ("", "", "nobody can answer you"),
    ],
)
def test_receipt_explains_the_second_factor_that_exists(client, phone, email, words):
    complaint = ComplaintFactory(kind=ComplaintKind.TIP, phone=phone, email=email)

    text = client.get(f"/en{receipt_path(complaint)}").content.decode()

    assert words in text


@pytest.mark.parametrize("token", ["x", "PA-0000-0000-0000", "PA-0000-0000-0000~x"])
def test_made_up_receipt_is_not_found(client, token):
    ComplaintFactory(code="PA-0000-0000-0000")

    assert client.get(f"/phan-anh/da-nhan/{token}/").status_code == 404


@pytest.mark.parametrize(
    ("age", "status"),
    [(timedelta(days=7) - timedelta(seconds=1), 200), (timedelta(days=7), 410)],
)
def test_receipt_opens_for_seven_days(client, age, status):
    complaint = ComplaintFactory(received_at=RECEIVED_AT - age)

    response = open_receipt(client, complaint)

    assert response.status_code == status
    assert ('<p class="code">' in response.content.decode()) is (status == 200)


def test_unrouted_complaint_still_has_an_honest_receipt(client):
    text = client.get(f"/en{receipt_path(ComplaintFactory())}").content.decode()

    assert "The Department is choosing the office" in text
