from datetime import date, datetime, timedelta

from django.utils import timezone

import pytest
from hypothesis import given, strategies as st

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from campaigns.working_days import end_of_working_day_after, is_working_day
from complaints import pauses, workflow
from complaints.deadlines import working_days_after, working_days_left
from complaints.models import Complaint, Pause, Referral
from complaints.refusals import AlreadyWaiting, AnswerNotAsked, NotWaiting, TermIsOver
from complaints.timeline import timeline
from complaints.waiting import go_on, go_on_after_reply, pause
from notifications.models import Notice
from tests.accounts.factories import UserFactory
from tests.complaints.factories import HCM, ComplaintFactory, ReferralFactory

# A term that ends with Friday 20 December 2024.
DUE = datetime(2024, 12, 21, tzinfo=HCM)
MONDAY = datetime(2024, 12, 2, 9, tzinfo=HCM)
NEXT_WEDNESDAY = MONDAY + timedelta(days=9)


@pytest.fixture
def part(db):
    return ReferralFactory(support=True, accepted=True, due_at=DUE)


def stopped(part, at=MONDAY):
    officer = UserFactory(unit=part.unit)
    return pause(part, reason="Gửi thêm ảnh hoá đơn.", by=officer, at=at)


def test_paused_clock_does_not_run_out(part):
    stopped(part)

    assert list(Referral.objects.overdue(at=DUE)) == []
    assert list(Referral.objects.paused()) == [part]
    assert Referral.objects.get().due_at == DUE


def test_term_moves_by_the_working_days_waited(part):
    stopped(part)

    fresh = go_on(part, reason="Đã nhận ảnh.", by=None, at=NEXT_WEDNESDAY)

    row = Pause.objects.get()
    assert (row.days_waited, row.ended_at) == (7, NEXT_WEDNESDAY)
    # Seven working days after Friday the 20th; 1 January is a holiday.
    assert fresh.due_on == date(2024, 12, 31)
    assert not fresh.is_paused


def test_same_day_moves_nothing(part):
    stopped(part)

    fresh = go_on(part, reason="Đã gọi.", by=None, at=MONDAY + timedelta(hours=3))

    assert fresh.due_at == DUE
    assert Pause.objects.get().days_waited == 0


def test_weekend_moves_nothing(part):
    friday = datetime(2024, 12, 6, 16, tzinfo=HCM)
    stopped(part, at=friday)

    fresh = go_on(part, reason="Đã gọi.", by=None, at=friday + timedelta(days=2))

    assert fresh.due_at == DUE


def test_several_pauses_add_up(part):
    for day in (0, 2):
        stopped(part, at=MONDAY + timedelta(days=day))
        go_on(part, reason="Đã rõ.", by=None, at=MONDAY + timedelta(days=day + 1))

    assert Referral.objects.get().due_on == date(2024, 12, 24)
    assert [row.days_waited for row in Pause.objects.all()] == [1, 1]


@given(
    start=st.dates(date(2024, 1, 1), date(2026, 6, 1)),
    hour=st.integers(0, 23),
    term=st.integers(1, 30),
    used=st.integers(0, 45 * 24),
    waited=st.integers(0, 60 * 24),
)
def test_unit_has_as_many_days_left_after_a_pause_as_before(
    start, hour, term, used, waited
):
    sent = datetime(start.year, start.month, start.day, hour, tzinfo=HCM)
    due = end_of_working_day_after(sent, term)
    paused = sent + timedelta(hours=used)
    if paused >= due:
        return
    resumed = paused + timedelta(hours=waited)
    days = working_days_after(timezone.localdate(paused), timezone.localdate(resumed))

    moved = pauses.moved(due, days, Pause(paused_at=paused, ended_at=resumed))

    left = working_days_left(due, at=paused)
    if left == 0 and not is_working_day(timezone.localdate(resumed)):
        left = 1  # only today was left, and today is over: the next working day
    assert resumed < moved
    assert working_days_left(moved, at=resumed) == left


@pytest.mark.parametrize(
    ("replied", "due"),
    [
        (
            datetime(2024, 12, 20, 23, 59, tzinfo=HCM),
            datetime(2024, 12, 21, tzinfo=HCM),
        ),
        (datetime(2024, 12, 21, tzinfo=HCM), datetime(2024, 12, 24, tzinfo=HCM)),
        (datetime(2024, 12, 22, 9, tzinfo=HCM), datetime(2024, 12, 24, tzinfo=HCM)),
        (datetime(2024, 12, 23, 9, tzinfo=HCM), datetime(2024, 12, 24, tzinfo=HCM)),
    ],
)
def test_reply_on_a_day_off_after_the_last_day_leaves_the_next_working_day(
    part, replied, due
):
    stopped(part, at=datetime(2024, 12, 20, 16, tzinfo=HCM))

    fresh = go_on(part, reason="Đã trả lời.", by=None, at=replied)

    assert fresh.due_at == due


