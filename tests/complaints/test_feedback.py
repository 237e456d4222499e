import re
from datetime import datetime, timedelta

import pytest

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from complaints import feedback, workflow
from complaints.enums import ComplaintState, FeedbackKind, ReferralRole, ReferralState
from complaints.feedback import Opinion
from complaints.models import Complaint, Feedback, OneTimeLink, Referral
from complaints.one_time import LinkIsDead
from complaints.refusals import FeedbackClosed, NothingToDecide
from complaints.timeline import timeline
from notifications.models import Notice
from tests.accounts.factories import UserFactory
from tests.complaints.factories import (
    HCM,
    CategoryFactory,
    ComplaintFactory,
    ReferralFactory,
)
from tests.complaints.test_workflow_races import race

AT = datetime(2024, 12, 2, 9, tzinfo=HCM)
LATER = AT + timedelta(days=2)
AGAIN = Opinion(FeedbackKind.REOPEN, "Cửa hàng chưa trả tiền.")


def closed(complaint=None, verb=workflow.resolve):
    if complaint is None:
        complaint = ComplaintFactory(in_progress=True)
        ReferralFactory(complaint=complaint, lead=True, answered=True)
        ReferralFactory(complaint=complaint, support=True, state="closed")
    return verb(complaint, outcome="Đã hoàn tiền.", by=None, at=AT)


@pytest.fixture
def complaint(db):
    return closed()


def told(template):
    return Notice.objects.filter(template=f"complaints/mail/{template}")


def test_mail_with_the_result_holds_a_link_for_thirty_days(complaint):
    assert "/phan-anh/mot-lan/ket-qua/" in told("closed").get().body
    assert OneTimeLink.objects.get().expires_at == AT + timedelta(days=30)


@pytest.mark.django_db
def test_result_that_is_no_decision_asks_for_no_opinion():
    complaint = ComplaintFactory()
    workflow.withdraw(complaint, by=None, at=AT)

    assert OneTimeLink.objects.count() == 0
    assert not feedback.is_asked(Complaint.objects.get(), at=LATER)


@pytest.mark.django_db
def test_refused_report_asks_for_an_opinion():
    fresh = closed(ComplaintFactory(), verb=workflow.not_accept)

    assert feedback.is_asked(fresh, at=LATER)


@pytest.mark.parametrize("kind", FeedbackKind)
def test_opinion_is_given_once_a_result(complaint, kind):
    feedback.give(complaint, Opinion(kind, "Cảm ơn."), at=LATER)

    with pytest.raises(FeedbackClosed):
        feedback.give(complaint, Opinion(kind, "Lần nữa."), at=LATER)
    assert Feedback.objects.get().text == "Cảm ơn."
    assert timeline(complaint)[-1].text == "Cảm ơn."


@pytest.mark.parametrize(
    ("at", "is_asked"),
    [
        (AT + timedelta(days=30) - timedelta(seconds=1), True),
        (AT + timedelta(days=30), False),
    ],
)
def test_opinion_is_asked_for_thirty_days(complaint, at, is_asked):
    assert feedback.is_asked(complaint, at=at) is is_asked
    if not is_asked:
        with pytest.raises(FeedbackClosed):
            feedback.give(complaint, Opinion(FeedbackKind.CONTENT), at=at)


def test_link_is_used_up_by_the_opinion(complaint):
    link = OneTimeLink.objects.get()
    feedback.give_by_link(link, Opinion(FeedbackKind.CONTENT), at=LATER)

    with pytest.raises(LinkIsDead):
        feedback.give_by_link(link, AGAIN, at=LATER)
    assert Feedback.objects.get().kind == FeedbackKind.CONTENT


def test_refused_opinion_leaves_the_link_alone(complaint):
    with pytest.raises(ReasonMissing):
        feedback.give_by_link(
            OneTimeLink.objects.get(), Opinion(FeedbackKind.REOPEN, " "), at=LATER
        )
    assert OneTimeLink.objects.get().used_at is None


def test_request_to_reopen_changes_nothing_by_itself_and_reaches_the_lead(complaint):
    feedback.give(complaint, AGAIN, at=LATER)

    assert Complaint.objects.get().state == ComplaintState.RESOLVED
    lead = complaint.referrals.get(role=ReferralRole.LEAD)
    notice = told("reopen_asked").get()
    assert notice.recipient == lead.unit.email
    assert "chưa trả tiền" not in notice.body


