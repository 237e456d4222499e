"""The moment before and at which a report is due, and what holds it back."""

from datetime import timedelta

import pytest

from complaints.enums import FeedbackKind
from complaints.models import RetentionRule
from complaints.retention import holds
from complaints.retention.due import due, past_their_rule, rule_now
from complaints.retention.rules import rules_in_force
from tests.accounts.factories import UserFactory
from tests.complaints.factories import CategoryFactory, ComplaintFactory
from tests.complaints.retention.lives import CLOSED, DUE, LAST_MOMENT, closed
from tests.inspections.factories import InspectionFactory, SanctionFactory

pytestmark = pytest.mark.usefixtures("rules")


def due_at(at):
    return list(due(rules_in_force(), at=at))


@pytest.mark.parametrize(("at", "is_due"), [(LAST_MOMENT, False), (DUE, True)])
def test_due_from_the_midnight_after_the_last_day(at, is_due):
    complaint = closed()[0]

    assert (due_at(at) == [complaint]) is is_due
    assert (rule_now(complaint, at=at) is not None) is is_due


@pytest.mark.parametrize(
    ("situation", "months"),
    [
        ({"state": "withdrawn"}, 12),
        ({"state": "not_accepted"}, 24),
        ({"state": "not_accepted", "set_aside": True}, 6),
    ],
)
def test_each_ending_has_its_own_term(situation, months):
    ending = {"closed_at": CLOSED, "outcome": "Hết.", **situation}
    complaint = ComplaintFactory(**ending)
    last = rules_in_force().of(complaint)

    assert last.months == months
    year, month = divmod(CLOSED.year * 12 + CLOSED.month - 1 + months, 12)
    midnight = CLOSED.replace(year=year, month=month + 1, day=11, hour=0)
    assert due_at(midnight - timedelta(seconds=1)) == []
    assert due_at(midnight) == [complaint]


def test_open_reports_are_never_due():
    ComplaintFactory(in_progress=True)

    assert due_at(DUE + timedelta(days=9999)) == []


def test_without_a_rule_nothing_is_due():
    closed()
    RetentionRule.objects.update(is_active=False)

    assert due_at(DUE) == []


def test_longer_rule_of_a_group_keeps_its_reports_only():
    longer = closed(category=CategoryFactory(counterfeit=True))[0]
    other = closed()[0]
    RetentionRule.objects.create(
        outcome="resolved",
        category_group="counterfeit",
        months=60,
        source="Thử",
        confidence="low",
    )

    assert due_at(DUE) == [other]
    assert set(due_at(DUE + timedelta(days=4000))) == {longer, other}


def test_the_longest_closed_comes_first():
    late, early = (
        closed(closed_at=CLOSED - timedelta(days=days))[0] for days in (1, 2)
    )

    assert due_at(DUE) == [early, late]


def held_by_person(complaint):
    holds.hold(
        complaint, reason="Vụ kiện", by=UserFactory(trade_management=True), at=DUE
    )
    return "Có người giữ dữ liệu"


def asks_to_reopen(complaint):
    complaint.feedback.create(
        result_of=CLOSED, kind=FeedbackKind.REOPEN, text="Chưa được.", given_at=CLOSED
    )
    return "Đề nghị mở lại chưa được quyết định"


def followed_by_open(complaint):
    ComplaintFactory(lead_case=complaint)
    return "Còn phản ánh đi theo đang mở"


def follows_open(complaint):
    complaint.lead_case = ComplaintFactory()
    complaint.save()
    return "Phản ánh chính đang mở"


def inspected(complaint):
    InspectionFactory(under_way=True).complaints.add(complaint)
    return "Có cuộc kiểm tra đã lập kế hoạch hoặc đang tiến hành"


def with_the_police(complaint):
    passed_on = InspectionFactory(concluded=True, outcome="criminal")
    passed_on.complaints.add(complaint)
    return "Vụ việc đang được xác minh thêm hoặc do cơ quan điều tra thụ lý"


def sanctioned(complaint):
    sanction = SanctionFactory(
        inspection__concluded=True, decided_on=DUE.date() - timedelta(days=365)
    )
    sanction.inspection.complaints.add(complaint)
    return "Quyết định xử phạt còn thời hiệu thi hành"


HOLDS = [
    held_by_person,
    asks_to_reopen,
    followed_by_open,
    follows_open,
    inspected,
    with_the_police,
    sanctioned,
]


@pytest.mark.parametrize("holder", HOLDS)
def test_what_is_held_is_not_due_and_says_why(holder):
    complaint, other = closed(2)

    reason = holder(complaint)

    assert due_at(DUE) == [other]
    assert past_their_rule(rules_in_force(), at=DUE).count() == 2
    assert rule_now(complaint, at=DUE) is None
    assert holds.reasons_against(complaint, at=DUE) == [reason]
    assert holds.reasons_against(other, at=DUE) == []


def lifted(complaint):
    held_by_person(complaint)
    holds.lift(complaint, reason="Xong", by=UserFactory(trade_management=True), at=DUE)


def reopening_refused(complaint):
    asks_to_reopen(complaint)
    complaint.feedback.update(
        decided_at=CLOSED, is_reopened=False, decision="Giữ nguyên."
    )


def followed_by_closed(complaint):
    closed(lead_case=complaint, closed_at=DUE)


def inspection_cancelled(complaint):
    InspectionFactory(cancelled=True).complaints.add(complaint)


def sanction_expired(complaint):
    sanction = SanctionFactory(
        inspection__concluded=True, decided_on=DUE.date() - timedelta(days=366)
    )
    sanction.inspection.complaints.add(complaint)


@pytest.mark.parametrize(
    "ended",
    [
        lifted,
        reopening_refused,
        followed_by_closed,
        inspection_cancelled,
        sanction_expired,
    ],
)
def test_what_is_held_no_more_is_due(ended):
    complaint = closed()[0]

    ended(complaint)

    assert due_at(DUE) == [complaint]


def test_looking_for_what_is_due_costs_the_same_for_many(django_assert_num_queries):
    closed(2)
    with django_assert_num_queries(2):
        due_at(DUE)
    closed(20)
    with django_assert_num_queries(2):
        due_at(DUE)
