import pytest

from reports.models import Report
from reports.resuming import resume
from reports.tasks import resume_stalled
from tests.reports.factories import ReportFactory


@pytest.mark.django_db
def test_the_sweep_rings_for_what_nobody_makes(
    django_capture_on_commit_callbacks, monkeypatch
):
    first = ReportFactory()
    campaign = first.campaign
    stalled = ReportFactory(stalled=True, campaign=campaign)
    ReportFactory(running=True, campaign=campaign)
    ReportFactory(ready=True, campaign=campaign)
    ReportFactory(failed=True, campaign=campaign)
    rung = []
    monkeypatch.setattr(
        "reports.tasks.make_report.apply_async",
        lambda kwargs, **options: rung.append(kwargs),
    )

    with django_capture_on_commit_callbacks(execute=True):
        count = resume()

    assert count == 2
    assert rung == [{"report_id": first.pk}, {"report_id": stalled.pk}]


@pytest.mark.django_db
def test_the_sweep_run_twice_changes_nothing_more():
    ReportFactory(stalled=True, attempt_count=3)

    resume_stalled()
    resume_stalled()

    report = Report.objects.get()
    assert (report.state, report.failure) == ("failed", "worker_lost")
    assert report.events.count() == 1
