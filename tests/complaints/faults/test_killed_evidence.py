"""The process that takes a photo in, or makes its picture, is killed at each step.

What was confirmed to the sender is kept, the rest is sent again; the sealed original is
never touched, and no file is left behind that no row names.
"""

import hashlib
from datetime import timedelta
from itertools import count
from pathlib import Path

from django.db import transaction
from django.utils import timezone

import pytest

from complaints.evidence import files, preparing, sweeping, uploads
from complaints.evidence.claiming import claim
from complaints.models import Evidence
from tests.complaints.evidence import samples
from tests.complaints.factories import RECEIVED_AT as AT, ComplaintFactory
from tests.complaints.faults.killing import kill_before

pytestmark = pytest.mark.django_db(transaction=True)

PHOTO = samples.camera_photo(size=(640, 480))
HALF = len(PHOTO) // 2


def test_killed_before_any_step_an_upload_goes_on_where_it_was_confirmed():
    for number in count(1):
        upload = uploads.begin(
            filename="anh.jpg",
            declared="image/jpeg",
            size=len(PHOTO),
            sha256=hashlib.sha256(PHOTO).hexdigest(),
            at=AT,
        )
        uploads.append(upload.token, offset=0, pieces=[PHOTO[:HALF]], at=AT)

        was_killed = kill_before(number, lambda token=upload.token: last_piece(token))
        found = uploads.find(upload.token)
        assert found.received_bytes in (HALF, len(PHOTO)), number
        if found.completed_at is None:
            assert found.received_bytes == HALF
            last_piece(upload.token)

        evidence = claimed(uploads.whole([upload.token]))
        assert files.path_of(evidence.file).read_bytes() == PHOTO
        if not was_killed:
            break

    assert number > 4, "the process was killed too seldom to prove anything"


def test_killed_before_any_step_a_picture_is_made_once_and_nothing_left_behind():
    for number in count(1):
        evidence = claimed([samples.uploaded(PHOTO)])

        was_killed = kill_before(number, lambda: preparing.prepare_due(at=AT))
        preparing.prepare_due(at=AT + preparing.CLAIM)

        evidence.refresh_from_db()
        assert files.path_of(evidence.file).read_bytes() == PHOTO, number
        assert files.path_of(evidence.preview).is_file(), number
        acts = list(evidence.custody.values_list("act", flat=True))
        assert acts == ["stored", "prepared"], number
        if not was_killed:
            break

    assert number > 6, "the process was killed too seldom to prove anything"
    sweeping.delete_expired(at=AT + timedelta(days=30))
    sweeping.delete_unclaimed(real_now=timezone.now() + timedelta(days=2))
    named = Evidence.objects.values_list("file", "preview")
    assert on_disk() == {files.path_of(name) for pair in named for name in pair}


@transaction.atomic
def claimed(whole):
    [evidence] = claim(ComplaintFactory(), whole, by=None, at=AT)
    return evidence


def last_piece(token):
    return uploads.append(token, offset=HALF, pieces=[PHOTO[HALF:]], at=AT)


def on_disk() -> set[Path]:
    folder = files.path_of(files.FOLDER)
    return {path for path in folder.rglob("*") if path.is_file()}
