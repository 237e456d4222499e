from datetime import timedelta

import pytest

from complaints.enums import ComplaintKind
from complaints.models import Complaint
from complaints.tracking import receipt_token
from tests.complaints.factories import RECEIVED_AT, ComplaintFactory, ReferralFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def that_day(monkeypatch):
    for page in ("receipt", "track", "thread"):
        monkeypatch.setattr(f"complaints.views.{page}.now", lambda: RECEIVED_AT)


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


def test_who_filed_saves_the_signed_paper_under_a_name_that_says_nothing(client):
    complaint = ComplaintFactory()
    page = open_receipt(client, complaint).content.decode()
    address = f"{receipt_path(complaint)}giay-bien-nhan.pdf"

    response = client.get(address)

    assert f'href="{address}"' in page
    assert response.content.startswith(b"%PDF")
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "no-store, private"
    assert response["Content-Disposition"] == (
        'attachment; filename="giay-bien-nhan-phan-anh.pdf"'
    )


@pytest.mark.parametrize(
    ("age", "status"),
    [(timedelta(days=7) - timedelta(seconds=1), 200), (timedelta(days=7), 410)],
)
def test_paper_opens_no_longer_than_its_page(client, age, status):
    complaint = ComplaintFactory(received_at=RECEIVED_AT - age)

    response = client.get(f"{receipt_path(complaint)}giay-bien-nhan.pdf")

    assert response.status_code == status


@pytest.mark.parametrize("token", ["x", "PA-0000-0000-0000", "PA-0000-0000-0000~x"])
def test_paper_is_not_given_for_a_made_up_address(client, token):
    ComplaintFactory(code="PA-0000-0000-0000")

    response = client.get(f"/phan-anh/da-nhan/{token}/giay-bien-nhan.pdf")

    assert response.status_code == 404


def test_paper_is_not_found_where_the_report_was_buried_in_the_meantime(client):
    nobody = {"full_name": "", "phone": "", "email": "", "demand": ""}
    buried = ComplaintFactory(resolved=True, buried_at=RECEIVED_AT, **nobody)

    response = client.get(f"{receipt_path(buried)}giay-bien-nhan.pdf")

    assert response.status_code == 404


def test_paper_by_code_needs_the_second_factor(client):
    complaint, other = ComplaintFactory.create_batch(2)
    address = f"/phan-anh/{complaint.code}/giay-bien-nhan.pdf"
    before = client.get(address)

    client.post("/phan-anh/tra-cuu/", {"code": other.code, "factor": "5678"})
    of_another = client.get(address)
    client.post("/phan-anh/tra-cuu/", {"code": complaint.code, "factor": "5678"})
    own = client.get(address)

    assert [before.status_code, of_another.status_code] == [302, 302]
    assert before["Location"] == f"/phan-anh/tra-cuu/?ma={complaint.code}"
    assert own.content.startswith(b"%PDF")
    page = client.get(f"/phan-anh/{complaint.code}/").content.decode()
    assert f'href="{address}"' in page


def test_paper_is_given_twenty_times_an_hour(client, monkeypatch):
    monkeypatch.setattr("complaints.views.receipt.rendered", lambda receipt: b"%PDF")
    complaint, other = ComplaintFactory.create_batch(2)

    def given(of):
        return client.get(f"{receipt_path(of)}giay-bien-nhan.pdf").status_code

    assert [given(complaint) for _ in range(21)] == [200] * 20 + [429]
    assert given(other) == 200