def test_reopened_report_has_a_new_term_and_keeps_its_course(complaint):
    feedback.give(complaint, AGAIN, at=LATER)
    officer = UserFactory(trade_management=True)

    fresh = feedback.reopen(
        complaint, reason="Có tình tiết mới.", by=officer, at=LATER + timedelta(hours=1)
    )

    lead = Referral.objects.get(role=ReferralRole.LEAD)
    assert (fresh.state, fresh.closed_at, fresh.outcome) == ("in_progress", None, "")
    assert lead.state == ReferralState.SENT
    # Fifteen working days after Wednesday 4 December.
    assert fresh.due_at == lead.due_at == datetime(2024, 12, 26, tzinfo=HCM)
    request = Feedback.objects.get()
    assert (request.is_reopened, request.decided_by) == (True, officer)
    assert "Có tình tiết mới." in told("reopened").get().body
    texts = [entry.text for entry in timeline(complaint)]
    # The unit that leads is asked again after the report was reopened.
    assert texts[:3] == ["Đã hoàn tiền.", AGAIN.text, "Có tình tiết mới."]
    assert len(texts) == 4


@pytest.mark.django_db
def test_reopened_report_has_the_term_of_its_category():
    category = CategoryFactory(code="unregistered-draw")
    complaint = ComplaintFactory(in_progress=True, category=category)
    ReferralFactory(complaint=complaint, lead=True, answered=True)
    closed(complaint)

    fresh = workflow.reopen(complaint, reason="Có tình tiết mới.", by=None, at=LATER)

    # Ten working days after Wednesday 4 December.
    assert fresh.due_at == datetime(2024, 12, 19, tzinfo=HCM)


def test_second_result_is_told_and_judged_again(complaint):
    feedback.give(complaint, AGAIN, at=LATER)
    feedback.reopen(complaint, reason="Có tình tiết mới.", by=None, at=LATER)

    workflow.resolve(
        complaint,
        outcome="Đã hoàn nốt tiền.",
        open_parts_reason="Đã xong.",
        by=None,
        at=LATER + timedelta(days=1),
    )

    assert told("closed").count() == 2
    second = Complaint.objects.get()
    feedback.give(second, Opinion(FeedbackKind.CONTENT), at=LATER + timedelta(days=2))
    assert Feedback.objects.count() == 2


def test_unit_asked_again_tells_its_second_answer_too(complaint):
    lead = complaint.referrals.get(role=ReferralRole.LEAD)
    feedback.reopen(complaint, reason="Có tình tiết mới.", by=None, at=LATER)
    workflow.answer_referral(lead, answer="Lần một.", by=None, at=LATER)
    workflow.refer(
        complaint,
        lead.unit,
        role=ReferralRole.LEAD,
        reason="Xem thêm.",
        by=None,
        at=LATER,
    )
    workflow.answer_referral(lead, answer="Lần hai.", by=None, at=LATER)

    assert told("answered").count() == 2


@pytest.mark.parametrize("reason", ["", " \n"])
def test_both_decisions_need_a_reason(complaint, reason):
    feedback.give(complaint, AGAIN, at=LATER)

    for decide in (feedback.reopen, feedback.keep_result):
        with pytest.raises(ReasonMissing):
            decide(complaint, reason=reason, by=None, at=LATER)
    assert Feedback.objects.get().decided_at is None


def test_kept_result_is_told_with_its_reason(complaint):
    feedback.give(complaint, AGAIN, at=LATER)

    feedback.keep_result(complaint, reason="Đã chuyển khoản đủ.", by=None, at=LATER)

    assert "Đã chuyển khoản đủ." in told("news").get().body
    assert Feedback.objects.get().is_reopened is False
    with pytest.raises(NothingToDecide):
        feedback.keep_result(complaint, reason="Lại.", by=None, at=LATER)


def test_nothing_asked_nothing_to_keep(complaint):
    with pytest.raises(NothingToDecide):
        feedback.keep_result(complaint, reason="Không.", by=None, at=LATER)


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["received", "in_progress"])
def test_open_report_is_not_reopened(state):
    with pytest.raises(TransitionNotAllowed):
        workflow.reopen(ComplaintFactory(state=state), reason="x", by=None, at=AT)


