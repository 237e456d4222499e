from datetime import timedelta
from unittest.mock import patch

import pytest

from complaints.evidence import files, preparing, scanner
from complaints.evidence.claiming import claim
from complaints.models import Evidence
from complaints.models.evidence import ScanResult
from tests.complaints.evidence import samples
from tests.complaints.factories import RECEIVED_AT as AT, ComplaintFactory

pytestmark = pytest.mark.django_db
SCANNER = "tcp://127.0.0.1:1"


def stored(content=None, **kwargs):
    upload = samples.uploaded(content, **kwargs)
    [evidence] = claim(ComplaintFactory(), [upload], by=None, at=AT)
    return evidence


def prepare(evidence, *, answer=None, at=AT):
    verdict = answer and scanner.Verdict(answer, "")
    with patch.object(scanner, "scan", return_value=verdict):
        preparing.prepare_due(at=at)
    evidence.refresh_from_db()
    return evidence


def acts(evidence):
    return list(evidence.custody.values_list("act", flat=True))


def test_without_a_scanner_that_is_said_and_the_picture_is_made():
    evidence = prepare(stored(samples.camera_photo()))

    assert evidence.scan == ScanResult.NOT_SCANNED
    assert evidence.scanned_at is None
    assert not evidence.is_held_back
    assert files.path_of(evidence.preview).is_file()
    assert acts(evidence) == ["stored", "prepared"]


def test_a_clean_file_is_let_through(settings):
    settings.CLAMD_URL = SCANNER
    evidence = stored()
    assert (evidence.scan, evidence.is_held_back) == (ScanResult.WAITING, True)

    prepare(evidence, answer=ScanResult.CLEAN)

    assert (evidence.scan, evidence.is_held_back) == (ScanResult.CLEAN, False)
    assert evidence.scanned_at == AT
    assert evidence.preview
    assert acts(evidence) == ["stored", "scanned", "prepared"]


def test_a_harmful_file_is_held_back_but_kept(settings):
    settings.CLAMD_URL = SCANNER
    evidence = prepare(stored(), answer=ScanResult.INFECTED)

    assert evidence.is_held_back
    assert evidence.preview == ""
    assert evidence.next_try_at is None
    assert files.sha256_of(evidence.file) == evidence.sha256


def test_a_scanner_that_is_away_destroys_nothing_and_is_asked_again(settings):
    settings.CLAMD_URL = SCANNER
    evidence = prepare(stored(), answer=ScanResult.ERROR)
    assert (evidence.scan, evidence.is_held_back) == (ScanResult.ERROR, True)
    assert files.sha256_of(evidence.file) == evidence.sha256

    later = evidence.next_try_at
    prepare(evidence, answer=ScanResult.CLEAN, at=later - timedelta(microseconds=1))
    assert evidence.scan == ScanResult.ERROR
    prepare(evidence, answer=ScanResult.CLEAN, at=later)
    assert evidence.scan == ScanResult.CLEAN


def test_the_pause_grows_but_never_beyond_an_hour(settings):
    settings.CLAMD_URL = SCANNER
    evidence, at, pauses = stored(), AT, []

    for _ in range(9):
        prepare(evidence, answer=ScanResult.ERROR, at=at)
        pauses.append(evidence.next_try_at - at)
        at = evidence.next_try_at

    assert pauses == sorted(pauses)
    assert pauses[0] < pauses[1] <= pauses[-1] == timedelta(hours=1)


def test_a_scanner_that_was_taken_away_is_no_longer_waited_for(settings):
    settings.CLAMD_URL = SCANNER
    evidence = prepare(stored(), answer=ScanResult.ERROR)

    settings.CLAMD_URL = ""
    assert not evidence.is_held_back
    prepare(evidence, at=evidence.next_try_at)

    assert evidence.scan == ScanResult.NOT_SCANNED


def test_a_photo_that_cannot_be_redrawn_is_shown_to_nobody():
    broken = samples.picture(size=(200, 200))[:-400]

    evidence = prepare(stored(broken))

    assert evidence.preview == ""
    assert evidence.prepared_at == AT
    assert files.path_of(evidence.file).read_bytes() == broken


@pytest.mark.parametrize(
    ("content", "name", "declared"),
    [
        (samples.PDF, "hoa-don.pdf", "application/pdf"),
        (samples.MP4, "phim.mp4", "video/mp4"),
    ],
)
def test_papers_and_films_have_no_picture(content, name, declared):
    evidence = prepare(stored(content, name=name, declared=declared))

    assert (evidence.preview, evidence.prepared_at) == ("", AT)


def test_a_worker_killed_in_it_leaves_it_due_again():
    evidence = stored()
    with (
        patch.object(preparing, "redrawn", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        preparing.prepare_due(at=AT)

    assert (
        prepare(evidence, at=AT + preparing.CLAIM - timedelta(seconds=1)).preview == ""
    )
    assert prepare(evidence, at=AT + preparing.CLAIM).preview


def test_what_is_done_is_not_done_again():
    evidence = prepare(stored())
    first = evidence.preview

    assert preparing.prepare_due(at=AT + timedelta(days=1)) == 0
    assert Evidence.objects.get().preview == first
