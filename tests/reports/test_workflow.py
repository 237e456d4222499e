from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

import pytest

from accounts.lifecycle import TransitionNotAllowed
from documents.models import IssuedFile
from reports import workflow
from reports.enums import FailureReason, ReportStep
from reports.models import Report
from reports.workflow import ReportLost
from tests.campaigns.factories import HCM
from tests.reports.factories import (
    IssuedFileFactory,
    ReportFactory,
    SnapshotFactory,
)

NOW = datetime(2024, 12, 10, 9, 1, tzinfo=HCM)
SECONDS = timedelta(seconds=1)


def silent_for(report, seconds):
    Report.objects.filter(pk=report.pk).update(
        alive_at=timezone.now() - seconds * SECONDS
    )


def claimed():
    return workflow.claim(ReportFactory().pk, at=NOW)


@pytest.mark.django_db
def test_a_claim_starts_the_report():
    report = claimed()

    event = report.events.get()
    assert report.state == "running"
    assert report.attempt_count == 1
    assert (report.step, report.progress_percent) == (ReportStep.COUNTING, 10)
    assert (event.verb, event.facts, event.actor) == ("start", {"attempt": 1}, "portal")


@pytest.mark.parametrize(
    ("silence", "attempts", "is_claimed"),
    [(44, 1, False), (46, 1, True), (46, 2, True), (46, 3, False)],
)
@pytest.mark.django_db
def test_a_running_report_is_claimed_only_after_silence_and_three_times(
    silence, attempts, is_claimed
):
    report = ReportFactory(running=True, attempt_count=attempts)
    silent_for(report, silence)

    assert (workflow.claim(report.pk, at=NOW) is not None) is is_claimed


@pytest.mark.parametrize("state", ["ready", "failed"])
@pytest.mark.django_db
def test_what_is_finished_is_never_claimed(state):
    report = ReportFactory(**{state: True})

    assert workflow.claim(report.pk, at=NOW) is None


@pytest.mark.django_db
def test_a_report_that_is_gone_is_not_claimed():
    assert workflow.claim(404, at=NOW) is None


@pytest.mark.django_db(transaction=True)
def test_of_many_that_claim_at_once_one_is_given_the_report():
    report = ReportFactory()

    def try_it(_):
        try:
            return workflow.claim(report.pk, at=NOW) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        claims = list(threads.map(try_it, range(6)))

    assert sorted(claims) == [False] * 5 + [True]
    report.refresh_from_db()
    assert report.attempt_count == 1


@pytest.mark.django_db
def test_each_step_is_shown_with_a_sign_of_life():
    report = claimed()
    silent_for(report, 30)

    workflow.show_step(report, ReportStep.PDF)

    report.refresh_from_db()
    assert (report.step, report.progress_percent) == ("pdf", 65)
    assert timezone.now() - report.alive_at < 5 * SECONDS


@pytest.mark.django_db
def test_progress_only_ever_grows():
    percents = [workflow.PROGRESS[step] for step in list(ReportStep)[1:-1]]

    assert percents == sorted(set(percents))
    assert percents[-1] < 100


@pytest.mark.django_db
def test_a_worker_thought_dead_can_no_longer_speak_for_the_report():
    first = claimed()
    silent_for(first, 60)
    second = workflow.claim(first.pk, at=NOW)
    snapshot = SnapshotFactory(campaign=first.campaign)
    file = IssuedFileFactory()

    with pytest.raises(ReportLost):
        workflow.show_step(first, ReportStep.PDF)
    with pytest.raises(ReportLost):
        workflow.keep_snapshot(first, snapshot)
    with pytest.raises(ReportLost):
        workflow.finish(first, [file], at=NOW)
    with pytest.raises(ReportLost):
        workflow.stumble(first, FailureReason.DEFECT, at=NOW)

    report = Report.objects.get()
    assert report.attempt_count == second.attempt_count == 2
    assert (report.state, report.step) == ("running", "counting")
    assert report.files.count() == 0
    assert [event.verb for event in report.events.all()] == ["start", "resume"]


@pytest.mark.django_db
def test_finishing_attaches_the_files_and_makes_it_ready():
    report = claimed()
    workflow.keep_snapshot(report, SnapshotFactory(campaign=report.campaign))
    files = IssuedFileFactory.create_batch(3)

    ready = workflow.finish(report, files, at=NOW)

    assert (ready.state, ready.step, ready.progress_percent) == ("ready", "done", 100)
    assert ready.ready_at == NOW
    assert list(ready.files.order_by("pk")) == files


@pytest.mark.django_db
def test_files_and_state_are_attached_together_or_not_at_all(monkeypatch):
    report = claimed()
    workflow.keep_snapshot(report, SnapshotFactory(campaign=report.campaign))
    Report.objects.filter(pk=report.pk).update(snapshot=None)

    with pytest.raises(Exception, match="ready_is_complete"):
        workflow.finish(report, [IssuedFileFactory()], at=NOW)


@pytest.mark.django_db
def test_a_first_stumble_leaves_it_to_the_next_worker():
    report = claimed()

    workflow.stumble(report, FailureReason.DATABASE, at=NOW)

    report.refresh_from_db()
    assert (report.state, report.failure) == ("running", "database")
    assert report.alive_at is None
    assert workflow.claim(report.pk, at=NOW).attempt_count == 2


@pytest.mark.django_db
def test_a_third_stumble_fails_it_with_the_reason():
    report = ReportFactory(running=True, attempt_count=3)

    workflow.stumble(report, FailureReason.NO_SPACE, at=NOW)

    report.refresh_from_db()
    assert (report.state, report.failure) == ("failed", "no_space")
    assert report.events.get().facts == {"reason": "no_space", "step": "counting"}


@pytest.mark.django_db
def test_what_was_dropped_three_times_is_given_up():
    exhausted = ReportFactory(stalled=True, attempt_count=3)
    ReportFactory(stalled=True, attempt_count=2, campaign=exhausted.campaign)
    ReportFactory(running=True, attempt_count=3, campaign=exhausted.campaign)

    assert workflow.give_up_exhausted(at=NOW) == 1

    states = list(Report.objects.order_by("pk").values_list("state", "failure"))
    assert states == [("failed", "worker_lost"), ("running", ""), ("running", "")]


@pytest.mark.django_db
def test_a_failed_report_stays_failed():
    report = ReportFactory(failed=True)

    with pytest.raises(TransitionNotAllowed):
        workflow.LIFE.move(report, "running", verb="start", by=None, at=NOW)
    assert IssuedFile.objects.count() == 0
