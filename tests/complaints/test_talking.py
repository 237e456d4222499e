from datetime import datetime, timedelta

from django.db import DatabaseError, transaction

import pytest

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from accounts.once import ContentConflict
from complaints import talking
from complaints.enums import ComplaintState, MessageKind
from complaints.models import Complaint, Message, Note, Pause, Referral
from complaints.refusals import AnswerNotAsked, NobodyToAsk, TooManyMessages
from complaints.timeline import timeline
from notifications.models import Notice
from tests.accounts.factories import UserFactory
from tests.complaints.answers import KEY
from tests.complaints.factories import HCM, ComplaintFactory, ReferralFactory

pytestmark = pytest.mark.django_db

AT = datetime(2024, 12, 2, 9, tzinfo=HCM)
LATER = AT + timedelta(days=2)
DUE = datetime(2024, 12, 21, tzinfo=HCM)
MAIL = "complaints/mail/message"


@pytest.fixture
def part():
    return ReferralFactory(support=True, accepted=True, due_at=DUE)


def asked(part, at=AT, text="Chị còn giữ hoá đơn không?"):
    return talking.ask(part, text=text, by=UserFactory(unit=part.unit), at=at)


def replied(complaint, text="Tôi còn giữ.", key=KEY, at=LATER):
    return talking.reply(complaint, text=text, key=key, at=at)


def test_question_is_mailed_as_it_stands_and_stops_the_clock(part):
    message = asked(part)

    notice = Notice.objects.get()
    assert (notice.template, notice.recipient) == (MAIL, part.complaint.email)
    assert message.text in notice.body
    assert Referral.objects.get().paused_at == AT
    assert Pause.objects.get().reason == message.text


def test_question_of_a_late_unit_stops_nothing(part):
    message = asked(part, at=DUE)

    assert message.kind == MessageKind.QUESTION
    assert Pause.objects.count() == 0


def test_second_question_does_not_stop_the_clock_twice(part):
    asked(part)
    asked(part, text="Chị mua ngày nào?")

    assert Message.objects.count() == 2
    assert Pause.objects.count() == 1


def test_reply_lets_the_clock_run_again_and_tells_the_unit_that_asked(part):
    other = ReferralFactory(complaint=part.complaint, lead=True)
    asked(part)

    replied(part.complaint)

    fresh = Referral.objects.get(pk=part.pk)
    assert (fresh.paused_at, fresh.due_at) == (None, DUE + timedelta(days=4))
    told = Notice.objects.filter(template="complaints/mail/replied")
    assert [n.recipient for n in told] == [part.unit.email]
    assert other.unit.email != part.unit.email


def test_unasked_message_reaches_every_unit_that_owes_an_answer(part):
    ReferralFactory(complaint=part.complaint, lead=True)
    ReferralFactory(complaint=part.complaint, informed=True)

    replied(part.complaint)

    assert Notice.objects.filter(template="complaints/mail/replied").count() == 2


def test_units_are_not_mailed_what_the_person_wrote(part):
    asked(part)
    replied(part.complaint, text="Gọi tôi số 0987 654 321.")

    notice = Notice.objects.get(template="complaints/mail/replied")
    for secret in ("0987", part.complaint.full_name, part.complaint.code):
        assert secret not in notice.subject + notice.body


def test_repeat_is_stored_once(part):
    first, second = replied(part.complaint), replied(part.complaint)

    assert (first.reference, second.is_repeat) == (second.reference, True)
    assert Message.objects.count() == 1


def test_same_key_with_other_words_is_a_conflict(part):
    replied(part.complaint)

    with pytest.raises(ContentConflict):
        replied(part.complaint, text="Tôi mất rồi.")
    assert Message.objects.get().text == "Tôi còn giữ."


def test_messages_nobody_answered_come_to_an_end(part):
    keys = [f"7a0e1c1e-6c0b-4d6f-9a55-0000000001{n:02d}" for n in range(11)]
    for n, key in enumerate(keys[:10]):
        replied(part.complaint, text=f"Lần {n}.", key=key)

    with pytest.raises(TooManyMessages):
        replied(part.complaint, text="Lần cuối.", key=keys[10])

    talking.inform(part, text="Chúng tôi đang xử lý.", by=None, at=LATER)
    replied(part.complaint, text="Cảm ơn.", key=keys[10])
    assert Message.objects.filter(kind=MessageKind.CONSUMER).count() == 11


