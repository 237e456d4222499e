"""Who reaches evidence in the admin: those who handle the report, and nobody else."""

import pytest

from complaints.evidence.claiming import claim
from complaints.evidence.preparing import prepare_due
from complaints.models import CustodyEntry
from complaints.models.evidence import ScanResult
from tests.accounts.factories import UserFactory
from tests.complaints.evidence import samples
from tests.complaints.factories import RECEIVED_AT as AT
from tests.complaints.test_matrix import (
    HANDLING,
    INFORMED,
    OUTSIDE,
    STRANGERS,
    complaint,
    log_in,
)

pytestmark = pytest.mark.django_db
__all__ = ["complaint", "log_in"]
EVIDENCE = "/quan-tri/complaints/evidence/"


@pytest.fixture
def evidence(complaint):
    photo = samples.uploaded(samples.camera_photo(), name="anh-cua-toi.jpg")
    [evidence] = claim(complaint, [photo], by=None, at=AT)
    prepare_due(at=AT)
    evidence.refresh_from_db()
    return evidence


def body(response):
    return b"".join(response) if response.streaming else response.content


READING = {
    "list": lambda client, e: client.get(EVIDENCE),
    "page": lambda client, e: client.get(f"{EVIDENCE}{e.pk}/change/"),
    "picture": lambda client, e: client.get(f"{EVIDENCE}{e.pk}/hinh/"),
    "form for the original": lambda client, e: client.get(f"{EVIDENCE}{e.pk}/tai-ve/"),
    "original": lambda client, e: client.post(
        f"{EVIDENCE}{e.pk}/tai-ve/", {"purpose": "examine"}
    ),
    "report": lambda client, e: client.get(
        f"/quan-tri/complaints/complaint/{e.complaint_id}/change/"
    ),
}


def reaches(response, evidence):
    content = body(response)
    name, number = b"anh-cua-toi.jpg", str(evidence).encode()
    signs = (name, number, evidence.sha256.encode(), b"\xff\xd8\xff")
    return any(sign in content for sign in signs)


@pytest.mark.parametrize("way", READING)
@pytest.mark.parametrize("who", HANDLING)
def test_units_that_handle_the_report_reach_its_evidence(log_in, evidence, who, way):
    response = READING[way](log_in(who), evidence)

    assert response.status_code == 200
    assert reaches(response, evidence)


@pytest.mark.parametrize("way", READING)
@pytest.mark.parametrize("who", [*INFORMED, *STRANGERS, *OUTSIDE])
def test_nobody_else_reaches_it_by_any_way(log_in, evidence, who, way):
    response = READING[way](log_in(who), evidence)

    assert not reaches(response, evidence)
    assert not CustodyEntry.objects.filter(act__in=["viewed", "downloaded"]).exists()


def test_the_picture_has_lost_the_place_and_is_kept_by_nobody(log_in, evidence):
    client = log_in("trade_management")

    response = client.get(f"{EVIDENCE}{evidence.pk}/hinh/")

    assert b"Exif" in samples.camera_photo()
    assert b"Exif" not in body(response)
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_the_original_comes_as_a_file_only_and_is_noted(log_in, evidence):
    client = log_in("surveillance")

    response = client.post(
        f"{EVIDENCE}{evidence.pk}/tai-ve/", {"purpose": "case", "note": "Vụ 12"}
    )

    assert body(response) == samples.camera_photo()
    assert response["Content-Disposition"] == (
        f'attachment; filename="bang-chung-{evidence.complaint_id:06d}-{evidence.pk}.jpg"'
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/octet-stream"
    assert "sandbox" in response["Content-Security-Policy"]
    entry = evidence.custody.get(act="downloaded")
    assert entry.reason.endswith(": Vụ 12")
    assert entry.by.unit.kind == "market_surveillance"


@pytest.mark.parametrize("answers", [{}, {"purpose": "other"}, {"purpose": "steal"}])
def test_without_a_reason_there_is_no_original(log_in, evidence, answers):
    client = log_in("trade_management")

    response = client.post(f"{EVIDENCE}{evidence.pk}/tai-ve/", answers)

    assert response["Content-Type"].startswith("text/html")
    assert not evidence.custody.filter(act="downloaded").exists()


def test_looking_twice_within_the_hour_is_one_look_a_person(client, evidence):
    officers = [UserFactory(trade_management=True) for _ in range(2)]
    for officer in [*officers, *officers]:
        client.force_login(officer)
        client.get(f"{EVIDENCE}{evidence.pk}/hinh/")

    viewers = evidence.custody.filter(act="viewed").values_list("by", flat=True)
    assert sorted(viewers) == sorted(o.pk for o in officers)


def test_a_harmful_file_is_neither_shown_nor_given(log_in, evidence):
    type(evidence).objects.update(scan=ScanResult.INFECTED)
    client = log_in("trade_management")

    assert client.get(f"{EVIDENCE}{evidence.pk}/hinh/").status_code == 404
    original = client.post(f"{EVIDENCE}{evidence.pk}/tai-ve/", {"purpose": "examine"})
    assert original.status_code == 409
    assert b"\xff\xd8\xff" not in body(original)


@pytest.mark.parametrize("count", [1, 3])
def test_the_report_costs_the_same_for_one_and_three_files(
    log_in, complaint, count, django_assert_num_queries
):
    photos = [
        samples.uploaded(samples.picture(size=(n, 8))) for n in range(8, 8 + count)
    ]
    claim(complaint, photos, by=None, at=AT)
    client = log_in("trade_management")
    address = READING["report"]

    class OfIt:
        complaint_id = complaint.pk

    address(client, OfIt)
    with django_assert_num_queries(32):
        address(client, OfIt)


def test_nothing_of_it_can_be_added_changed_or_deleted(log_in, evidence):
    client = log_in("trade_management")
    before = list(type(evidence).objects.values())

    client.post(f"{EVIDENCE}add/", {"filename": "x"})
    client.post(f"{EVIDENCE}{evidence.pk}/change/", {"filename": "x", "scan": "clean"})
    client.post(f"{EVIDENCE}{evidence.pk}/delete/", {"post": "yes"})

    assert list(type(evidence).objects.values()) == before
