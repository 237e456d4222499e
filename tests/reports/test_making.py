"""Making a report, and every way it can be cut short."""

import errno
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

from django.core.files.storage import default_storage
from django.db import OperationalError, connection
from django.utils import timezone

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from documents.issuing import open_checked
from documents.models import FileKind, IssuedFile
from reports import making
from reports.enums import FailureReason, ReportStep
from reports.making import make, reason_of
from reports.models import Report, Snapshot
from reports.snapshot import SnapshotDamaged
from reports.tasks import make_report
from tests.complaints.factories import ComplaintFactory
from tests.reports.factories import ReportFactory, SnapshotFactory

HANGING_WORKER = """
import sys, time
import django
django.setup()
from documents.models import FileKind
from reports import making
from reports.enums import ReportStep
making.RENDERERS[FileKind.PDF] = (ReportStep.PDF, lambda paper: time.sleep(600))
making.make(int(sys.argv[1]))
"""


def breaks(error):
    def render(paper):
        raise error

    return render


def broken(monkeypatch, kind, error):
    step, _ = making.RENDERERS[kind]
    monkeypatch.setitem(making.RENDERERS, kind, (step, breaks(error)))


@pytest.mark.django_db(transaction=True)
def test_a_report_is_made_with_three_sealed_files():
    report = ReportFactory()

    make(report.pk)

    report.refresh_from_db()
    files = list(report.files.order_by("kind"))
    assert (report.state, report.progress_percent, report.step) == (
        "ready",
        100,
        "done",
    )
    assert [file.kind for file in files] == ["docx", "pdf", "xlsx"]
    assert [open_checked(file).read(2) for file in files] == [b"PK", b"%P", b"PK"]
    assert len({file.code for file in files}) == 3
    name = r"bao-cao-online-friday-\d+-ministry-\d{8}-\d{4}\.(docx|pdf|xlsx)"
    assert all(re.fullmatch(name, file.filename) for file in files)
    assert report.requested_by.full_name not in "".join(f.filename for f in files)
    assert [event.verb for event in report.events.all()] == ["start", "finish"]


@pytest.mark.django_db(transaction=True)
def test_the_task_made_twice_makes_one_report():
    report = ReportFactory()

    make_report(report_id=report.pk)
    make_report(report_id=report.pk)

    assert IssuedFile.objects.count() == 3
    assert report.events.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_make_one_report():
    report = ReportFactory()

    def work(_):
        try:
            make(report.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(work, range(2)))

    report.refresh_from_db()
    assert (report.state, report.attempt_count) == ("ready", 1)
    assert IssuedFile.objects.count() == 3
    assert Snapshot.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_error_in_the_last_file_leaves_none(monkeypatch):
    report = ReportFactory()
    broken(monkeypatch, FileKind.XLSX, ValueError("no sheet"))

    with pytest.raises(ValueError, match="no sheet"):
        make(report.pk)

    report.refresh_from_db()
    assert (report.state, report.failure) == ("running", "defect")
    assert report.step == ReportStep.XLSX
    assert report.alive_at is None
    assert IssuedFile.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_second_try_starts_from_the_same_figures(monkeypatch):
    report = ReportFactory()
    with monkeypatch.context() as patch:
        broken(patch, FileKind.DOCX, OperationalError("gone"))
        with pytest.raises(OperationalError):
            make(report.pk)
    ComplaintFactory(campaign=report.campaign)

    make(report.pk)

    report.refresh_from_db()
    assert (report.state, report.attempt_count, report.failure) == ("ready", 2, "")
    assert report.snapshot == Snapshot.objects.get()
    assert report.snapshot.figures["values"]["PA-01"] == 0


@pytest.mark.django_db(transaction=True)
def test_the_third_failure_is_the_last(monkeypatch):
    report = ReportFactory()
    broken(monkeypatch, FileKind.PDF, OSError(errno.ENOSPC, "full"))

    for _ in range(3):
        with pytest.raises(OSError, match="full"):
            make(report.pk)
    make(report.pk)

    report.refresh_from_db()
    assert (report.state, report.attempt_count) == ("failed", 3)
    assert report.failure == FailureReason.NO_SPACE
    assert [event.verb for event in report.events.all()] == [
        "start",
        "resume",
        "resume",
        "fail",
    ]


@pytest.mark.django_db(transaction=True)
def test_a_worker_overtaken_by_another_issues_nothing(monkeypatch):
    report = ReportFactory()
    step, render = making.RENDERERS[FileKind.XLSX]

    def slow(paper):
        Report.objects.filter(pk=report.pk).update(attempt_count=2)
        return render(paper)

    monkeypatch.setitem(making.RENDERERS, FileKind.XLSX, (step, slow))

    make(report.pk)

    report.refresh_from_db()
    assert report.state == "running"
    assert IssuedFile.objects.count() == 0


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_leaves_no_half_file_and_the_report_completes():
    report = ReportFactory()
    stored_before = stored_files()
    worker = subprocess.Popen(
        [sys.executable, "-c", HANGING_WORKER, str(report.pk)],
        env={**os.environ, "DATABASE_URL": url_of_the_test_database()},
    )
    try:
        wait_for_step(report, ReportStep.PDF, of=worker)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()

    report.refresh_from_db()
    assert (report.state, report.step) == ("running", "pdf")
    assert IssuedFile.objects.count() == 0
    assert stored_files() == stored_before
    make(report.pk)
    report.refresh_from_db()
    assert report.state == "running"

    Report.objects.update(alive_at=timezone.now() - timedelta(seconds=46))
    make(report.pk)

    report.refresh_from_db()
    assert (report.state, report.attempt_count) == ("ready", 2)
    assert Snapshot.objects.count() == 1
    assert IssuedFile.objects.count() == report.files.count() == 3


def wait_for_step(report, step, *, of):
    for _ in range(600):
        report.refresh_from_db()
        if report.step == step:
            return
        assert of.poll() is None, "The worker ended by itself."
        time.sleep(0.1)
    raise AssertionError(f"The worker never came to {step}.")


def url_of_the_test_database():
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))


def stored_files():
    return sum(len(files) for _, _, files in os.walk(default_storage.path("issued")))


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (SoftTimeLimitExceeded(), FailureReason.TOO_SLOW),
        (OSError(errno.ENOSPC, "full"), FailureReason.NO_SPACE),
        (OSError(errno.EACCES, "no"), FailureReason.DEFECT),
        (OperationalError("gone"), FailureReason.DATABASE),
        (SnapshotDamaged(SnapshotFactory.build()), FailureReason.DAMAGED),
        (ValueError("x"), FailureReason.DEFECT),
    ],
)
def test_each_error_has_a_reason_a_person_can_read(error, reason):
    assert reason_of(error) == reason
    assert str(reason.label).endswith(".")
