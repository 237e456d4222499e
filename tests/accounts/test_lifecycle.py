"""The one mechanism of state, on the life of a summary report as an example."""

from datetime import datetime
from threading import Barrier, Thread

from django.db import DatabaseError, connection, transaction
from django.utils import translation

import pytest

from accounts.lifecycle import (
    PUBLIC,
    SYSTEM,
    Lifecycle,
    ReasonMissing,
    TransitionNotAllowed,
    actor_of,
    record_first,
    record_step,
)
from reports.enums import Audience, ReportState
from reports.models import Report, ReportEvent
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import HCM, CampaignFactory

pytestmark = pytest.mark.django_db
AT = datetime(2024, 12, 2, 8, tzinfo=HCM)
LIFE = Lifecycle(
    Report,
    table={
        "requested": frozenset({"running", "failed"}),
        "running": frozenset({"requested", "failed"}),
        "failed": frozenset(),
        "ready": frozenset(),
    },
    needs_reason=frozenset({"failed"}),
)


@pytest.fixture
def leader():
    return UserFactory(leader=True)


@pytest.fixture
def report(leader):
    return Report.objects.create(
        campaign=CampaignFactory(),
        audience=Audience.MINISTRY,
        requested_by=leader,
        requested_at=AT,
    )


def facts_of(event):
    names = (
        *("verb", "from_state", "to_state", "reason", "by", "actor"),
        *("facts", "happened_at"),
    )
    return {name: getattr(event, name) for name in names}


def test_an_allowed_step_is_saved_with_its_event(report, leader):
    moved = LIFE.move(
        report,
        "running",
        verb="begin",
        by=leader,
        at=AT,
        reason="  Theo yêu cầu  ",
        facts={"lần": 1},
        changes={"attempt_count": 1, "alive_at": AT},
    )

    assert moved == Report.objects.get()
    stored = Report.objects.get()
    assert (stored.state, stored.attempt_count, stored.alive_at) == ("running", 1, AT)
    assert facts_of(report.events.get()) == {
        "verb": "begin",
        "from_state": "requested",
        "to_state": "running",
        "reason": "Theo yêu cầu",
        "by": leader,
        "actor": "Lãnh đạo Sở",
        "facts": {"lần": 1},
        "happened_at": AT,
    }


def test_the_record_passed_in_is_left_as_it_was(report):
    LIFE.move(report, "running", verb="begin", by=None, at=AT)

    assert report.state == ReportState.REQUESTED


@pytest.mark.parametrize("from_state", ["requested", "running", "failed"])
@pytest.mark.parametrize("to_state", ["requested", "running"])
def test_the_table_alone_decides(report, from_state, to_state):
    Report.objects.update(state=from_state, failure="defect")

    if to_state in LIFE.table[from_state]:
        LIFE.move(report, to_state, verb="step", by=None, at=AT)
        assert report.events.count() == 1
    else:
        with pytest.raises(TransitionNotAllowed):
            LIFE.move(report, to_state, verb="step", by=None, at=AT)
        assert report.events.count() == 0
        assert Report.objects.get().state == from_state


def test_a_refused_step_changes_nothing_and_says_why(report):
    with pytest.raises(TransitionNotAllowed) as refusal:
        LIFE.move(report, "ready", verb="x", by=None, at=AT, changes={"step": "done"})

    assert str(refusal.value) == (
        f"reports.Report {report.pk} is 'requested'; it cannot become 'ready'."
    )
    assert refusal.value.to_state == "ready"
    assert Report.objects.get().step == "waiting"


def test_the_person_who_lost_is_told_the_state_in_words(report):
    with pytest.raises(TransitionNotAllowed) as refusal:
        LIFE.move(report, "ready", verb="x", by=None, at=AT)

    with translation.override("en"):
        assert "it is now “Waiting”" in refusal.value.message


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_step_that_must_be_explained_needs_a_reason(report, reason):
    with pytest.raises(ReasonMissing):
        LIFE.move(report, "failed", verb="fail", by=None, at=AT, reason=reason)

    assert (Report.objects.get().state, report.events.count()) == ("requested", 0)


def test_a_step_the_database_refuses_leaves_no_event(report):
    with pytest.raises(DatabaseError):
        LIFE.move(report, "failed", verb="fail", by=None, at=AT, reason="Vì sao")

    assert (Report.objects.get().state, report.events.count()) == ("requested", 0)


def test_the_state_is_read_under_the_lock_not_from_memory(report):
    Report.objects.update(state="running")

    LIFE.move(report, "requested", verb="retry", by=None, at=AT)

    assert report.events.get().from_state == "running"


def test_a_new_record_came_from_nowhere(report):
    record_first(report, verb="request", by=None, at=AT, actor=PUBLIC)

    event = report.events.get()
    assert (event.from_state, event.to_state, event.actor) == (
        "",
        "requested",
        "public",
    )


def test_a_step_without_another_state_is_told_and_moves_nothing(report, leader):
    told = record_step(
        report,
        verb="remind",
        by=leader,
        at=AT,
        reason=" Sắp đến hạn. ",
        facts={"days": 2},
    )

    event = report.events.get()
    assert event == told
    assert facts_of(event) == {
        "verb": "remind",
        "from_state": "requested",
        "to_state": "requested",
        "reason": "Sắp đến hạn.",
        "by": leader,
        "actor": leader.unit.name,
        "facts": {"days": 2},
        "happened_at": AT,
    }
    assert Report.objects.get().state == "requested"


def test_a_step_of_the_public_is_told_as_theirs(report):
    record_step(report, verb="ask", by=None, at=AT, actor=PUBLIC)

    assert report.events.get().actor == PUBLIC


@pytest.mark.parametrize(
    ("traits", "actor"),
    [
        (None, SYSTEM),
        ({"trade_management": True}, "Phòng Quản lý Thương mại"),
        ({"merchant": True}, "merchant"),
    ],
)
def test_who_acts_is_named_by_unit(traits, actor):
    by = None if traits is None else UserFactory(**traits)

    assert actor_of(by) == actor


@pytest.mark.django_db(transaction=True)
def test_of_two_that_move_at_once_one_loses_and_one_event_stays(report):
    start, outcomes = Barrier(2), []

    def begin():
        try:
            start.wait()
            LIFE.move(report, "running", verb="begin", by=None, at=AT)
            outcomes.append("moved")
        except TransitionNotAllowed as lost:
            outcomes.append(f"lost to {lost.from_state}")
        finally:
            connection.close()

    threads = [Thread(target=begin) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["lost to running", "moved"]
    assert report.events.count() == 1


@pytest.mark.parametrize(
    "attack",
    [
        lambda event: event.delete(),
        lambda event: event.save(),
        lambda event: ReportEvent.objects.update(reason="Khác"),
        lambda event: ReportEvent.objects.all().delete(),
        lambda event: _sql("UPDATE reports_reportevent SET verb = 'khác'"),
        lambda event: _sql("DELETE FROM reports_reportevent"),
    ],
)
def test_the_database_itself_keeps_every_event(report, attack):
    LIFE.move(report, "running", verb="begin", by=None, at=AT, reason="Đúng")
    event = report.events.get()
    event.reason = "Khác"

    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        attack(event)

    assert facts_of(report.events.get())["reason"] == "Đúng"


def _sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
