from datetime import datetime, timedelta

import pytest

from complaints import late, tasks
from complaints.models import Referral
from complaints.timeline import timeline
from complaints.waiting import pause
from complaints.workflow import refer
from notifications.models import Notice
from tests.accounts.factories import UnitFactory, UserFactory
from tests.campaigns.factories import CampaignFactory
from tests.complaints.factories import HCM, ComplaintFactory, ReferralFactory
from tests.complaints.test_workflow_races import race

pytestmark = pytest.mark.django_db

# A term that ends with Monday 16 December 2024.
DUE = datetime(2024, 12, 17, tzinfo=HCM)
THURSDAY = datetime(2024, 12, 12, 8, tzinfo=HCM)
MONDAY = datetime(2024, 12, 16, 8, tzinfo=HCM)
TUESDAY = MONDAY + timedelta(days=1)
REMINDER = "complaints/mail/reminder"


def part(**kwargs):
    return ReferralFactory(**{"support": True, "due_at": DUE, **kwargs})


def reminders():
    return list(Notice.objects.filter(template=REMINDER).order_by("pk"))


@pytest.mark.parametrize(
    ("at", "count"),
    [
        (THURSDAY - timedelta(days=1), 0),
        (THURSDAY, 1),
        (MONDAY, 1),
        (TUESDAY, 1),
    ],
)
def test_reminders_begin_two_working_days_before_the_end(at, count):
    part()

    assert late.remind_units(at=at) == count
    assert len(reminders()) == count


def test_office_says_how_many_days_before(settings):
    part()
    settings.COMPLAINT_REMINDER_DAYS = 3
    wednesday = THURSDAY - timedelta(days=1)

    assert late.remind_units(at=wednesday - timedelta(days=1)) == 0
    assert late.remind_units(at=wednesday) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_remind_and_escalate_once():
    one = part()
    UserFactory(unit=one.unit, is_head=True)
    moment = TUESDAY + timedelta(days=2)

    race(*[lambda: late.remind_units(at=moment)] * 2)
    escalated = race(*[lambda: late.escalate_late(at=moment)] * 2)

    assert len(reminders()) == 1
    assert sorted(escalated) == [0, 1]
    assert Notice.objects.count() == 2
    assert one.events.count() == 1


def test_nobody_is_reminded_on_a_day_off():
    part()

    assert late.remind_units(at=THURSDAY + timedelta(days=2)) == 0


def test_unit_is_reminded_once_a_day_however_often_the_sweep_runs():
    part()

    counts = [
        late.remind_units(at=moment)
        for moment in (MONDAY, MONDAY + timedelta(hours=7), TUESDAY, TUESDAY)
    ]

    assert counts == [1, 0, 1, 0]
    assert [("trễ" in n.subject or "quá hạn" in n.subject) for n in reminders()] == [
        False,
        True,
    ]


def test_each_unit_of_one_complaint_is_reminded():
    complaint = ComplaintFactory()
    for trait in ("lead", "support"):
        ReferralFactory(complaint=complaint, due_at=DUE, **{trait: True})

    assert late.remind_units(at=MONDAY) == 2
    assert len({notice.recipient for notice in reminders()}) == 2


@pytest.mark.parametrize(
    "kwargs", [{"answered": True}, {"informed": True, "support": False}]
)
def test_who_owes_no_answer_is_not_reminded(kwargs):
    informed = kwargs.pop("informed", False)
    ReferralFactory(
        **({"informed": True} if informed else {"support": True, "due_at": DUE}),
        **({} if informed else {"answered": True}),
    )

    assert late.remind_units(at=TUESDAY) == 0


def test_who_waits_for_the_consumer_is_not_reminded():
    pause(part(accepted=True), reason="Chờ hoá đơn.", by=None, at=THURSDAY)

    assert late.remind_units(at=TUESDAY) == 0
    assert late.escalate_late(at=TUESDAY + timedelta(days=30)) == 0


def test_reminder_names_no_consumer():
    one = part()
    late.remind_units(at=MONDAY)

    text = reminders()[0].subject + reminders()[0].body
    for secret in (one.complaint.full_name, one.complaint.code, "0912", "912345678"):
        assert secret not in text


def test_reminding_costs_the_same_for_one_and_many_told_already(
    django_assert_num_queries,
):
    for count in (1, 3):
        for _ in range(count):
            part()
        late.remind_units(at=MONDAY)
        with django_assert_num_queries(3):
            assert late.remind_units(at=MONDAY) == 0


@pytest.mark.parametrize(
    ("days_after", "count"),
    # Late by one working day on the 17th, by three on the 19th.
    [(0, 0), (1, 0), (2, 1), (5, 1)],
)
def test_head_is_told_after_three_working_days(days_after, count):
    part()

    assert late.escalate_late(at=TUESDAY + timedelta(days=days_after)) == count


def test_campaign_sets_after_how_many_days():
    part(complaint__campaign=CampaignFactory(complaint_escalation_days=1))

    assert late.escalate_late(at=DUE - timedelta(seconds=1)) == 0
    assert late.escalate_late(at=DUE) == 1


def test_escalation_is_recorded_and_told_once():
    one = part()
    head = UserFactory(unit=one.unit, is_head=True)
    UserFactory(unit=one.unit, is_head=True, is_active=False)
    UserFactory(unit=one.unit)
    moment = DUE + timedelta(days=7)

    assert [late.escalate_late(at=moment) for _ in range(2)] == [1, 0]

    event = one.events.get()
    assert (event.verb, event.facts, event.by) == ("escalate", {"days_late": 6}, None)
    assert Referral.objects.get().escalated_at == moment
    assert Notice.objects.get().recipient == head.email
    assert timeline(one.complaint)[-1].kind == "bad"


def test_without_a_head_the_office_above_is_told():
    above = UnitFactory(leadership=True, email="lanh-dao@don-vi.example")
    one = part()
    one.unit.parent = above
    one.unit.save()

    late.escalate_late(at=DUE + timedelta(days=7))

    assert Notice.objects.get().recipient == above.email


def test_answer_that_came_in_between_is_not_escalated():
    one = part()
    stale = Referral.objects.get()
    refer_away = Referral.objects.filter(pk=one.pk)
    refer_away.update(due_at=DUE + timedelta(days=30))

    assert not late.escalate(stale, at=DUE + timedelta(days=7))
    assert Notice.objects.count() == 0


def test_second_term_can_be_escalated_again():
    one = part(answered=True, escalated_at=TUESDAY)

    fresh = refer(
        one.complaint,
        one.unit,
        role="support",
        reason="Còn một việc.",
        by=None,
        at=DUE,
        answer_days=1,
    )

    assert fresh.escalated_at is None


def test_sweep_reminds_and_escalates(monkeypatch):
    part()
    monkeypatch.setattr("campaigns.clock.now", lambda: TUESDAY + timedelta(days=2))

    tasks.watch_terms()

    assert {notice.template for notice in Notice.objects.all()} == {
        REMINDER,
        "complaints/mail/escalated",
    }
