from datetime import timedelta
from threading import Barrier, Thread

from django.db import connection

import pytest
from structlog.testing import capture_logs

from notifications import delivery
from notifications.enums import NoticeState
from notifications.models import Notice
from tests.accounts.factories import UserFactory
from tests.notifications.factories import MOMENT, NoticeFactory

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def test_a_due_notice_leaves_with_its_own_message_id(mail_server):
    notice = NoticeFactory(recipient="lan@thu.example")

    assert delivery.deliver_due(at=MOMENT) == 1

    (message,) = mail_server.messages
    assert message["To"] == "lan@thu.example"
    assert message["Subject"].strip() == "Chúng tôi đã nhận phản ánh của bạn"
    assert message["Message-ID"] == notice.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().splitlines() == notice.body.splitlines()
    notice.refresh_from_db()
    assert (notice.state, notice.attempt_count) == (NoticeState.SENT, 1)
    assert notice.sent_at is not None


def test_a_notice_leaves_once_however_often_the_task_runs(mail_server):
    NoticeFactory()

    assert [delivery.deliver_due(at=MOMENT) for _ in range(3)] == [1, 0, 0]
    assert len(mail_server.messages) == 1


def test_what_is_not_yet_due_waits(mail_server):
    NoticeFactory(next_try_at=MOMENT + timedelta(microseconds=1))

    assert delivery.deliver_due(at=MOMENT) == 0
    assert delivery.deliver_due(at=MOMENT + timedelta(microseconds=1)) == 1


def test_the_longest_waiting_leaves_first_and_batches_follow_each_other(
    mail_server, monkeypatch
):
    monkeypatch.setattr(delivery, "BATCH_SIZE", 2)
    notices = [NoticeFactory(next_try_at=MOMENT - n * MINUTE) for n in range(5)]

    assert delivery.deliver_due(at=MOMENT) == 5
    assert mail_server.receivers() == [n.recipient for n in reversed(notices)]


def test_the_text_of_a_sent_login_mail_is_not_kept(mail_server):
    secret, ordinary = NoticeFactory(log_in=True), NoticeFactory()

    delivery.deliver_due(at=MOMENT)

    secret.refresh_from_db()
    ordinary.refresh_from_db()
    assert (secret.body, ordinary.body) == (
        "",
        "Chúng tôi đã nhận phản ánh của bạn.\n",
    )
    assert "khoa-bi-mat" in mail_server.messages[0].get_content()


@pytest.mark.parametrize(
    ("verb", "answer", "kind"),
    [
        ("RCPT", "550 no such mailbox", "SMTPRecipientsRefused"),
        ("DATA", "554 no", "SMTPDataError"),
    ],
)
def test_a_final_answer_gives_the_notice_up_at_once_and_loudly(
    mail_server, verb, answer, kind
):
    mail_server.refuse(verb, answer)
    notice = NoticeFactory(recipient="nham@thu.example")

    with capture_logs() as logs:
        assert delivery.deliver_due(at=MOMENT) == 0

    notice.refresh_from_db()
    assert (notice.state, notice.last_error) == (NoticeState.GIVEN_UP, answer)
    assert [{**entry, "pk": 0} for entry in logs] == [
        {
            "event": "notice_given_up",
            "log_level": "error",
            "notice": notice.pk,
            "template": notice.template,
            "tries": 1,
            "error": kind,
            "code": int(answer[:3]),
            "pk": 0,
        }
    ]


@pytest.mark.parametrize(
    ("verb", "answer"),
    [
        ("RCPT", "450 mailbox busy"),
        ("DATA", "451 later"),
        ("MAIL", "530 log in first"),
    ],
)
def test_a_passing_trouble_is_waited_out(mail_server, verb, answer):
    mail_server.refuse(verb, answer)
    notice = NoticeFactory()

    delivery.deliver_due(at=MOMENT)

    notice.refresh_from_db()
    assert (notice.state, notice.attempt_count) == (NoticeState.QUEUED, 1)
    assert notice.last_error == answer
    assert 24 <= (notice.next_try_at - MOMENT).total_seconds() <= 36

    mail_server.refusals.clear()
    assert delivery.deliver_due(at=notice.next_try_at) == 1


def test_one_refused_notice_does_not_hold_up_the_others(mail_server):
    mail_server.refuse("RCPT", "550 no", where="nham@thu.example")
    NoticeFactory(recipient="nham@thu.example")
    NoticeFactory(recipient="lan@thu.example")

    assert delivery.deliver_due(at=MOMENT) == 1
    assert mail_server.receivers() == ["lan@thu.example"]


