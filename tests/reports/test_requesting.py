import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from django.db import connection

import pytest

from accounts.once import ContentConflict
from reports.models import Report
from reports.requesting import request_report
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import HCM, CampaignFactory

NOW = datetime(2024, 12, 10, 9, tzinfo=HCM)


@pytest.mark.django_db
def test_a_request_waits_for_a_worker_and_names_who_asked():
    officer = UserFactory(import_export=True)

    report = request_report(CampaignFactory(), audience="province", by=officer, at=NOW)

    event = report.events.get()
    assert (report.state, report.step, report.progress_percent) == (
        "requested",
        "waiting",
        0,
    )
    assert (report.requested_by, report.requested_at) == (officer, NOW)
    assert (event.verb, event.by) == ("request", officer)


@pytest.mark.django_db
def test_the_bell_rings_once_the_request_is_stored(
    django_capture_on_commit_callbacks, monkeypatch
):
    rung = []
    monkeypatch.setattr(
        "reports.tasks.make_report.apply_async",
        lambda kwargs, **options: rung.append(kwargs),
    )

    with django_capture_on_commit_callbacks(execute=True):
        report = request_report(
            CampaignFactory(),
            audience="ministry",
            by=UserFactory(leader=True),
            at=NOW,
        )

    assert rung == [{"report_id": report.pk}]


@pytest.mark.django_db(transaction=True)
def test_a_double_click_is_one_report():
    campaign, officer, key = CampaignFactory(), UserFactory(leader=True), uuid.uuid4()

    def ask(_):
        try:
            return request_report(
                campaign, audience="ministry", by=officer, at=NOW, key=key
            ).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as threads:
        reports = set(threads.map(ask, range(5)))

    assert reports == {Report.objects.get().pk}


@pytest.mark.django_db
def test_one_key_for_two_audiences_is_a_conflict():
    campaign, officer, key = CampaignFactory(), UserFactory(leader=True), uuid.uuid4()
    request_report(campaign, audience="ministry", by=officer, at=NOW, key=key)

    with pytest.raises(ContentConflict):
        request_report(campaign, audience="province", by=officer, at=NOW, key=key)

    assert Report.objects.count() == 1