@pytest.mark.django_db
def test_withdrawn_report_stays_withdrawn():
    complaint = ComplaintFactory()
    workflow.withdraw(complaint, by=None, at=AT)

    with pytest.raises(TransitionNotAllowed):
        workflow.reopen(complaint, reason="x", by=None, at=LATER)


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_decide_at_once_one_wins_and_the_other_is_told():
    complaint = closed()
    feedback.give(complaint, AGAIN, at=LATER)
    officers = [UserFactory(trade_management=True) for _ in range(2)]

    results = race(
        *[
            lambda by=by: feedback.reopen(complaint, reason="Lý do.", by=by, at=LATER)
            for by in officers
        ]
    )

    lost = [r for r in results if isinstance(r, TransitionNotAllowed)]
    assert sum(isinstance(r, Complaint) for r in results) == 1
    assert str(ComplaintState.IN_PROGRESS.label) in lost[0].message
    assert complaint.events.filter(verb="reopen").count() == 1
    assert told("reopened").count() == 1


@pytest.mark.django_db(transaction=True)
def test_reopening_and_keeping_at_once_is_decided_once():
    complaint = closed()
    feedback.give(complaint, AGAIN, at=LATER)

    race(
        lambda: feedback.reopen(complaint, reason="Mở.", by=None, at=LATER),
        lambda: feedback.keep_result(complaint, reason="Giữ.", by=None, at=LATER),
    )

    request = Feedback.objects.get()
    assert request.decision in {"Mở.", "Giữ."}
    assert request.is_reopened is (request.decision == "Mở.")


@pytest.fixture
def link(complaint, monkeypatch):
    for view in ("feedback", "thread", "track"):
        monkeypatch.setattr(f"complaints.views.{view}.now", lambda: LATER)
    return re.search(r"(/phan-anh/mot-lan/\S+)", told("closed").get().body)[1]


def test_opening_the_link_changes_nothing(client, link):
    for way in (client.get, client.head, client.get):
        assert way(link).status_code == 200
    assert OneTimeLink.objects.get().used_at is None


def test_opinion_by_link_is_taken_once(client, link):
    typed = {"kind": "reopen", "text": AGAIN.text}

    pages = [client.post(link, typed) for _ in range(2)]

    assert [page.status_code for page in pages] == [200, 410]
    assert Feedback.objects.get().text == AGAIN.text
    assert client.get(link).status_code == 410


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"kind": ""}, "kind"), ({"kind": "reopen", "text": " "}, "text")],
)
def test_what_is_missing_is_said(client, link, typed, field):
    page = client.post(link, typed)

    assert set(page.context["form"].errors) == {field}
    assert Feedback.objects.count() == 0


def test_invented_link_is_not_found(client, link):
    assert client.get("/phan-anh/mot-lan/ket-qua/a~b/").status_code == 404


def test_opinion_on_the_page_of_the_report(client, link, complaint):
    url = f"/phan-anh/{complaint.code}/ket-qua/"
    assert client.post(url, {"kind": "content"}).status_code == 302
    assert Feedback.objects.count() == 0
    client.post("/phan-anh/tra-cuu/", {"code": complaint.code, "factor": "5678"})
    assert url in client.get(f"/phan-anh/{complaint.code}/").content.decode()

    client.post(url, {"kind": "content"})

    assert Feedback.objects.get().kind == FeedbackKind.CONTENT
    assert url not in client.get(f"/phan-anh/{complaint.code}/").content.decode()
    assert client.get(link).status_code == 410


def test_officer_decides_on_the_page(client, complaint):
    client.force_login(UserFactory(trade_management=True))
    page = f"/quan-tri/complaints/complaint/{complaint.pk}"
    shown = client.get(f"{page}/change/").context["steps"]
    assert "giu-ket-qua" not in [step.code for step in shown]
    feedback.give(complaint, AGAIN, at=LATER)
    shown = client.get(f"{page}/change/")
    codes = [step.code for step in shown.context["steps"]]
    assert {"mo-lai", "giu-ket-qua"} <= set(codes)
    assert AGAIN.text in shown.content.decode()

    client.post(f"{page}/buoc/mo-lai/", {"reason": "Đúng.", "confirmed": "1"})

    assert Complaint.objects.get().state == ComplaintState.IN_PROGRESS
    assert Feedback.objects.get().is_reopened


@pytest.mark.parametrize(
    ("queue", "count"), [("mo-lai", 1), ("khong-hai-long", 1), ("hai-long", 0)]
)
def test_list_shows_what_is_to_decide(client, complaint, queue, count):
    feedback.give(complaint, AGAIN, at=LATER)
    client.force_login(UserFactory(trade_management=True))

    page = client.get("/quan-tri/complaints/complaint/", {"y-kien": queue})

    assert len(page.context["cl"].result_list) == count