def test_a_notice_that_can_never_be_written_holds_up_no_other(mail_server):
    broken = NoticeFactory(subject="hai\ndòng")
    NoticeFactory(recipient="lan@thu.example")

    assert delivery.deliver_due(at=MOMENT) == 1

    broken.refresh_from_db()
    assert broken.state == NoticeState.GIVEN_UP


def test_the_last_try_gives_up(mail_server):
    mail_server.down()
    early = NoticeFactory(attempt_count=delivery.MAX_TRIES - 2)
    last = NoticeFactory(attempt_count=delivery.MAX_TRIES - 1)

    delivery.deliver_due(at=MOMENT)
    delivery.deliver_due(at=MOMENT)

    early.refresh_from_db()
    last.refresh_from_db()
    assert (early.state, last.state) == (NoticeState.QUEUED, NoticeState.GIVEN_UP)


def test_a_server_that_is_away_is_asked_once_a_run(mail_server):
    mail_server.down()
    first, second = NoticeFactory.create_batch(2)

    assert delivery.deliver_due(at=MOMENT) == 0

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.attempt_count, second.attempt_count) == (1, 0)
    assert first.last_error.startswith("ConnectionRefusedError")


def test_a_mail_server_down_for_a_day_gets_each_mail_once_when_it_returns(mail_server):
    mail_server.down()
    notices = NoticeFactory.create_batch(3)
    moment = MOMENT
    while moment < MOMENT + timedelta(days=1):
        delivery.deliver_due(at=moment)
        moment += 7 * MINUTE
    waiting = Notice.objects.filter(state=NoticeState.QUEUED)
    assert waiting.count() == 3

    mail_server.up()
    for minutes in range(0, 40, 5):
        delivery.deliver_due(at=moment + minutes * MINUTE)

    assert sorted(mail_server.receivers()) == sorted(n.recipient for n in notices)
    assert waiting.count() == 0


def test_no_address_and_no_answer_of_the_server_reaches_the_log(mail_server):
    mail_server.refuse("RCPT", "550 nham@thu.example unknown")
    NoticeFactory(recipient="nham@thu.example")

    with capture_logs() as logs:
        delivery.deliver_due(at=MOMENT)

    assert len(logs) == 1
    assert "nham@" not in str(logs)


@pytest.mark.parametrize(
    ("attempt_count", "seconds"),
    [(1, 30), (2, 60), (6, 960), (7, 1800), (8, 1800), (150, 1800)],
)
def test_the_wait_doubles_up_to_half_an_hour(attempt_count, seconds):
    waits = [
        delivery.wait_after(attempt_count, jitter=jitter).total_seconds()
        for jitter in (-1, 0, 1)
    ]

    assert waits == pytest.approx([seconds * 0.8, seconds, seconds * 1.2])


def test_the_tries_reach_over_a_weekend():
    tries = range(1, delivery.MAX_TRIES)
    waits = [delivery.wait_after(n, jitter=-1) for n in tries]

    assert sum(waits, timedelta()) > timedelta(days=2)


def test_resending_tries_given_up_and_waiting_notices_at_once(mail_server):
    given_up = NoticeFactory(given_up=True)
    waiting = NoticeFactory(next_try_at=MOMENT + timedelta(hours=1))
    NoticeFactory(sent=True)

    count = delivery.resend(Notice.objects.all(), by=UserFactory(), at=MOMENT)

    assert count == 2
    assert delivery.deliver_due(at=MOMENT) == 2
    assert sorted(mail_server.receivers()) == sorted(
        [given_up.recipient, waiting.recipient]
    )


def test_resending_all_leaves_what_was_sent_alone():
    notice = NoticeFactory(sent=True)

    assert delivery.resend(Notice.objects.all(), by=UserFactory(), at=MOMENT) == 0

    notice.refresh_from_db()
    assert (notice.state, notice.sent_at) == (NoticeState.SENT, MOMENT)


@pytest.mark.django_db(transaction=True)
def test_deliverers_that_run_at_once_send_each_notice_once(mail_server):
    notices = NoticeFactory.create_batch(30)
    start, counts = Barrier(4), []

    def deliver():
        start.wait()
        counts.append(delivery.deliver_due(at=MOMENT))
        connection.close()

    threads = [Thread(target=deliver) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(counts) == 30
    assert sorted(mail_server.receivers()) == sorted(n.recipient for n in notices)
