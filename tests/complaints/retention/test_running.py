"""A run: a list, two people, a cap, and every report judged once more."""

from datetime import timedelta
from threading import Barrier
from unittest.mock import patch

from django.db import IntegrityError, transaction

import pytest
from structlog.testing import capture_logs

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from complaints import tasks, watchers
from complaints.models import (
    Complaint,
    RetentionItem,
    RetentionRule,
    RetentionRun,
    Tombstone,
)
from complaints.retention import holds, running
from complaints.retention.refusals import NothingDue, RunStands, SamePerson
from complaints.workflow import reopen
from notifications.models import Notice
from tests.accounts.factories import UnitFactory, UserFactory
from tests.complaints.factories import ComplaintFactory
from tests.complaints.retention.lives import CLOSED, DUE, approved, closed
from tests.complaints.test_workflow_races import race

pytestmark = pytest.mark.usefixtures("rules")


@pytest.fixture
def officer():
    return UserFactory(trade_management=True)


def results(run):
    return list(run.items.values_list("result", flat=True))


def untouched():
    return not Tombstone.objects.exists() and not Complaint.objects.filter(
        buried_at__isnull=False
    )


def test_dry_run_lists_what_is_due_and_changes_nothing(officer, rules):
    due, held = closed(2)
    ComplaintFactory()
    holds.hold(held, reason="Vụ kiện", by=officer, at=CLOSED)

    run = running.prepare(by=officer, at=DUE)

    item = run.items.get()
    assert (item.complaint, item.rule, item.result) == (
        due,
        rules["resolved"],
        "waiting",
    )
    assert (run.state, run.due_count, run.held_count) == ("prepared", 1, 1)
    assert untouched()


def test_nothing_due_makes_no_run(officer):
    closed()

    with pytest.raises(NothingDue):
        running.prepare(by=officer, at=DUE - timedelta(seconds=1))


def test_one_run_at_a_time(officer):
    closed()
    run = running.prepare(by=officer, at=DUE)

    with pytest.raises(RunStands):
        running.prepare(by=officer, at=DUE)
    with pytest.raises(IntegrityError), transaction.atomic():
        RetentionRun.objects.create(most=1, due_count=1, prepared_at=DUE)
    running.refuse(run, reason="Chưa cần", by=officer, at=DUE)
    assert running.prepare(by=officer, at=DUE).pk != run.pk


@pytest.mark.django_db(transaction=True)
def test_pressed_twice_at_once_one_run_is_made_and_the_other_press_is_told(
    officer, monkeypatch
):
    closed()
    both_look, look = Barrier(2, timeout=10), running.rules_in_force

    def look_at_once():
        both_look.wait()
        return look()

    monkeypatch.setattr(running, "rules_in_force", look_at_once)

    made = race(*[lambda: running.prepare(by=officer, at=DUE)] * 2)

    assert sorted(type(one).__name__ for one in made) == ["RetentionRun", "RunStands"]
    assert RetentionRun.objects.get().events.count() == 1


@pytest.mark.parametrize(("count", "listed"), [(2, 2), (3, 3), (4, 3)])
def test_run_takes_no_more_than_the_cap(settings, count, listed):
    settings.RETENTION_MOST_A_RUN = 3
    closed(count)

    run = approved()
    running.carry_out(at=DUE)

    assert (run.due_count, run.items.count()) == (count, listed)
    assert Tombstone.objects.count() == listed


def test_who_proposed_cannot_approve(officer):
    closed()
    run = running.propose(running.prepare(by=None, at=DUE), by=officer, at=DUE)

    with pytest.raises(SamePerson):
        running.approve(run, by=officer, at=DUE)
    with pytest.raises(IntegrityError), transaction.atomic():
        RetentionRun.objects.update(approved_by=officer, approved_at=DUE)

    running.carry_out(at=DUE)
    assert untouched()


@pytest.mark.parametrize("steps", ["", "propose"])
def test_nothing_is_carried_out_without_approval(officer, steps):
    closed()
    run = running.prepare(by=officer, at=DUE)
    if steps:
        running.propose(run, by=officer, at=DUE)

    assert running.carry_out(at=DUE) == 0
    assert untouched()


def test_a_run_is_not_approved_before_it_is_proposed(officer):
    closed()
    run = running.prepare(by=None, at=DUE)

    with pytest.raises(TransitionNotAllowed):
        running.approve(run, by=officer, at=DUE)


def test_refusing_needs_a_reason_and_stops_a_run_in_the_middle(officer, monkeypatch):
    closed(3)
    run = approved()
    monkeypatch.setattr(running, "BATCH", 1)
    running.carry_out(at=DUE)

    with pytest.raises(ReasonMissing):
        running.refuse(run, reason=" ", by=officer, at=DUE)
    running.refuse(run, reason="Dừng lại", by=officer, at=DUE)

    assert running.carry_out(at=DUE) == 0
    assert sorted(results(run)) == ["buried", "waiting", "waiting"]


