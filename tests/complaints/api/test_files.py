import hashlib
from uuid import uuid4

from django.urls import reverse

import pytest

from complaints.models import Complaint, Upload
from tests.complaints.api.sending import fields, file, kind, send
from tests.complaints.evidence import samples
from tests.complaints.factories import ComplaintFactory, ReferralFactory

pytestmark = pytest.mark.django_db
PHOTO = samples.picture(size=(400, 300))


def announce(client, content=PHOTO, **changes):
    facts = {
        "filename": "anh.jpg",
        "type": "image/jpeg",
        "size_bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return send(client, "api_complaint_files", {**facts, **changes})


def piece(client, handle, offset, content):
    return client.patch(
        reverse("api_complaint_file", args=[handle]),
        content,
        content_type="application/octet-stream",
        headers={"Upload-Offset": str(offset)},
    )


@pytest.fixture
def handle(client):
    return announce(client).json()["handle"]


@pytest.fixture
def whole(client, handle):
    piece(client, handle, 0, PHOTO)
    return handle


def test_a_file_sent_in_pieces_becomes_evidence_of_the_report(client, plan, handle):
    first = piece(client, handle, 0, PHOTO[:1000]).json()
    last = piece(client, handle, 1000, PHOTO[1000:]).json()

    file(client, evidence=[handle])

    assert (first["received_bytes"], first["is_whole"]) == (1000, False)
    assert (last["received_bytes"], last["is_whole"]) == (len(PHOTO), True)
    evidence = Complaint.objects.get().evidence.get()
    assert evidence.sha256 == hashlib.sha256(PHOTO).hexdigest()


def test_after_a_lost_line_it_goes_on_where_it_stopped(client, handle):
    piece(client, handle, 0, PHOTO[:1000])

    asked = client.get(reverse("api_complaint_file", args=[handle]))
    again = piece(client, handle, 0, PHOTO[:1000])

    assert asked.json()["received_bytes"] == 1000
    assert (again.status_code, kind(again)) == (409, "wrong-offset")
    assert again.json()["received_bytes"] == 1000


def test_how_far_a_file_came_is_for_nobody_else(client, handle):
    page = client.get(reverse("api_complaint_file", args=[handle]))

    assert page["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in page


def test_a_handle_nobody_has_is_not_found(client):
    address = reverse("api_complaint_file", args=["nobody"])

    assert client.get(address).status_code == 404
    assert piece(client, "nobody", 0, b"x").status_code == 404


@pytest.mark.parametrize(
    "changes",
    [{"filename": "anh.exe"}, {"type": "text/html"}, {"size_bytes": 10**9}],
)
def test_what_the_page_would_not_take_is_refused_with_the_reason(client, changes):
    page = announce(client, **changes)

    assert (page.status_code, kind(page)) == (422, "file-refused")
    assert Upload.objects.count() == 0


def test_a_file_that_arrives_damaged_is_refused_and_forgotten(client, handle):
    page = piece(client, handle, 0, PHOTO[:-1] + b"x")

    assert (page.status_code, kind(page)) == (422, "file-refused")
    assert Upload.objects.count() == 0


@pytest.mark.parametrize("offset", ["", "-1", "x", "12345678901"])
def test_a_piece_without_its_place_is_refused(client, handle, offset):
    page = piece(client, handle, offset, PHOTO)

    assert (page.status_code, fields(page)) == (400, ["Upload-Offset"])


@pytest.mark.parametrize("sha256", ["", "a" * 63, "g" * 64])
def test_a_hash_that_is_none_is_refused(client, sha256):
    assert fields(announce(client, sha256=sha256)) == ["sha256"]


def test_an_address_may_send_as_many_files_as_on_the_page(client, settings):
    settings.EVIDENCE_UPLOAD_TRIES = 2

    statuses = [announce(client).status_code for _ in range(3)]

    assert statuses == [201, 201, 422]


def test_an_empty_piece_changes_nothing(client, handle):
    assert piece(client, handle, 0, b"").json()["received_bytes"] == 0


def test_a_piece_larger_than_allowed_is_refused(client, handle, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    assert piece(client, handle, 0, PHOTO[:100]).status_code == 200
    assert kind(piece(client, handle, 100, PHOTO[100:201])) == "too-large"


def test_a_file_that_is_not_whole_cannot_be_filed(client, plan, handle):
    piece(client, handle, 0, PHOTO[:1000])

    assert fields(file(client, evidence=[handle])) == ["evidence"]


# To a report that is here


@pytest.fixture
def complaint():
    complaint = ComplaintFactory(code="PA-7K3M-9QXD-2TRV", phone="+84912345678")
    ReferralFactory(complaint=complaint)
    return complaint


def add(client, handles, factor="5678", once=None):
    body = {"code": "PA-7K3M-9QXD-2TRV", "factor": factor, "evidence": handles}
    return send(client, "api_complaint_evidence", body, once=once or uuid4())


def test_more_files_are_added_once(client, complaint, whole):
    key = uuid4()
    pages = [add(client, [whole], once=key) for _ in range(2)]

    assert [page.status_code for page in pages] == [200, 200]
    assert [one["filename"] for one in pages[1].json()["evidence"]] == ["anh.jpg"]
    assert complaint.evidence.count() == 1


def test_only_its_sender_adds_files(client, complaint, whole):
    assert kind(add(client, [whole], factor="0000")) == "no-report"
    assert complaint.evidence.count() == 0


@pytest.mark.parametrize("handles", [[], ["nobody"]])
def test_files_that_are_not_here_are_refused(client, complaint, handles):
    assert fields(add(client, handles)) == ["evidence"]
