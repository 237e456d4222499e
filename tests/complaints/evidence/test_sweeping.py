import os
from datetime import timedelta

from django.utils import timezone

import pytest

from complaints.evidence import files, sweeping
from complaints.evidence.claiming import claim
from complaints.models import Upload
from tests.complaints.evidence import samples
from tests.complaints.factories import RECEIVED_AT as AT, ComplaintFactory

pytestmark = pytest.mark.django_db
MOMENT = timedelta(microseconds=1)


@pytest.fixture(autouse=True)
def a_day(settings):
    settings.EVIDENCE_UNCLAIMED_FOR = timedelta(days=1)


@pytest.mark.parametrize(
    ("after", "is_kept"),
    [(timedelta(days=1), True), (timedelta(days=1) + MOMENT, False)],
)
def test_an_upload_nobody_claims_is_kept_for_a_day(after, is_kept):
    upload = samples.uploaded()

    sweeping.delete_expired(at=AT + after)

    assert Upload.objects.exists() == is_kept
    assert files.path_of(upload.file).exists() == is_kept


def test_evidence_outlives_its_upload():
    upload = samples.uploaded()
    claim(ComplaintFactory(), [upload], by=None, at=AT)

    assert sweeping.delete_expired(at=AT + timedelta(days=9)) == 1

    assert files.sha256_of(upload.file) == upload.sha256


def age(name, days):
    then = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(files.path_of(name), (then, then))


@pytest.mark.parametrize(("days", "is_kept"), [(0.9, True), (1.1, False)])
def test_a_file_no_row_names_goes_only_after_its_age(days, is_kept):
    name = files.new_name()
    files.write_at(name, 0, [b"left by a killed process"])
    age(name, days)

    sweeping.delete_unclaimed(real_now=timezone.now())

    assert files.path_of(name).exists() == is_kept


def test_old_files_that_rows_name_stay():
    waiting, kept = (
        samples.uploaded(),
        samples.uploaded(samples.picture("JPEG", (9, 9))),
    )
    [evidence] = claim(ComplaintFactory(), [kept], by=None, at=AT)
    Upload.objects.filter(pk=kept.pk).delete()
    picture = files.new_name()
    files.write_at(picture, 0, [b"x"])
    type(evidence).objects.filter(pk=evidence.pk).update(preview=picture)
    for name in (waiting.file, kept.file, picture):
        age(name, 30)

    sweeping.delete_unclaimed(real_now=timezone.now())

    assert all(files.path_of(n).exists() for n in (waiting.file, kept.file, picture))
