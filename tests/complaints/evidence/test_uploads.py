import hashlib
from datetime import timedelta

import pytest

from complaints.evidence import files, uploads
from complaints.evidence.trouble import EvidenceRefused, UploadGone
from complaints.models import Upload
from tests.complaints.evidence import samples
from tests.complaints.factories import RECEIVED_AT as AT

pytestmark = pytest.mark.django_db
PHOTO = samples.picture(size=(400, 300))


def begin(content=PHOTO, *, name="anh.jpg", sha256=None, declared="image/jpeg"):
    return uploads.begin(
        filename=name,
        declared=declared,
        size=len(content),
        sha256=sha256 or hashlib.sha256(content).hexdigest(),
        at=AT,
    )


def append(upload, offset, piece, at=AT):
    return uploads.append(upload.token, offset=offset, pieces=[piece], at=at)


def test_a_file_that_comes_whole_lies_sealed_under_a_name_that_says_nothing():
    upload = samples.uploaded(PHOTO, name="Lê Thị Thử.jpg")

    path = files.path_of(upload.file)
    assert path.read_bytes() == PHOTO
    assert path.stat().st_mode & 0o777 == 0o400
    assert "Thử" not in str(path)
    assert path.suffix == ""
    assert upload.completed_at == AT


def test_a_file_that_comes_in_pieces_is_the_same_file():
    upload = begin()

    half = append(upload, 0, PHOTO[:1000], at=AT)
    done = append(upload, 1000, PHOTO[1000:], at=AT + timedelta(minutes=1))

    assert (half.received_bytes, half.completed_at) == (1000, None)
    assert done.completed_at == AT + timedelta(minutes=1)
    assert files.sha256_of(done.file) == hashlib.sha256(PHOTO).hexdigest()


def test_a_piece_out_of_its_place_is_told_where_to_go_on():
    upload = begin()
    append(upload, 0, PHOTO[:1000])

    for offset in (0, 999, 1001):
        with pytest.raises(uploads.WrongOffset) as refused:
            append(upload, offset, b"x")
        assert refused.value.upload.received_bytes == 1000


def test_a_finished_file_takes_nothing_more():
    upload = samples.uploaded(PHOTO)

    with pytest.raises(uploads.WrongOffset):
        append(upload, len(PHOTO), b"x")


def test_bytes_that_were_never_confirmed_are_written_over():
    upload = begin()
    append(upload, 0, PHOTO[:1000])
    files.write_at(upload.file, 1000, [b"killed before the row was written" * 900])

    done = append(upload, 1000, PHOTO[1000:])

    assert files.path_of(done.file).read_bytes() == PHOTO


@pytest.mark.parametrize(
    ("content", "name", "declared"),
    [
        (samples.PDF, "anh.jpg", "image/jpeg"),
        (b"<html>", "anh.png", "image/png"),
        (samples.HEIC, "anh.jpg", "image/jpeg"),
    ],
)
def test_what_is_not_what_it_seems_is_forgotten_at_once(content, name, declared):
    with pytest.raises(EvidenceRefused):
        samples.uploaded(content, name=name, declared=declared)

    assert Upload.objects.count() == 0


def test_refused_bytes_are_gone_once_that_is_stored(
    django_capture_on_commit_callbacks,
):
    upload = begin(samples.PDF)
    with (
        django_capture_on_commit_callbacks(execute=True),
        pytest.raises(EvidenceRefused),
    ):
        append(upload, 0, samples.PDF)

    assert not files.path_of(upload.file).exists()


def test_a_file_with_another_hash_than_said_is_refused():
    upload = begin(sha256="0" * 64)

    with pytest.raises(EvidenceRefused, match=r"anh\.jpg"):
        append(upload, 0, PHOTO)


def test_more_bytes_than_said_are_refused():
    upload = begin()

    with pytest.raises(EvidenceRefused, match=r"anh\.jpg"):
        append(upload, 0, PHOTO + b"x")


def test_a_handle_that_nobody_made_opens_nothing():
    with pytest.raises(UploadGone):
        uploads.append("x" * 32, offset=0, pieces=[b"x"], at=AT)


def test_only_finished_uploads_count_as_whole():
    done, half = samples.uploaded(), begin()

    assert uploads.whole([done.token, done.token]) == [done]
    with pytest.raises(UploadGone):
        uploads.whole([done.token, half.token])


def test_uploads_nobody_claims_cannot_fill_the_disk(settings):
    settings.EVIDENCE_UNCLAIMED_MAX_BYTES = 2 * len(PHOTO)
    begin()
    begin()

    with pytest.raises(EvidenceRefused, match="sau"):
        begin()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\fakepath\\anh.jpg", "anh.jpg"),
        ("../../etc/anh.jpg", "anh.jpg"),
        ("a\r\nb.jpg", "ab.jpg"),
        ("hoá đơn.jpg", "hoá đơn.jpg"),
        ("x" * 300 + ".jpg", "x" * 146 + ".jpg"),
    ],
)
def test_a_name_is_kept_without_what_could_confuse(given, kept):
    assert uploads.tidy_name(given) == kept
