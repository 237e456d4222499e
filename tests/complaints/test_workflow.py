from datetime import datetime
from itertools import product

import pytest

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from complaints import workflow
from complaints.enums import ComplaintState, ReferralRole as Role, ReferralState
from complaints.models import ComplaintEvent, Referral, ReferralEvent
from complaints.refusals import (
    AlreadyLed,
    AlreadyReferred,
    AnswerNotAsked,
    LeaderCannotReturn,
)
from notifications.models import Notice
from tests.accounts.factories import UnitFactory, UserFactory
from tests.complaints.factories import HCM, ComplaintFactory, ReferralFactory

AT = datetime(2024, 12, 2, 9, tzinfo=HCM)

REFERRAL_VERBS = {
    ReferralState.ACCEPTED: lambda part, by: workflow.accept_referral(
        part, by=by, at=AT
    ),
    ReferralState.ANSWERED: lambda part, by: workflow.answer_referral(
        part, answer="Đã làm việc với người bán.", by=by, at=AT
    ),
    ReferralState.RETURNED: lambda part, by: workflow.return_referral(
        part, reason="Không thuộc thẩm quyền.", by=by, at=AT
    ),
}
COMPLAINT_VERBS = {
    ComplaintState.RESOLVED: lambda c, by: workflow.resolve(
        c, outcome="Người bán đã hoàn tiền.", by=by, at=AT
    ),
    ComplaintState.NOT_ACCEPTED: lambda c, by: workflow.not_accept(
        c, outcome="Việc đã được toà án giải quyết.", by=by, at=AT
    ),
    ComplaintState.WITHDRAWN: lambda c, by: workflow.withdraw(c, by=None, at=AT),
}


def part_in(state, **kwargs):
    made = {ReferralState.ANSWERED: {"answered": True}}.get(state, {"state": state})
    return ReferralFactory(support=True, **made, **kwargs)


def complaint_in(state):
    closed = {
        "closed_at": datetime(2024, 12, 1, 9, tzinfo=HCM),
        "outcome": "Đã xong.",
    }
    is_open = state in {ComplaintState.RECEIVED, ComplaintState.IN_PROGRESS}
    return ComplaintFactory(state=state, **({} if is_open else closed))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("from_state", "to_state"), list(product(ReferralState, REFERRAL_VERBS))
)
def test_part_moves_only_where_the_table_allows(from_state, to_state):
    part = part_in(from_state)
    officer = UserFactory(unit=part.unit)

    if to_state in workflow.REFERRAL.table[from_state]:
        fresh = REFERRAL_VERBS[to_state](part, officer)
        event = part.events.get()
        assert fresh.state == to_state
        assert (event.from_state, event.to_state) == (from_state, to_state)
        assert (event.by, event.actor) == (officer, part.unit.name)
    else:
        with pytest.raises(TransitionNotAllowed, match="cannot become"):
            REFERRAL_VERBS[to_state](part, officer)
        assert ReferralEvent.objects.count() == 0
        assert ComplaintEvent.objects.count() == 0
        assert Notice.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("from_state", "to_state"), list(product(ComplaintState, COMPLAINT_VERBS))
)
def test_complaint_moves_only_where_the_table_allows(from_state, to_state):
    complaint = complaint_in(from_state)
    officer = UserFactory(trade_management=True)

    if to_state in workflow.COMPLAINT.table[from_state]:
        fresh = COMPLAINT_VERBS[to_state](complaint, officer)
        assert (fresh.state, fresh.closed_at) == (to_state, AT)
        assert complaint.events.get().to_state == to_state
    else:
        with pytest.raises(TransitionNotAllowed, match="cannot become"):
            COMPLAINT_VERBS[to_state](complaint, officer)
        assert ComplaintEvent.objects.count() == 0
        assert Notice.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("closed", "ways"),
    [
        (ComplaintState.RESOLVED, {ComplaintState.IN_PROGRESS}),
        (ComplaintState.NOT_ACCEPTED, {ComplaintState.IN_PROGRESS}),
        (ComplaintState.WITHDRAWN, set()),
    ],
)
def test_a_closed_complaint_is_at_most_taken_up_again(closed, ways):
    assert workflow.COMPLAINT.table[closed] == ways


@pytest.mark.django_db
@pytest.mark.parametrize("verb", list(REFERRAL_VERBS)[:2])
def test_first_step_of_any_unit_starts_the_complaint(verb):
    part = ReferralFactory(support=True)

    REFERRAL_VERBS[verb](part, UserFactory(unit=part.unit))

    part.complaint.refresh_from_db()
    assert part.complaint.state == ComplaintState.IN_PROGRESS
    assert part.complaint.events.get().verb == "start"


@pytest.mark.django_db
def test_second_unit_does_not_start_it_again():
    part = ReferralFactory(support=True, complaint__in_progress=True)

    workflow.accept_referral(part, by=UserFactory(unit=part.unit), at=AT)

    assert ComplaintEvent.objects.count() == 0


