from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

from django.db import connection

import pytest

from complaints import delivery, notices, workflow
from complaints.enums import ReferralRole
from complaints.models import Referral
from complaints.rights import telling
from complaints.timeline import timeline
from notifications.enums import NoticeState
from notifications.models import Notice
from tests.accounts.factories import UserFactory
from tests.complaints.factories import (
    RECEIVED_AT as AT,
    ComplaintFactory,
    ReferralFactory,
    SellerRequestFactory,
    SubjectRequestFactory,
)

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)


def mail(complaint, *, key="", at=AT):
    return Notice.objects.create(
        event_key=key or f"complaint:{complaint.pk}:event:{at.isoformat()}",
        recipient=complaint.email,
        template="complaints/mail/received",
        message_id=f"<{uuid4()}@portal>",
        created_at=at,
        next_try_at=at,
    )


def mails(complaint):
    return [(mail.title, mail.words) for mail in delivery.mails_to_sender(complaint)]


def opened(part, at=AT):
    part.refresh_from_db()
    delivery.note_opening(part, by=UserFactory(unit=part.unit), at=at)
    part.refresh_from_db()
    return part.first_opened_at


def test_first_opening_stands_and_later_ones_change_nothing():
    part = ReferralFactory(lead=True)

    assert [opened(part, at=AT), opened(part, at=LATER)] == [AT, AT]

    [event] = part.events.filter(verb="open")
    assert event.happened_at == AT
    assert event.from_state == event.to_state == part.state


def test_course_names_the_office_that_opened_it_and_no_officer():
    part = ReferralFactory(lead=True)
    officer = UserFactory(unit=part.unit, full_name="Phạm Viên Chức")

    delivery.note_opening(part, by=officer, at=AT)

    [entry] = timeline(part.complaint)
    assert entry.at == AT
    assert entry.title == "Phòng Quản lý Thương mại đã mở xem phản ánh"
    assert "Phạm" not in repr(entry)


def test_what_is_sent_again_is_opened_anew():
    part = ReferralFactory(support=True)
    ReferralFactory(complaint=part.complaint, lead=True)
    opened(part)
    workflow.return_referral(
        part, reason="Không thuộc thẩm quyền.", by=UserFactory(unit=part.unit), at=AT
    )

    workflow.refer(
        part.complaint,
        part.unit,
        role=ReferralRole.SUPPORT,
        reason="Xin hỗ trợ.",
        by=UserFactory(trade_management=True),
        at=LATER,
    )

    part.refresh_from_db()
    assert part.first_opened_at is None
    assert opened(part, at=LATER) == LATER


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_open_it_at_once_are_one_opening():
    part = ReferralFactory(lead=True)
    officers = [UserFactory(unit=part.unit) for _ in range(4)]

    def open_by(officer):
        try:
            delivery.note_opening(Referral.objects.get(pk=part.pk), by=officer, at=AT)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(open_by, officers))

    assert part.events.filter(verb="open").count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Đang gửi"),
        ({"attempt_count": 1}, "Chưa gửi được; đang thử lại"),
        ({"state": NoticeState.SENT, "sent_at": LATER}, "Máy chủ thư đã nhận"),
        ({"state": NoticeState.GIVEN_UP}, "Không gửi được"),
    ],
)
def test_mail_is_told_as_the_outbox_knows_it(changes, words):
    complaint = ComplaintFactory()
    notices.send_receipt(complaint, [])
    Notice.objects.update(**changes)

    assert mails(complaint) == [("Xác nhận đã nhận phản ánh", words)]


def test_mails_of_every_part_are_told_and_those_to_others_are_not():
    complaint = ComplaintFactory()
    part = ReferralFactory(complaint=complaint, lead=True, answered=True)
    request = SellerRequestFactory(complaint=complaint)
    notices.send_receipt(complaint, [part])
    notices.tell_units([part], occasion="sent")
    notices.tell_answer(part)
    notices.tell_seller_answered(request)
    telling.confirm(SubjectRequestFactory(complaint=complaint))
    other = ComplaintFactory()
    ReferralFactory(complaint=other, lead=True)
    notices.send_receipt(other, [])

    assert [title for title, _ in mails(complaint)] == [
        "Xác nhận đã nhận phản ánh",
        "Trả lời của một đơn vị",
        "Người bán đã trả lời",
        "Tin mới về phản ánh",
    ]


def test_number_that_begins_like_another_is_another_report():
    complaint = ComplaintFactory()
    mail(complaint, key=f"complaint:{complaint.pk}0:received")

    assert mails(complaint) == []


def test_without_an_address_there_are_no_mails():
    assert mails(ComplaintFactory(email="")) == []


@pytest.mark.parametrize("count", [1, 5])
def test_cost_does_not_grow_with_the_mails(count, django_assert_num_queries):
    part = ReferralFactory(lead=True)
    complaint = part.complaint
    for n in range(count):
        mail(complaint, key=f"referral:{part.pk}:answered:{n}")

    with django_assert_num_queries(2):
        assert len(delivery.mails_to_sender(complaint)) == count


@pytest.mark.parametrize(("count", "shown"), [(30, "0"), (31, "1")])
def test_thirty_newest_mails_are_shown_the_oldest_of_them_first(count, shown):
    complaint = ComplaintFactory()
    for n in range(count):
        mail(complaint, at=AT + timedelta(minutes=n))

    told = delivery.mails_to_sender(complaint)

    assert len(told) == 30
    assert told[0].at == AT + timedelta(minutes=int(shown))
    assert told[-1].at == AT + timedelta(minutes=count - 1)
