from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from complaints.models import SealedReceipt
from complaints.receipts import sealing
from documents import codes, issuing
from documents.models import FileKind
from promotions.shopping_codes import claiming
from tests.complaints.factories import ComplaintFactory
from tests.promotions.factories import CodePoolFactory, PromotionFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 11, 29, 2, tzinfo=UTC)


def test_code_is_taken_to_the_address_a_qr_opens(client):
    response = client.get("/xac-minh/", {"ma": " km-2024-000123 "})

    assert response.status_code == 302
    assert response["Location"] == "/xac-minh/KM-2024-000123/"


@pytest.mark.parametrize(
    "pasted",
    [
        "https://km.thanhhoa.example/khuyen-mai/KM-2024-000123/",
        "/gia-ke/KM-2024-000123/17/",
        "http://127.0.0.1:8000/en/xac-minh/km-2024-000123/?x=1",
    ],
)
def test_pasted_address_is_understood_as_its_code(client, pasted):
    response = client.get("/xac-minh/", {"ma": pasted})

    assert response["Location"] == "/xac-minh/KM-2024-000123/"


@pytest.mark.parametrize(
    "scanned",
    [
        "http://testserver/thu-ngan/?ma=MS-7K3M-9QXD-2F4H.1733029200.c2lnbmVk",
        "http://testserver/phan-anh/tra-cuu/?ma=MS-7K3M-9QXD-2F4H",
    ],
)
def test_code_that_an_address_asks_for_is_understood(client, scanned):
    response = client.get("/xac-minh/", {"ma": scanned})

    assert response["Location"] == "/xac-minh/MS-7K3M-9QXD-2F4H/"


def test_what_cannot_be_printed_is_left_out_of_a_code(client):
    response = client.get("/xac-minh/", {"ma": "KM-2024\x00-000123\x1b"})

    assert response["Location"] == "/xac-minh/KM-2024-000123/"
    assert client.get("/xac-minh/KM%00-1/").status_code == 404


def test_published_promotion_is_confirmed(client):
    promotion = PromotionFactory(published=True, name="Nem chua giảm 20%")

    response = client.get(f"/xac-minh/{promotion.reference}/")

    assert response.status_code == 200
    assert "Nem chua giảm 20%" in response.content.decode()


@pytest.mark.parametrize("trait", ["draft", "submitted", "received"])
def test_promotion_that_is_not_public_is_unknown(client, trait):
    traits = {} if trait == "draft" else {trait: True}
    promotion = PromotionFactory(name="Chưa công bố", **traits)

    response = client.get(f"/xac-minh/{promotion.reference}/")

    assert response.status_code == 404
    assert "Chưa công bố" not in response.content.decode()


@pytest.mark.parametrize("by", ["code", "sha256"])
def test_issued_paper_is_confirmed_by_code_and_by_hash(client, by):
    paper = issuing.issue(
        FileKind.XLSX, b"figures", about="Báo cáo thử", filename="bao-cao.xlsx", at=NOW
    )

    response = client.get(f"/xac-minh/{getattr(paper, by)}/")

    assert response.status_code == 200
    assert paper.sha256 in response.content.decode()


def test_unknown_code_is_said_to_be_unknown(client):
    response = client.get("/xac-minh/KM-1999-000001/")

    assert response.status_code == 404
    assert "KM-1999-000001" in response.content.decode()


def test_page_without_a_code_asks_for_one(client):
    response = client.get("/xac-minh/")

    assert response.status_code == 200
    assert 'name="ma"' in response.content.decode()


def test_endless_code_is_cut_and_answered(client):
    response = client.get("/xac-minh/", {"ma": "A" * 5_000})

    assert response["Location"] == f"/xac-minh/{'A' * 64}/"


@pytest.mark.parametrize(
    ("hours", "word"), [(-1, "chưa được sử dụng"), (0, "không dùng được nữa")]
)
def test_shopping_code_is_confirmed_until_its_end(client, settings, hours, word):
    pool = CodePoolFactory()
    claimed = claiming.claim(
        pool.pk, email="lan@thu.example", key=uuid4(), at=pool.opens_at
    ).claim
    settings.PORTAL_CLOCK = (pool.expires_at + timedelta(hours=hours)).isoformat()

    response = client.get(f"/xac-minh/{claimed.code}/")

    assert response.status_code == 200
    assert word in response.text


@pytest.fixture
def receipt():
    return sealing.seal(ComplaintFactory(order_ref="DH-9"), at=NOW)


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("", "Compare the hash below"),
        ("{signature}", "the signature on the paper is right"),
        ("{text}", "the hash of the text that was received"),
        ("A{signature}", "Altered: this signature or hash"),
        ("0" * 64, "Altered: this signature or hash"),
    ],
)
def test_receipt_of_a_report_is_judged_by_what_stands_on_the_paper(
    client, receipt, mark, words
):
    mark = mark.format(signature=receipt.signature, text=receipt.facts["text_sha256"])

    response = client.get(f"/en/xac-minh/{receipt.number}/", {"ky": mark})

    assert response.status_code == 200
    assert words in response.text
    assert receipt.facts["text_sha256"] in response.text


def test_receipt_shows_neither_who_reports_nor_what_nor_the_tracking_code(
    client, receipt
):
    text = client.get(f"/xac-minh/{receipt.number}/").text

    private = ["Lê Thị Thử", "5678", "nguoi-mua", "DH-9", "500.000", "Cửa hàng Thử"]
    private += [receipt.complaint.code, str(receipt.complaint.category)]
    assert [word for word in private if word in text] == []


def test_receipt_changed_behind_the_portal_is_not_confirmed(client, receipt):
    changed = SealedReceipt.objects.create(
        number="BN-0000-0000-0001",
        complaint=ComplaintFactory(),
        facts=receipt.facts,
        signature=receipt.signature,
    )

    text = client.get(f"/en/xac-minh/{changed.number}/").text

    assert "This receipt cannot be confirmed" in text
    assert receipt.facts["text_sha256"] not in text


def test_scanned_receipt_keeps_its_signature_on_the_way(client, receipt):
    scanned = codes.address(receipt.number, receipt.signature)

    response = client.get("/xac-minh/", {"ma": scanned}, follow=True)

    assert response.redirect_chain == [
        (f"/xac-minh/{receipt.number}/?ky={receipt.signature}", 302)
    ]
    assert "đúng" in response.text
