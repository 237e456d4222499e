from types import SimpleNamespace

import pytest

from complaints import permissions
from complaints.enums import (
    ComplaintState,
    ReferralRole as Role,
    ReferralState as State,
)
from tests.accounts.factories import UnitFactory, UserFactory
from tests.complaints.factories import ComplaintFactory, ReferralFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    """One complaint that four units received, and a person of each and of others."""
    complaint = ComplaintFactory(in_progress=True)
    parts = {
        name: ReferralFactory(complaint=complaint, **{name: True})
        for name in ("lead", "support", "examination", "informed")
    }
    people = {name: UserFactory(unit=part.unit) for name, part in parts.items()}
    people |= {
        "stranger": UserFactory(district_officer=True),
        "leader": UserFactory(leader=True),
        "merchant": UserFactory(merchant=True),
        "dismissed": UserFactory(unit=parts["lead"].unit, is_active=False),
        "administrator": UserFactory(administrator=True),
    }
    return SimpleNamespace(complaint=complaint, parts=parts, people=people)


def allowed(case, predicate, record):
    return {name for name, user in case.people.items() if predicate(user, record)}


@pytest.mark.parametrize(
    ("predicate", "who"),
    [
        (permissions.may_see_contact, {"lead", "support", "examination"}),
        (permissions.may_refer, {"lead", "examination"}),
        (permissions.may_resolve, {"lead"}),
        (permissions.may_not_accept, {"lead"}),
        (permissions.leads, {"lead"}),
    ],
)
def test_who_may_what_with_a_complaint(case, predicate, who):
    assert allowed(case, predicate, case.complaint) == who


@pytest.mark.parametrize(
    ("predicate", "own"),
    [
        (permissions.may_accept, {"lead", "support", "examination"}),
        (permissions.may_answer, {"lead", "support", "examination"}),
        (permissions.may_return, {"support", "examination", "informed"}),
    ],
)
def test_a_part_is_only_for_its_own_unit(case, predicate, own):
    for name, part in case.parts.items():
        assert allowed(case, predicate, part) == ({name} & own)


@pytest.mark.parametrize(
    ("state", "can_accept", "can_answer"),
    [
        (State.SENT, True, True),
        (State.ACCEPTED, False, True),
        (State.ANSWERED, False, False),
        (State.RETURNED, False, False),
        (State.CLOSED, False, False),
    ],
)
def test_what_can_be_done_with_a_part_depends_on_its_state(
    case, state, can_accept, can_answer
):
    part, user = case.parts["support"], case.people["support"]
    part.state = state

    assert permissions.may_accept(user, part) is can_accept
    assert permissions.may_answer(user, part) is can_answer
    assert permissions.may_return(user, part) is can_answer


def test_a_unit_that_passed_it_back_no_longer_reads_who_complained(case):
    case.parts["support"].state = State.RETURNED
    case.parts["support"].save()

    assert not permissions.may_see_contact(case.people["support"], case.complaint)


@pytest.mark.parametrize(
    "state",
    [ComplaintState.RESOLVED, ComplaintState.NOT_ACCEPTED, ComplaintState.WITHDRAWN],
)
def test_nothing_is_decided_on_a_closed_complaint(case, state):
    case.complaint.state = state

    for predicate in (
        permissions.may_refer,
        permissions.may_resolve,
        permissions.may_not_accept,
    ):
        assert allowed(case, predicate, case.complaint) == set()


def test_a_complaint_is_resolved_only_once_taken_up(case):
    case.complaint.state = ComplaintState.RECEIVED

    assert allowed(case, permissions.may_resolve, case.complaint) == set()
    assert allowed(case, permissions.may_not_accept, case.complaint) == {"lead"}


def test_trade_management_leads_what_nobody_leads(case):
    case.parts["lead"].delete()

    assert allowed(case, permissions.leads, case.complaint) == {"lead"}


def test_surveillance_refers_only_to_its_own_teams(case):
    department = case.parts["examination"].unit
    team = UnitFactory(surveillance_team=True, parent=department)
    closed = UnitFactory(surveillance_team=True, parent=department, closed=True)
    other = UnitFactory(inspectorate=True)
    officer = case.people["examination"]

    may = {
        u.code for u in (team, closed, other) if permissions.may_refer_to(officer, u)
    }

    assert may == {team.code}


def test_who_takes_in_at_the_counter(case):
    assert {n for n, u in case.people.items() if permissions.may_take_in(u)} == {
        "lead",
        "support",
    }


def test_a_role_asks_for_an_answer_unless_it_only_informs():
    assert [role for role in Role if not role.is_asked] == [Role.INFORMED]