def test_what_was_late_when_the_clock_stopped_stays_as_late():
    due = datetime(2024, 12, 21, tzinfo=HCM)
    saturday = datetime(2024, 12, 21, 9, tzinfo=HCM)
    pause = Pause(paused_at=saturday, ended_at=saturday + timedelta(days=1))

    assert pauses.moved(due, 0, pause) == due


def test_whole_complaint_waits_with_the_unit_that_leads(db):
    part = ReferralFactory(lead=True, accepted=True, due_at=DUE)
    stopped(part)
    assert list(Complaint.objects.overdue(at=DUE)) == []

    go_on(part, reason="Đã rõ.", by=None, at=NEXT_WEDNESDAY)

    complaint = Complaint.objects.get()
    assert (complaint.paused_at, complaint.due_on) == (None, date(2024, 12, 31))


def test_whole_complaint_does_not_wait_for_a_supporting_unit(part):
    stopped(part)

    assert Complaint.objects.get().paused_at is None
    assert list(Complaint.objects.overdue(at=DUE)) == [part.complaint]


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=3)])
def test_term_that_has_run_out_cannot_stand_still(part, late):
    with pytest.raises(TermIsOver):
        stopped(part, at=DUE + late)
    assert Pause.objects.count() == 0


def test_last_moment_of_a_term_can_stand_still(part):
    stopped(part, at=DUE - timedelta(seconds=1))

    fresh = go_on(part, reason="Đã rõ.", by=None, at=DUE + timedelta(days=9))
    assert fresh.due_on > date(2024, 12, 20)


def test_waiting_twice_is_refused(part):
    stopped(part)

    with pytest.raises(AlreadyWaiting):
        stopped(part)
    assert Pause.objects.count() == 1


def test_going_on_without_waiting_is_refused(part):
    with pytest.raises(NotWaiting):
        go_on(part, reason="Đã rõ.", by=None, at=MONDAY)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_both_need_a_reason(part, reason):
    with pytest.raises(ReasonMissing):
        pause(part, reason=reason, by=None, at=MONDAY)
    stopped(part)
    with pytest.raises(ReasonMissing):
        go_on(part, reason=reason, by=None, at=MONDAY)


def test_unit_that_only_watches_has_no_clock_to_stop(db):
    with pytest.raises(AnswerNotAsked):
        stopped(ReferralFactory(informed=True))


def test_answered_part_has_no_clock_to_stop(db):
    part = ReferralFactory(support=True, answered=True)

    with pytest.raises(TransitionNotAllowed):
        stopped(part)
    with pytest.raises(TransitionNotAllowed):
        go_on(part, reason="Đã rõ.", by=None, at=MONDAY)


ENDS = {
    "answer": lambda part: workflow.answer_referral(
        part, answer="Đã xong.", by=None, at=NEXT_WEDNESDAY
    ),
    "return": lambda part: workflow.return_referral(
        part, reason="Ngoài phạm vi.", by=None, at=NEXT_WEDNESDAY
    ),
    "withdrawal": lambda part: workflow.withdraw(
        part.complaint, by=None, at=NEXT_WEDNESDAY
    ),
}


@pytest.mark.parametrize("end", ENDS)
def test_pause_ends_with_the_part(part, end):
    stopped(part)

    ENDS[end](part)

    assert Pause.objects.get().ended_at == NEXT_WEDNESDAY
    assert Referral.objects.get().paused_at is None


def test_lead_that_closes_while_waiting_closes_in_time(db):
    part = ReferralFactory(lead=True, accepted=True, complaint__in_progress=True)
    stopped(part)

    closed = workflow.resolve(
        part.complaint,
        outcome="Đã hoàn tiền.",
        open_parts_reason="Người mua không trả lời.",
        by=None,
        at=DUE + timedelta(days=2),
    )

    assert closed.closed_at < closed.due_at


def test_reply_lets_every_waiting_clock_run_again(db):
    complaint = ComplaintFactory(in_progress=True)
    parts = [
        ReferralFactory(complaint=complaint, accepted=True, **{trait: True})
        for trait in ("lead", "support", "examination")
    ]
    for one in parts[:2]:
        stopped(one)

    go_on_after_reply(Complaint.objects.get(), at=NEXT_WEDNESDAY)

    assert list(Referral.objects.paused()) == []
    assert [e.verb for one in parts for e in one.events.all()] == [
        *("pause", "continue"),
        *("pause", "continue"),
    ]
    assert Complaint.objects.get().paused_at is None


def test_consumer_reads_both_in_the_course_and_gets_no_mail(part):
    stopped(part)
    go_on(part, reason="Đã nhận ảnh.", by=None, at=NEXT_WEDNESDAY)

    first, second = timeline(part.complaint)

    assert (first.kind, first.text) == ("wait", "Gửi thêm ảnh hoá đơn.")
    assert part.unit.name in first.title
    assert second.text.startswith("Đã nhận ảnh.\n")
    assert "31/12/2024" in second.text
    assert Notice.objects.count() == 0
