from datetime import datetime

import pytest

from accounts.lifecycle import ReasonMissing
from complaints import workflow
from complaints.enums import ComplaintState, ReferralState
from complaints.models import ComplaintEvent, Referral
from complaints.refusals import (
    OpenParts,
)
from notifications.models import Notice
from tests.complaints.factories import HCM, ComplaintFactory, ReferralFactory

AT = datetime(2024, 12, 2, 9, tzinfo=HCM)

COMPLAINT_VERBS = {
    ComplaintState.RESOLVED: lambda c, by: workflow.resolve(
        c, outcome="Người bán đã hoàn tiền.", by=by, at=AT
    ),
    ComplaintState.NOT_ACCEPTED: lambda c, by: workflow.not_accept(
        c, outcome="Việc đã được toà án giải quyết.", by=by, at=AT
    ),
    ComplaintState.WITHDRAWN: lambda c, by: workflow.withdraw(c, by=None, at=AT),
}


def complaint_in(state):
    closed = {
        "closed_at": datetime(2024, 12, 1, 9, tzinfo=HCM),
        "outcome": "Đã xong.",
    }
    is_open = state in {ComplaintState.RECEIVED, ComplaintState.IN_PROGRESS}
    return ComplaintFactory(state=state, **({} if is_open else closed))


@pytest.mark.django_db
@pytest.mark.parametrize("trait", ["lead", "support", "examination"])
@pytest.mark.parametrize("state", [ReferralState.SENT, ReferralState.ACCEPTED])
def test_no_result_while_a_unit_owes_an_answer(trait, state):
    complaint = ComplaintFactory(in_progress=True)
    part = ReferralFactory(complaint=complaint, state=state, **{trait: True})

    with pytest.raises(OpenParts) as refused:
        workflow.resolve(complaint, outcome="Xong.", by=None, at=AT)

    complaint.refresh_from_db()
    assert part.unit.name in refused.value.message
    assert complaint.state == ComplaintState.IN_PROGRESS
    assert Notice.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "part",
    [
        {"lead": True, "answered": True},
        {"support": True, "state": ReferralState.RETURNED},
        {"informed": True},
    ],
)
def test_a_part_that_owes_nothing_does_not_hold_up_the_result(part):
    complaint = ComplaintFactory(in_progress=True)
    ReferralFactory(complaint=complaint, **part)

    fresh = workflow.resolve(complaint, outcome="Xong.", by=None, at=AT)

    assert (fresh.state, fresh.outcome) == (ComplaintState.RESOLVED, "Xong.")


@pytest.mark.django_db
def test_with_a_reason_the_open_part_is_closed_with_it():
    complaint = ComplaintFactory(in_progress=True)
    part = ReferralFactory(complaint=complaint, support=True)
    watching = ReferralFactory(complaint=complaint, informed=True)

    workflow.resolve(
        complaint,
        outcome="Người bán đã hoàn tiền.",
        by=None,
        at=AT,
        open_parts_reason="Người bán đã tự giải quyết.",
    )

    part.refresh_from_db()
    watching.refresh_from_db()
    assert part.events.get().reason == "Người bán đã tự giải quyết."
    assert {part.state, watching.state} == {ReferralState.CLOSED}
    assert watching.events.get().reason != "Người bán đã tự giải quyết."


@pytest.mark.django_db
@pytest.mark.parametrize("to_state", list(COMPLAINT_VERBS))
def test_closing_tells_the_outcome_and_leaves_no_part_waiting(to_state):
    complaint = ComplaintFactory(in_progress=True)
    ReferralFactory(complaint=complaint, informed=True)
    if to_state != ComplaintState.RESOLVED:
        ReferralFactory(complaint=complaint, lead=True)

    fresh = COMPLAINT_VERBS[to_state](complaint, None)

    notice = Notice.objects.get()
    assert notice.template == "complaints/mail/closed"
    assert complaint.code in notice.subject
    assert Referral.objects.open().count() == 0
    assert fresh.outcome != ""


@pytest.mark.django_db
@pytest.mark.parametrize("state", list(ComplaintState))
def test_news_are_added_in_every_state_and_told(state):
    complaint = complaint_in(state)

    fresh = workflow.tell(
        complaint, by=None, at=AT, verb="inspected", text="Đã kiểm tra cửa hàng."
    )

    event = complaint.events.get()
    notice = Notice.objects.get()
    assert fresh.state == event.from_state == event.to_state == state
    assert (event.verb, event.reason) == ("inspected", "Đã kiểm tra cửa hàng.")
    assert "Đã kiểm tra cửa hàng." in notice.body


@pytest.mark.django_db
def test_two_pieces_of_news_are_two_notices():
    complaint = ComplaintFactory()

    for text in ("Một.", "Hai."):
        workflow.tell(complaint, by=None, at=AT, verb="inspected", text=text)

    assert Notice.objects.count() == 2


@pytest.mark.django_db
def test_empty_news_are_refused():
    with pytest.raises(ReasonMissing):
        workflow.tell(ComplaintFactory(), by=None, at=AT, verb="inspected", text=" ")

    assert ComplaintEvent.objects.count() == 0
