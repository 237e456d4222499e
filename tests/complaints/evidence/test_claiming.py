"""Complaint and evidence are stored together, once, whatever is killed when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pkgutil import resolve_name
from unittest.mock import patch
from uuid import uuid4

from django.db import DatabaseError, connection, transaction

import pytest

from accounts.models import Submission
from accounts.once import ContentConflict
from complaints import intake
from complaints.enums import ComplaintSource
from complaints.evidence import files, uploads
from complaints.evidence.claiming import claim
from complaints.evidence.trouble import EvidenceRefused, UploadGone
from complaints.models import Complaint, CustodyEntry, Evidence, Upload
from notifications.models import Notice
from tests.accounts.factories import UserFactory
from tests.complaints.answers import KEY, OTHER_KEY, facts
from tests.complaints.evidence import samples
from tests.complaints.factories import HCM, ComplaintFactory

AT = datetime(2024, 11, 29, 9, tzinfo=HCM)
OTHER_PHOTO = samples.picture(size=(9, 9))


def file(*photos, key=KEY, **changes):
    return intake.file_complaint(
        facts(**changes),
        key=key,
        at=AT,
        source=ComplaintSource.WEB,
        uploads=photos,
    )


def counts():
    models = (Complaint, Evidence, CustodyEntry, Submission, Notice)
    return [model.objects.count() for model in models]


@pytest.mark.django_db
def test_evidence_is_stored_with_the_complaint(plan):
    photo = samples.uploaded(name="hoá đơn.jpg")

    file(photo)

    evidence = Complaint.objects.get().evidence.get()
    assert (evidence.filename, evidence.sha256) == ("hoá đơn.jpg", photo.sha256)
    assert files.sha256_of(evidence.file) == photo.sha256
    entry = evidence.custody.get()
    assert (entry.act, entry.by, entry.actor) == ("stored", None, "public")
    assert entry.happened_at == AT


@pytest.mark.django_db
def test_custody_names_the_officer_who_took_it_in():
    officer = UserFactory(trade_management=True)

    [evidence] = claim(ComplaintFactory(), [samples.uploaded()], by=officer, at=AT)

    entry = evidence.custody.get()
    assert (entry.by, entry.actor) == (officer, officer.unit.name)


@pytest.mark.django_db
def test_the_same_form_with_the_same_files_sent_anew_is_one_complaint(plan):
    first = file(samples.uploaded())
    second = file(samples.uploaded(name="ten-khac.jpg"))

    assert second.is_repeat
    assert second.reference == first.reference
    assert Evidence.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "photos", [[], [OTHER_PHOTO], [samples.picture(), OTHER_PHOTO]]
)
def test_other_files_under_the_same_key_are_a_conflict(plan, photos):
    file(samples.uploaded())

    with pytest.raises(ContentConflict):
        file(*map(samples.uploaded, photos))
    assert Evidence.objects.count() == 1


@pytest.mark.django_db
def test_the_order_of_files_is_no_other_content(plan):
    photos = [samples.uploaded(), samples.uploaded(OTHER_PHOTO)]
    file(*photos)

    assert file(*reversed(photos)).is_repeat


@pytest.mark.django_db
def test_a_second_report_may_use_the_same_upload(plan):
    photo = samples.uploaded()
    file(photo)
    file(photo, key=OTHER_KEY, story="Chuyện khác.")

    assert Evidence.objects.values("complaint").distinct().count() == 2


@pytest.mark.django_db
def test_a_file_chosen_twice_is_one_piece_of_evidence():
    complaint = ComplaintFactory()
    claim(complaint, [samples.uploaded(), samples.uploaded()], by=None, at=AT)
    claim(complaint, [samples.uploaded()], by=None, at=AT)

    assert complaint.evidence.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("limit", "is_taken"), [(2, True), (1, False)])
def test_a_report_has_a_largest_number_of_files(settings, limit, is_taken):
    settings.EVIDENCE_MAX_FILES = limit
    complaint = ComplaintFactory()
    claim(complaint, [samples.uploaded()], by=None, at=AT)

    if is_taken:
        claim(complaint, [samples.uploaded(OTHER_PHOTO)], by=None, at=AT)
    else:
        with pytest.raises(EvidenceRefused):
            claim(complaint, [samples.uploaded(OTHER_PHOTO)], by=None, at=AT)


@pytest.mark.django_db
def test_an_upload_the_sweep_took_first_files_nothing(plan):
    photo = samples.uploaded()
    Upload.objects.all().delete()

    with pytest.raises(UploadGone):
        file(photo)
    assert counts() == [0, 0, 0, 0, 0]


STEPS = [
    "complaints.intake._store",
    "complaints.intake.claim",
    "complaints.evidence.claiming.custody.record_stored",
    "complaints.evidence.claiming.ring",
    "complaints.intake.plan_route",
    "complaints.intake.notices.send_receipt",
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_nothing_is_half_there_and_a_repeat_completes(
    plan, step, moment
):
    photo = samples.uploaded()
    real = resolve_name(step)

    def killed(*args, **kwargs):
        if moment == "after":
            real(*args, **kwargs)
        raise KeyboardInterrupt

    with patch(step, side_effect=killed), pytest.raises(KeyboardInterrupt):
        file(photo)
    assert counts() == [0, 0, 0, 0, 0]
    assert files.sha256_of(photo.file) == photo.sha256

    file(*uploads.whole([photo.token]))

    assert counts()[:4] == [1, 1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_under_one_key_store_one_complaint_with_one_file(plan):
    photo = samples.uploaded()

    def send(_):
        try:
            return file(photo).reference
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        codes = set(pool.map(send, range(50)))

    assert codes == {Complaint.objects.get().code}
    assert counts()[:4] == [1, 1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_many_reports_at_once_with_one_file_each_keep_each_its_own(plan):
    photo = samples.uploaded()

    def send(_):
        try:
            return file(photo, key=uuid4()).reference
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(send, range(24)))

    assert len(set(codes)) == 24
    assert Evidence.objects.values("complaint").distinct().count() == 24


@pytest.mark.django_db
def test_what_is_stored_is_never_deleted_nor_its_custody_changed():
    [evidence] = claim(ComplaintFactory(), [samples.uploaded()], by=None, at=AT)

    for forbidden in (
        lambda: Evidence.objects.all()._raw_delete("default"),
        lambda: CustodyEntry.objects.update(reason="x"),
        lambda: CustodyEntry.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
            forbidden()
    assert evidence.custody.count() == 1
