from datetime import timedelta

import pytest

from accounts.lifecycle import ReasonMissing
from complaints import recovery, tasks
from complaints.models import CodeRequest
from complaints.timeline import timeline
from notifications.models import Notice
from tests.accounts.factories import UserFactory
from tests.complaints.factories import (
    RECEIVED_AT as AT,
    ComplaintFactory,
    QuarantineFactory,
)

pytestmark = pytest.mark.django_db
MINE = "nguoi-mua@thu.example"


def ask(contact=MINE, network="203.0.113.7", at=AT):
    return recovery.ask(contact, network=network, at=at)


def mailed():
    recovery.send_codes()
    return [(n.recipient, n.subject, n.body) for n in Notice.objects.order_by("pk")]


def test_codes_go_to_the_address_of_the_reports_alone():
    first, second = ComplaintFactory.create_batch(2)
    other = ComplaintFactory(email="ai-khac@thu.example")

    ask("  Nguoi-Mua@THU.example ")

    [(recipient, subject, body)] = mailed()
    assert recipient == MINE
    assert subject == "Mã tra cứu các phản ánh của bạn"
    assert body.index(second.code) < body.index(first.code)
    assert other.code not in body
    assert first.story not in body


@pytest.mark.parametrize("contact", ["la@thu.example", "0912345678"])
def test_nothing_is_sent_where_no_report_has_the_address(contact):
    ComplaintFactory()

    ask(contact)

    assert mailed() == []
    assert not CodeRequest.objects.exists()


def test_what_was_set_aside_is_found_like_any_other():
    kept = QuarantineFactory().complaint

    ask()

    [(_, _, body)] = mailed()
    assert kept.code in body


def test_mail_is_in_the_language_of_the_newest_report():
    ComplaintFactory(language="vi")
    ComplaintFactory(language="en")

    ask()

    assert mailed()[0][1] == "Tracking codes of your reports"


@pytest.mark.parametrize(("count", "has_older"), [(10, False), (11, True)])
def test_ten_newest_codes_are_sent_and_older_ones_named(count, has_older):
    codes = [one.code for one in ComplaintFactory.create_batch(count, language="en")]

    ask()

    [(_, _, body)] = mailed()
    assert [code for code in codes if code in body] == codes[-10:]
    assert ("There are older ones" in body) is has_older


@pytest.mark.parametrize(
    ("later", "mails"),
    [(timedelta(days=1) - timedelta(seconds=1), 1), (timedelta(days=1), 2)],
)
def test_address_gets_one_mail_a_day(later, mails):
    ComplaintFactory()

    ask()
    mailed()
    assert ask(MINE.upper(), network="198.51.100.1", at=AT + later) is None

    assert len(mailed()) == mails


def test_network_asks_ten_times_in_a_quarter_of_an_hour():
    ends = [ask(f"n{n}@thu.example") for n in range(11)]

    assert ends == [None] * 10 + [AT + timedelta(minutes=15)]
    assert ask("x@thu.example", network="198.51.100.1") is None
    assert ask("y@thu.example", at=AT + timedelta(minutes=15)) is None


def test_blocked_network_takes_no_turn_of_an_address():
    ComplaintFactory()
    for n in range(10):
        ask(f"n{n}@thu.example")
    assert ask() is not None

    ask(network="198.51.100.1")

    assert len(mailed()) == 1


@pytest.mark.parametrize("contact", [MINE, "la@thu.example"])
def test_page_does_the_same_work_for_every_address(contact, django_assert_num_queries):
    ComplaintFactory.create_batch(3)

    with django_assert_num_queries(5):  # two counts and the request, in a transaction
        ask(contact)

    assert CodeRequest.objects.get().email == contact
    assert not Notice.objects.exists()


def test_worker_answers_all_that_wait_and_each_once():
    for n in range(3):
        ComplaintFactory(email=f"n{n}@thu.example")
        ask(f"n{n}@thu.example")

    for _ in range(2):
        tasks.send_codes()

    assert Notice.objects.count() == 3
    assert not CodeRequest.objects.exists()


def test_telling_a_caller_is_told_to_the_sender_without_what_was_asked():
    complaint = ComplaintFactory(resolved=True)
    officer = UserFactory(consumer_association=True)

    recovery.tell_code(complaint, reason=" Hỏi tên cửa hàng. ", by=officer, at=AT)

    event = complaint.events.get()
    assert (event.verb, event.by, event.reason) == (
        "tell_code",
        officer,
        "Hỏi tên cửa hàng.",
    )
    assert event.from_state == event.to_state == complaint.state
    [entry] = timeline(complaint)
    assert officer.unit.name in entry.title
    assert "Hỏi" not in entry.title + entry.text
    [inside] = recovery.told(complaint)
    assert (inside.at, inside.text) == (AT, "Hỏi tên cửa hàng.")
    assert str(officer) in inside.title
    assert officer.unit.name in inside.title


def test_nothing_is_told_where_nobody_called():
    assert recovery.told(ComplaintFactory(resolved=True)) == []


def test_telling_a_caller_needs_a_reason():
    with pytest.raises(ReasonMissing):
        recovery.tell_code(
            ComplaintFactory(), reason=" ", by=UserFactory(trade_management=True), at=AT
        )