@pytest.mark.django_db
def test_answer_is_kept_told_and_dated():
    part = ReferralFactory(support=True, accepted=True)

    workflow.answer_referral(
        part, answer="  Người bán đồng ý đổi hàng. ", by=None, at=AT
    )

    part.refresh_from_db()
    notice = Notice.objects.get()
    assert (part.answer, part.answered_at) == ("Người bán đồng ý đổi hàng.", AT)
    assert part.events.get().reason == "Người bán đồng ý đổi hàng."
    assert notice.recipient == "nguoi-mua@thu.example"
    assert "Người bán đồng ý đổi hàng." in notice.body
    assert part.unit.name in notice.body


@pytest.mark.django_db
@pytest.mark.parametrize("blank", ["", "  \n"])
def test_blank_answer_and_blank_reason_change_nothing(blank):
    part = ReferralFactory(support=True)

    with pytest.raises(ReasonMissing):
        workflow.answer_referral(part, answer=blank, by=None, at=AT)
    with pytest.raises(ReasonMissing):
        workflow.return_referral(part, reason=blank, by=None, at=AT)

    part.refresh_from_db()
    assert part.state == ReferralState.SENT
    assert Notice.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("verb", list(REFERRAL_VERBS)[:2])
def test_a_unit_that_is_only_informed_neither_takes_up_nor_answers(verb):
    part = ReferralFactory(informed=True)

    with pytest.raises(AnswerNotAsked):
        REFERRAL_VERBS[verb](part, None)

    part.complaint.refresh_from_db()
    assert part.complaint.state == ComplaintState.RECEIVED


@pytest.mark.django_db
def test_the_leading_unit_cannot_return():
    part = ReferralFactory(lead=True)

    with pytest.raises(LeaderCannotReturn):
        workflow.return_referral(part, reason="Không muốn.", by=None, at=AT)

    part.refresh_from_db()
    assert part.state == ReferralState.SENT


@pytest.mark.django_db
def test_returning_tells_the_leading_unit_and_not_the_complainant():
    complaint = ComplaintFactory()
    ReferralFactory(complaint=complaint, lead=True)
    part = ReferralFactory(complaint=complaint, support=True)

    workflow.return_referral(part, reason="Ngoài phạm vi.", by=None, at=AT)

    notice = Notice.objects.get()
    assert notice.recipient == "qltm@don-vi.example"
    assert notice.template == "complaints/mail/returned"
    assert "Ngoài phạm vi." not in notice.body


@pytest.mark.django_db
def test_referring_sends_the_complaint_on_with_a_term_of_its_own():
    complaint = ComplaintFactory()
    unit = UnitFactory(inspectorate=True)

    part = workflow.refer(
        complaint,
        unit,
        role=Role.REFERRAL,
        reason="Thanh tra Sở phối hợp kiểm tra.",
        by=None,
        at=AT,
        answer_days=5,
    )

    assert (part.state, part.role, part.unit) == (ReferralState.SENT, "referral", unit)
    assert part.due_at == datetime(2024, 12, 10, tzinfo=HCM)
    assert part.events.get().verb == "send"
    assert Notice.objects.get().recipient == "thanh-tra-so@don-vi.example"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "standing",
    [
        {"support": True, "state": ReferralState.RETURNED},
        {"support": True, "answered": True},
        {"informed": True},
    ],
)
def test_a_unit_that_had_it_before_is_asked_again(standing):
    part = ReferralFactory(**standing)

    again = workflow.refer(
        part.complaint,
        part.unit,
        role=Role.REFERRAL,
        reason="Đề nghị xem xét lại.",
        by=None,
        at=AT,
    )

    assert again.pk == part.pk
    assert (again.state, again.role, again.answer) == ("sent", "referral", "")
    assert again.due_at is not None
    assert again.events.get().verb == "send_again"
    assert Notice.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("state", [ReferralState.SENT, ReferralState.ACCEPTED])
def test_a_unit_that_still_owes_an_answer_is_not_asked_twice(state):
    part = part_in(state)

    with pytest.raises(AlreadyReferred) as refused:
        workflow.refer(
            part.complaint, part.unit, role=Role.SUPPORT, reason="Nhắc.", by=None, at=AT
        )

    assert part.unit.name in refused.value.message
    assert ReferralEvent.objects.count() == 0


@pytest.mark.django_db
def test_a_second_unit_cannot_lead():
    part = ReferralFactory(lead=True)

    with pytest.raises(AlreadyLed):
        workflow.refer(
            part.complaint,
            UnitFactory(inspectorate=True),
            role=Role.LEAD,
            reason="Đổi đơn vị chủ trì.",
            by=None,
            at=AT,
        )

    assert Referral.objects.count() == 1


@pytest.mark.django_db
def test_a_complaint_that_nobody_leads_can_be_given_a_leader():
    complaint = ComplaintFactory()
    unit = UnitFactory(trade_management=True)

    workflow.refer(complaint, unit, role=Role.LEAD, reason="Chủ trì.", by=None, at=AT)

    assert complaint.referrals.get().role == Role.LEAD


@pytest.mark.django_db
def test_a_closed_complaint_is_not_referred():
    complaint = ComplaintFactory(resolved=True)

    with pytest.raises(TransitionNotAllowed):
        workflow.refer(
            complaint,
            UnitFactory(inspectorate=True),
            role=Role.SUPPORT,
            reason="Xem thêm.",
            by=None,
            at=AT,
        )

    assert Referral.objects.count() == 0
