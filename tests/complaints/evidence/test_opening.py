import os

import pytest
from structlog.testing import capture_logs

from complaints.evidence import files, opening
from complaints.evidence.claiming import claim
from complaints.evidence.trouble import EvidenceRefused
from complaints.models.evidence import ScanResult
from tests.accounts.factories import UserFactory
from tests.complaints.evidence import samples
from tests.complaints.factories import RECEIVED_AT as AT, ComplaintFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def evidence():
    [evidence] = claim(ComplaintFactory(), [samples.uploaded()], by=None, at=AT)
    return evidence


@pytest.fixture
def officer():
    return UserFactory(trade_management=True)


def download(evidence, officer, note=""):
    return opening.download(
        evidence, purpose=opening.Purpose.CASE, note=note, by=officer, at=AT
    )


def test_who_takes_the_original_out_is_noted_with_the_reason(evidence, officer):
    place = download(evidence, officer, note="Vụ 12")

    assert place.read_bytes() == samples.picture()
    entry = evidence.custody.get(act="downloaded")
    assert (entry.by, entry.happened_at) == (officer, AT)
    assert entry.reason == f"{opening.Purpose.CASE.label}: Vụ 12"


@pytest.mark.parametrize(
    "scan", [ScanResult.INFECTED, ScanResult.WAITING, ScanResult.ERROR]
)
def test_what_is_held_back_is_given_to_nobody(settings, evidence, officer, scan):
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    evidence.scan = scan

    with pytest.raises(EvidenceRefused):
        download(evidence, officer)
    assert not evidence.custody.filter(act="downloaded").exists()


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_an_original_that_is_not_what_was_stored_is_loudly_refused(
    evidence, officer, damage
):
    path = files.path_of(evidence.file)
    if damage == "gone":
        path.unlink()
    else:
        os.chmod(path, 0o600)
        path.write_bytes(b"other")

    with capture_logs() as logs, pytest.raises(EvidenceRefused):
        download(evidence, officer)

    assert [(log["event"], log["log_level"]) for log in logs] == [
        ("evidence_damaged", "critical")
    ]


def test_the_name_of_the_copy_names_no_person(evidence):
    assert opening.given_name(evidence) == (
        f"bang-chung-{evidence.complaint_id:06d}-{evidence.pk}.jpg"
    )