def test_closed_complaint_takes_no_reply():
    complaint = ComplaintFactory(resolved=True)

    with pytest.raises(TransitionNotAllowed):
        replied(complaint)
    assert Message.objects.count() == 0


def test_message_without_a_question_stops_no_clock(part):
    talking.inform(part, text="Đã hẹn người bán thứ Năm.", by=None, at=AT)

    assert Pause.objects.count() == 0
    assert Notice.objects.get().template == MAIL


def test_message_can_follow_the_closing():
    complaint = ComplaintFactory(resolved=True)
    part = ReferralFactory(complaint=complaint, support=True, answered=True)

    talking.inform(part, text="Người bán đã chuyển tiền.", by=None, at=LATER)

    assert Complaint.objects.get().state == ComplaintState.RESOLVED
    assert timeline(complaint)[-1].text == "Người bán đã chuyển tiền."


@pytest.mark.parametrize("verb", [talking.ask, talking.inform])
def test_watching_unit_writes_to_nobody(verb):
    with pytest.raises(AnswerNotAsked):
        verb(ReferralFactory(informed=True), text="Chào.", by=None, at=AT)


@pytest.mark.parametrize("verb", [talking.ask, talking.inform])
def test_anonymous_tip_has_nobody_to_write_to(verb):
    part = ReferralFactory(support=True, complaint__anonymous=True)

    with pytest.raises(NobodyToAsk):
        verb(part, text="Chào.", by=None, at=AT)
    assert Pause.objects.count() == 0


@pytest.mark.parametrize("verb", [talking.ask, talking.inform])
def test_blank_message_is_not_sent(part, verb):
    with pytest.raises(ReasonMissing):
        verb(part, text=" \n", by=None, at=AT)
    assert (Message.objects.count(), Notice.objects.count()) == (0, 0)


def test_answered_unit_asks_no_more():
    with pytest.raises(TransitionNotAllowed):
        asked(ReferralFactory(support=True, answered=True))


def test_question_is_open_until_something_is_written(part):
    assert talking.open_question(part.complaint) is None
    question = asked(part)
    assert talking.open_question(part.complaint) == question
    replied(part.complaint)
    assert talking.open_question(part.complaint) is None
    again = asked(part, at=LATER + timedelta(days=1), text="Hoá đơn số mấy?")
    assert talking.open_question(part.complaint) == again


@pytest.mark.parametrize("model", [Message, Note])
def test_what_was_written_can_neither_be_changed_nor_deleted(part, model):
    asked(part)
    officer = UserFactory(unit=part.unit)
    talking.note(part.complaint, text="Nghi.", is_shared=False, by=officer, at=AT)
    rows = model.objects.all()

    for change in (lambda: rows.update(text="Khác."), rows.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_note_is_neither_mailed_nor_told(part):
    officer = UserFactory(unit=part.unit)
    talking.note(
        part.complaint, text="Nghi giả mạo.", is_shared=True, by=officer, at=AT
    )

    assert Notice.objects.count() == 0
    assert timeline(part.complaint) == []


@pytest.mark.parametrize("is_shared", [False, True])
def test_note_is_read_by_its_unit_and_if_shared_by_those_who_handle_it(is_shared):
    complaint = ComplaintFactory()
    parts = {
        trait: ReferralFactory(complaint=complaint, **{trait: True})
        for trait in ("lead", "support", "examination", "informed")
    }
    author = UserFactory(unit=parts["support"].unit)
    talking.note(complaint, text="Nghi.", is_shared=is_shared, by=author, at=AT)

    readers = {
        name
        for name, one in parts.items()
        if Note.objects.visible_to(UserFactory(unit=one.unit)).exists()
    }

    assert readers == ({"lead", "support", "examination"} if is_shared else {"support"})
    assert not Note.objects.visible_to(UserFactory(leader=True)).exists()
    assert not Note.objects.visible_to(UserFactory(merchant=True)).exists()


def test_course_tells_the_conversation_in_order(part):
    asked(part)
    replied(part.complaint)

    entries = timeline(part.complaint)

    assert [entry.text for entry in entries[:3]] == [
        "Chị còn giữ hoá đơn không?",
        "",
        "Tôi còn giữ.",
    ]
    assert part.unit.name in entries[0].title
    assert "24/12/2024" in entries[3].text
