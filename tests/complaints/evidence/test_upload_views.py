"""Files sent piece by piece before the form, as the page with JavaScript does."""

import hashlib

from django.test import Client

import pytest

from complaints.models import Category, Complaint, Upload
from tests.complaints.answers import posted
from tests.complaints.evidence import samples

pytestmark = pytest.mark.django_db
URL = "/phan-anh/tep/"
PHOTO = samples.picture(size=(400, 300))


def begin(client, content=PHOTO, **changes):
    facts = {
        "filename": "anh.jpg",
        "type": "image/jpeg",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        **changes,
    }
    return client.post(URL, facts)


def send(client, token, offset, piece):
    return client.patch(
        f"{URL}{token}/",
        piece,
        content_type="application/octet-stream",
        headers={"Upload-Offset": str(offset)},
    )


def test_a_file_sent_in_pieces_is_claimed_by_the_form(client, plan):
    token = begin(client).json()["token"]
    send(client, token, 0, PHOTO[:1000])
    last = send(client, token, 1000, PHOTO[1000:])
    assert last.json() == {"token": token, "offset": len(PHOTO), "is_whole": True}

    category = Category.objects.get(code="false-discount")
    client.post("/phan-anh/moi/", posted(plan.district, category, uploads=[token]))

    evidence = Complaint.objects.get().evidence.get()
    assert evidence.sha256 == hashlib.sha256(PHOTO).hexdigest()


def test_after_a_lost_line_the_page_asks_how_far_it_came(client):
    token = begin(client).json()["token"]
    send(client, token, 0, PHOTO[:1000])

    assert client.get(f"{URL}{token}/").json()["offset"] == 1000
    again = send(client, token, 0, PHOTO[:1000])
    assert (again.status_code, again.json()["offset"]) == (409, 1000)


def test_the_handle_is_all_one_needs_and_cannot_be_guessed(client):
    tokens = {begin(client).json()["token"] for _ in range(3)}

    assert len(tokens) == 3
    assert min(map(len, tokens)) >= 32
    assert client.get(f"{URL}{'x' * 32}/").status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"filename": "a.exe"},
        {"filename": "a.pdf"},
        {"type": "text/html"},
        {"size": "0"},
        {"size": "-1"},
        {"size": "viele"},
        {"size": str(10**12)},
        {"sha256": "x"},
        {"sha256": ""},
    ],
)
def test_what_cannot_be_taken_is_said_before_a_byte_is_sent(client, changes):
    response = begin(client, **changes)

    assert response.status_code == 422
    assert response.json()["problem"]
    assert Upload.objects.count() == 0


def test_a_file_that_is_not_what_it_seems_is_refused_with_its_last_piece(client):
    token = begin(client, samples.PDF).json()["token"]

    response = send(client, token, 0, samples.PDF)

    assert response.status_code == 422
    assert "anh.jpg" in response.json()["problem"]
    assert client.get(f"{URL}{token}/").status_code == 404


@pytest.mark.parametrize("offset", ["", "-1", "x"])
def test_a_piece_without_its_place_is_refused(client, offset):
    token = begin(client).json()["token"]

    assert send(client, token, offset, b"x").status_code == 422


def test_nothing_is_sent_from_another_site():
    strict = Client(enforce_csrf_checks=True)

    assert begin(strict).status_code == 403
    assert send(strict, "x", 0, b"x").status_code == 403


@pytest.mark.parametrize(("tries", "status"), [(2, 201), (1, 422)])
def test_one_address_may_begin_only_so_many(client, settings, tries, status):
    settings.EVIDENCE_UPLOAD_TRIES = tries
    begin(client)

    assert begin(client).status_code == status
