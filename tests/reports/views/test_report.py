import io

from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import translation

import pytest
from pypdf import PdfReader

from documents.issuing import issue
from documents.models import FileKind
from reports.making import make
from reports.models import Download
from tests.accounts.factories import UserFactory
from tests.reports.factories import REQUESTED_AT, ReportFactory

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def ready():
    report = ReportFactory(ready=True)
    file = issue(
        FileKind.PDF,
        b"%PDF-1.7 report",
        about="Báo cáo kết quả",
        filename="bao-cao-online-friday-ministry-20241210-0905.pdf",
        at=REQUESTED_AT,
    )
    report.files.add(file)
    return report


def detail(report):
    return reverse("report_detail", args=[report.pk])


def file_of(report, kind="pdf"):
    return reverse("report_file", args=[report.pk, kind])


def logged_in(client, **kind):
    user = UserFactory(**kind)
    client.force_login(user)
    return user


@pytest.mark.django_db
def test_progress_is_asked_for_every_two_seconds_while_it_is_made(client):
    report = ReportFactory(running=True, step="pdf", progress_percent=65)
    logged_in(client, import_export=True)

    page = client.get(detail(report)).content.decode()
    part = client.get(detail(report), headers=HTMX)

    assert page.count('hx-trigger="every 2s"') == 1
    assert part.status_code == 200
    assert "65% done" in part.content.decode()
    assert "Writing the PDF file" in part.content.decode()
    assert "<html" not in part.content.decode()


@pytest.mark.django_db
def test_without_script_a_link_shows_how_far_it_is(client):
    report = ReportFactory(running=True)
    logged_in(client, leader=True)

    page = client.get(detail(report)).content.decode()

    assert f'href="{detail(report)}">Show how far it is now</a>' in page
    assert "http-equiv" not in page


@pytest.mark.parametrize("state", ["ready", "failed"])
@pytest.mark.django_db
def test_polling_stops_once_it_is_finished(state, client):
    report = ReportFactory(**{state: True})
    logged_in(client, leader=True)

    part = client.get(detail(report), headers=HTMX)

    assert part.status_code == 286
    assert "hx-trigger" not in part.content.decode()


@pytest.mark.django_db
def test_a_failed_report_says_why_and_what_to_do(client):
    report = ReportFactory(failed=True, failure="no_space")
    logged_in(client, leader=True)

    page = client.get(detail(report)).content.decode()

    assert "There is no room left to store the files." in page
    assert "Ask for the report again" in page


@pytest.mark.django_db
def test_the_leadership_downloads_and_each_download_is_written_down(client, ready):
    leader = logged_in(client, leader=True)

    responses = [client.get(file_of(ready)) for _ in range(2)]

    first = responses[0]
    assert first.status_code == 200
    assert b"".join(first.streaming_content) == b"%PDF-1.7 report"
    assert first["Content-Type"] == "application/pdf"
    assert first["Content-Disposition"] == (
        'attachment; filename="bao-cao-online-friday-ministry-20241210-0905.pdf"'
    )
    assert first["X-Content-Type-Options"] == "nosniff"
    assert first["Cache-Control"] == "private, no-store"
    log = Download.objects.values_list("report", "file__kind", "downloaded_by")
    assert list(log) == [(ready.pk, "pdf", leader.pk)] * 2


@pytest.mark.django_db
def test_import_export_follows_a_report_but_takes_no_file(client, ready):
    logged_in(client, import_export=True)

    page = client.get(detail(ready)).content.decode()
    refused = client.get(file_of(ready))

    assert file_of(ready) not in page
    assert "Only the leadership downloads the files." in page
    assert refused.status_code == 403
    assert b"%PDF" not in refused.content
    assert Download.objects.count() == 0


@pytest.mark.parametrize("kind", ["docx", "exe"])
@pytest.mark.django_db
def test_a_kind_of_file_that_is_not_there_is_not_found(kind, client, ready):
    logged_in(client, leader=True)

    assert client.get(file_of(ready, kind)).status_code == 404


@pytest.mark.django_db
def test_a_file_cannot_be_had_before_the_report_is_ready(client):
    report = ReportFactory(running=True)
    logged_in(client, leader=True)

    assert client.get(file_of(report)).status_code == 404
    assert Download.objects.count() == 0


@pytest.mark.django_db
def test_a_damaged_file_is_not_handed_out(client, ready):
    name = ready.files.get().file.name
    with open(default_storage.path(name), "wb") as stored:
        stored.write(b"%PDF-1.7 forged")
    logged_in(client, leader=True)

    response = client.get(file_of(ready))

    assert response.status_code == 410
    assert b"forged" not in response.content
    assert "The file is damaged" in response.content.decode()
    assert Download.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_what_the_worker_made_is_what_the_leader_gets(client):
    report = ReportFactory()
    make(report.pk)
    logged_in(client, leader=True)

    page = client.get(detail(report)).content.decode()
    pdf = b"".join(client.get(file_of(report)).streaming_content)

    codes = list(report.files.values_list("code", flat=True))
    assert all(code in page for code in codes)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert report.files.get(kind="pdf").code in text
