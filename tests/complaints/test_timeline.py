from datetime import datetime, timedelta

import pytest

from complaints import workflow
from complaints.enums import ComplaintSource, ReferralRole as Role
from complaints.intake import file_complaint
from complaints.models import Complaint
from complaints.timeline import timeline
from tests.accounts.factories import UserFactory
from tests.complaints.answers import KEY, facts
from tests.complaints.factories import HCM, ComplaintFactory

AT = datetime(2024, 11, 29, 9, tzinfo=HCM)


def told(complaint):
    return [(entry.title, entry.text, entry.kind) for entry in timeline(complaint)]


@pytest.fixture
def complaint(plan):
    file_complaint(facts(), key=KEY, at=AT, source=ComplaintSource.WEB)
    return Complaint.objects.get()


def test_one_list_tells_the_whole_course(complaint):
    officer = UserFactory(consumer_association=True)
    lead, support, informed = complaint.referrals.order_by("pk")
    hours = [AT + timedelta(hours=n) for n in range(6)]
    workflow.accept_referral(support, by=officer, at=hours[1])
    workflow.answer_referral(support, answer="Đã gặp hai bên.", by=officer, at=hours[2])
    workflow.tell(complaint, by=officer, at=hours[3], verb="inspected", text="Đã đến.")
    workflow.resolve(
        complaint,
        outcome="Đã hoàn tiền.",
        by=officer,
        at=hours[4],
        open_parts_reason="Việc đã xong.",
    )

    texts = [entry.text.split("\n")[0] for entry in timeline(complaint)]

    assert texts == [
        "",
        lead.reason,
        support.reason,
        informed.reason,
        "",
        "Đã gặp hai bên.",
        "Đã đến.",
        "Việc đã xong.",
        "Đã hoàn tiền.",
    ]


def test_no_officer_is_named(complaint, plan):
    officer = UserFactory(trade_management=True, full_name="Phạm Viên Chức")
    part = complaint.referrals.get(role=Role.LEAD)
    workflow.answer_referral(part, answer="Đã xong.", by=officer, at=AT)

    text = repr(told(complaint))

    assert officer.full_name not in text
    assert officer.email not in text
    assert "Phòng Quản lý Thương mại" in text


def test_returned_part_says_who_returned_it_and_why(complaint):
    part = complaint.referrals.get(role=Role.SUPPORT)
    workflow.return_referral(part, reason="Ngoài phạm vi của Hội.", by=None, at=AT)

    title, text, kind = told(complaint)[-1]

    assert part.unit.name in title
    assert (text, kind) == ("Ngoài phạm vi của Hội.", "wait")


def test_asked_again_tells_the_new_reason(complaint, plan):
    workflow.refer(
        complaint,
        plan.informed,
        role=Role.REFERRAL,
        reason="Đề nghị kiểm tra tại chỗ.",
        by=None,
        at=AT + timedelta(hours=1),
    )

    title, text, _kind = told(complaint)[-1]

    assert plan.informed.name in title
    assert text.startswith("Đề nghị kiểm tra tại chỗ.\n")
    assert "20/12/2024" in text


def test_first_sending_keeps_its_own_reason_after_a_second(complaint, plan):
    first = told(complaint)
    workflow.refer(
        complaint,
        plan.informed,
        role=Role.REFERRAL,
        reason="Đề nghị kiểm tra tại chỗ.",
        by=None,
        at=AT + timedelta(hours=1),
    )

    assert told(complaint)[:-1] == first


def test_withdrawal_ends_the_list(complaint):
    workflow.withdraw(complaint, by=None, at=AT + timedelta(hours=1))

    entries = timeline(complaint)

    assert [entry.kind for entry in entries[:1]] == ["ok"]
    assert entries[-1].text != ""
    assert sum("UBND" in entry.title for entry in entries) == 1


@pytest.mark.django_db
def test_costs_three_queries(django_assert_num_queries):
    complaint = ComplaintFactory()

    with django_assert_num_queries(3):
        timeline(complaint)