def test_carried_out_is_done_and_twice_is_harmless():
    closed(3)
    run = approved()

    assert running.carry_out(at=DUE) == 3
    run.refresh_from_db()
    assert (run.state, run.ended_at) == ("done", DUE)
    stones = list(Tombstone.objects.values())
    assert running.carry_out(at=DUE) == 0
    assert list(Tombstone.objects.values()) == stones


def hold_it(complaint, officer):
    holds.hold(complaint, reason="Vụ kiện", by=officer, at=DUE)


def reopen_it(complaint, officer):
    reopen(complaint, reason="Có hoá đơn mới.", by=officer, at=DUE)


def lengthen_the_rule(complaint, officer):
    RetentionRule.objects.update(months=36)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (hold_it, "Có người giữ dữ liệu"),
        (reopen_it, ""),
        (lengthen_the_rule, ""),
    ],
)
def test_what_changed_after_the_approval_wins(officer, change, reason):
    complaint = closed()[0]
    run = approved()

    change(complaint, officer)
    running.carry_out(at=DUE)

    item = run.items.get()
    assert (item.result, item.reason) == ("skipped", reason)
    assert untouched()


def test_killed_in_the_middle_it_goes_on_with_the_next(monkeypatch):
    closed(3)
    run = approved()
    bury, killed = running.bury, []

    def die_at_the_second(complaint, **rest):
        stone = bury(complaint, **rest)
        if complaint.pk == run.items.all()[1].complaint_id and not killed:
            killed.append(complaint.pk)
            raise KeyboardInterrupt
        return stone

    monkeypatch.setattr(running, "bury", die_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        running.carry_out(at=DUE)
    assert results(run) == ["buried", "waiting", "waiting"]
    assert Tombstone.objects.count() == 1

    running.carry_out(at=DUE)

    assert results(run) == ["buried", "buried", "buried"]
    assert Tombstone.objects.count() == 3


def test_one_that_fails_stops_nobody_and_says_nothing_personal(monkeypatch):
    first, _second = closed(2)
    run = approved()
    bury = running.bury

    def fail_at_the_first(complaint, **rest):
        if complaint.pk == first.pk:
            raise ValueError(complaint.full_name)
        return bury(complaint, **rest)

    monkeypatch.setattr(running, "bury", fail_at_the_first)
    with capture_logs() as logs:
        running.carry_out(at=DUE)

    run.refresh_from_db()
    assert [(i.result, i.reason) for i in run.items.all()] == [
        ("failed", "ValueError"),
        ("buried", ""),
    ]
    assert run.state == "done"
    assert first.full_name not in str(logs)
    assert [alarm.name for alarm in watchers.failed_deletions()] == ["deletion_failed"]
    monkeypatch.setattr(running, "bury", bury)
    running.carry_out(at=DUE)
    assert running.prepare(by=None, at=DUE).items.get().complaint == first
    assert list(watchers.failed_deletions()) == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_bury_each_report_once():
    closed(4)
    run = approved()

    race(lambda: running.carry_out(at=DUE), lambda: running.carry_out(at=DUE))
    running.carry_out(at=DUE)

    assert results(run) == ["buried"] * 4
    assert Tombstone.objects.count() == 4


def test_a_batch_rings_for_the_next(monkeypatch, django_capture_on_commit_callbacks):
    closed(3)
    approved()
    monkeypatch.setattr(running, "BATCH", 2)

    with patch.object(tasks.bury_approved, "apply_async") as rung:
        with django_capture_on_commit_callbacks(execute=True):
            assert running.carry_out(at=DUE) == 2
        assert rung.call_count == 1
        with django_capture_on_commit_callbacks(execute=True):
            assert running.carry_out(at=DUE) == 1
        assert rung.call_count == 1


def test_every_month_trade_management_is_told_and_nothing_is_deleted(monkeypatch):
    UnitFactory(trade_management=True, email="qltm@thu.example")
    complaint = closed()[0]
    monkeypatch.setattr("campaigns.clock.now", lambda: DUE)

    for _ in range(2):
        tasks.propose_retention()
    tasks.bury_approved()

    notice = Notice.objects.get(template="complaints/mail/retention")
    assert notice.recipient == "qltm@thu.example"
    assert "1 phản ánh" in notice.body
    assert complaint.code not in notice.body
    assert RetentionRun.objects.get().state == "prepared"
    assert untouched()


def test_a_month_without_anything_due_tells_nobody(monkeypatch):
    UnitFactory(trade_management=True, email="qltm@thu.example")
    monkeypatch.setattr("campaigns.clock.now", lambda: DUE)

    tasks.propose_retention()

    assert not Notice.objects.exists()
    assert not RetentionItem.objects.exists()
