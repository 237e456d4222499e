"""What stands in each queue of an officer, and how often anybody asks the database."""

from datetime import datetime, timedelta

import pytest

from complaints.enums import Queue, ReferralState
from complaints.queues import count_queues, queues_of
from tests.accounts.factories import UserFactory
from tests.complaints.factories import HCM, ReferralFactory

pytestmark = pytest.mark.django_db

# A Monday; «due soon» is within two working days.
AT = datetime(2024, 12, 2, 9, tzinfo=HCM)
SOON = datetime(2024, 12, 5, tzinfo=HCM)


@pytest.fixture
def officer():
    return UserFactory(consumer_association=True)


def part(**kwargs):
    return ReferralFactory(**{"support": True, **kwargs})


def standing(officer, queue):
    return set(queues_of(officer, at=AT)[queue])


def test_each_queue_holds_what_its_name_says(officer):
    colleague = UserFactory(unit=officer.unit)
    mine = part(assignee=officer)
    theirs = part(assignee=colleague)
    nobodys = part()
    left = part(assignee=UserFactory(unit=officer.unit, is_active=False))
    part(assignee=officer, answered=True)
    part(assignee=officer, state=ReferralState.RETURNED)
    part(role="informed", due_at=None)
    ReferralFactory(lead=True)

    assert standing(officer, Queue.MINE) == {mine}
    assert standing(officer, Queue.UNASSIGNED) == {nobodys, left}
    assert standing(officer, Queue.UNIT) == {mine, theirs, nobodys, left}


def test_what_was_mine_in_another_unit_is_not_mine(officer):
    elsewhere = ReferralFactory(examination=True, assignee=officer)

    assert standing(officer, Queue.MINE) == set()
    assert elsewhere.handler is None


@pytest.mark.parametrize(
    ("due_at", "queues"),
    [
        (AT, {Queue.OVERDUE}),
        (AT + timedelta(seconds=1), {Queue.DUE_SOON}),
        (SOON, {Queue.DUE_SOON}),
        (SOON + timedelta(seconds=1), set()),
    ],
)
def test_terms_part_the_queues(officer, due_at, queues):
    one = part(due_at=due_at)

    found = {q for q in (Queue.DUE_SOON, Queue.OVERDUE) if one in standing(officer, q)}

    assert found == queues


def test_a_clock_that_stands_still_is_neither_late_nor_soon(officer):
    part(due_at=AT, paused_at=AT - timedelta(days=1))

    assert standing(officer, Queue.OVERDUE) | standing(officer, Queue.DUE_SOON) == set()


def test_one_query_counts_all_up_to_a_limit(officer, django_assert_num_queries):
    for _ in range(3):
        part(due_at=AT)
    part(assignee=officer)
    queues = queues_of(officer, at=AT)

    with django_assert_num_queries(1):
        counts = count_queues(officer, queues, most=2)

    assert counts == {
        Queue.MINE: 1,
        Queue.UNIT: 2,
        Queue.UNASSIGNED: 2,
        Queue.DUE_SOON: 0,
        Queue.OVERDUE: 2,
    }
