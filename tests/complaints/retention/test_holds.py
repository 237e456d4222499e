from datetime import timedelta

from django.db import IntegrityError

import pytest

from accounts.lifecycle import ReasonMissing
from complaints import talking, verdict, workflow
from complaints.enums import Verdict
from complaints.models import Complaint, LegalHold
from complaints.retention import holds, running
from complaints.retention.refusals import AlreadyBuried, AlreadyHeld, NotHeld
from tests.accounts.factories import UserFactory
from tests.complaints.factories import SubjectRequestFactory
from tests.complaints.retention.lives import CLOSED, DUE, approved, closed

pytestmark = pytest.mark.usefixtures("rules")


@pytest.fixture
def officer():
    return UserFactory(trade_management=True)


def test_hold_says_who_when_and_why_and_so_does_its_end(officer):
    complaint = closed()[0]

    holds.hold(complaint, reason=" Vụ kiện ", by=officer, at=CLOSED)
    other = UserFactory(trade_management=True)
    holds.lift(complaint, reason="Xong", by=other, at=DUE)

    hold = LegalHold.objects.get()
    assert (hold.reason, hold.held_by, hold.held_at) == ("Vụ kiện", officer, CLOSED)
    assert (hold.lift_reason, hold.lifted_by, hold.lifted_at) == ("Xong", other, DUE)


def test_one_hold_stands_at_a_time_and_may_be_set_again(officer):
    complaint = closed()[0]
    holds.hold(complaint, reason="Một", by=officer, at=CLOSED)

    with pytest.raises(AlreadyHeld):
        holds.hold(complaint, reason="Hai", by=officer, at=CLOSED)
    holds.lift(complaint, reason="Xong", by=officer, at=CLOSED)
    holds.hold(complaint, reason="Ba", by=officer, at=CLOSED)

    assert LegalHold.objects.standing().get().reason == "Ba"


def test_reason_is_needed_and_so_is_a_hold_to_lift(officer):
    complaint = closed()[0]

    with pytest.raises(ReasonMissing):
        holds.hold(complaint, reason="  ", by=officer, at=CLOSED)
    with pytest.raises(NotHeld):
        holds.lift(complaint, reason="Xong", by=officer, at=CLOSED)
    with pytest.raises(IntegrityError):
        LegalHold.objects.create(
            complaint=complaint, reason="", held_by=officer, held_at=CLOSED
        )


def test_every_reason_is_found_with_one_look(officer, django_assert_num_queries):
    complaint, other = closed(2)
    SubjectRequestFactory(complaint=complaint)
    holds.hold(complaint, reason="Vụ kiện", by=officer, at=CLOSED)

    with django_assert_num_queries(1):
        assert holds.reasons_against(complaint, at=DUE) == [
            "Có người giữ dữ liệu",
            "Có yêu cầu về dữ liệu đang chờ quyết định",
        ]
    assert holds.reasons_against(other, at=DUE) == []


def acts(complaint, officer):
    at = DUE + timedelta(days=1)
    return {
        "hold": lambda: holds.hold(complaint, reason="Muộn", by=officer, at=at),
        "reopen": lambda: workflow.reopen(complaint, reason="?", by=officer, at=at),
        "note": lambda: talking.note(
            complaint, text="?", is_shared=True, by=officer, at=at
        ),
        "judge": lambda: verdict.judge(
            complaint, verdict=Verdict.UNCLEAR, reason="?", by=officer, at=at
        ),
    }


@pytest.mark.parametrize("act", ["hold", "reopen", "note", "judge"])
def test_nothing_more_is_done_with_what_is_buried(officer, act):
    complaint = closed()[0]
    approved()
    running.carry_out(at=DUE)
    before = Complaint.objects.values().get()

    with pytest.raises(AlreadyBuried):
        acts(complaint, officer)[act]()

    assert Complaint.objects.values().get() == before
