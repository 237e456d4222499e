from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from notifications import heartbeat, watchers
from notifications.models import Notice, RaisedAlarm
from tests.notifications.factories import MOMENT, NoticeFactory

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def names(at):
    return [alarm.name for alarm in watchers.watch(at)]


def told(at):
    with capture_logs() as logs:
        watchers.tell_changes(at)
    return [(log["event"], log["alarm"], log.get("seconds")) for log in logs]


@pytest.mark.parametrize(("silent_for", "alarms"), [(60, []), (61, ["worker_silent"])])
def test_a_worker_may_be_silent_for_a_minute(silent_for, alarms):
    heartbeat.record(at=MOMENT)

    assert names(MOMENT + silent_for * SECOND) == alarms


def test_a_worker_never_seen_is_an_alarm():
    assert names(MOMENT) == ["worker_silent"]


@pytest.mark.parametrize(("seconds", "alarms"), [(900, []), (901, ["outbox_stuck"])])
def test_a_notice_may_wait_for_a_quarter_of_an_hour(seconds, alarms):
    NoticeFactory(created_at=MOMENT, next_try_at=MOMENT + timedelta(days=1))
    NoticeFactory(created_at=MOMENT + 900 * SECOND)
    at = MOMENT + seconds * SECOND
    heartbeat.record(at=at)

    assert names(at) == alarms


def test_what_was_sent_or_given_up_does_not_wait():
    NoticeFactory(sent=True)
    NoticeFactory(given_up=True)

    assert watchers.oldest_undelivered_age(MOMENT + timedelta(days=9)) is None


@pytest.mark.parametrize(
    ("seconds", "alarms"), [(0, ["notices_given_up"]), (86_401, [])]
)
def test_given_up_notices_alarm_for_a_day(seconds, alarms):
    NoticeFactory(given_up=True)
    at = MOMENT + seconds * SECOND
    heartbeat.record(at=at)

    assert names(at) == alarms


def test_an_alarm_is_told_once_and_its_end_once():
    later = MOMENT + 90 * SECOND

    assert told(MOMENT) == [("alarm_raised", "worker_silent", None)]
    assert told(MOMENT + 60 * SECOND) == []

    heartbeat.record(at=later)

    assert told(later) == [("alarm_recovered", "worker_silent", 90)]
    assert told(later + SECOND) == []
    assert RaisedAlarm.objects.count() == 0


def test_an_alarm_that_comes_back_is_told_again():
    heartbeat.record(at=MOMENT)
    NoticeFactory()
    late = MOMENT + timedelta(hours=1)
    heartbeat.record(at=late)
    assert told(late) == [("alarm_raised", "outbox_stuck", None)]
    Notice.objects.update(created_at=late)
    assert told(late) == [("alarm_recovered", "outbox_stuck", 0)]
    Notice.objects.update(created_at=MOMENT)

    assert told(late) == [("alarm_raised", "outbox_stuck", None)]


def test_messages_name_the_measure_and_nobody():
    NoticeFactory(recipient="lan@thu.example")
    NoticeFactory(recipient="lan@thu.example", given_up=True)

    messages = " ".join(a.message for a in watchers.watch(MOMENT + 960 * SECOND))

    assert "16" in messages
    assert "lan@" not in messages


def test_an_alarm_and_its_end_are_mailed_once_to_who_is_responsible(settings):
    settings.ALARM_RECIPIENTS = ["truc@so.example", "ky-thuat@so.example"]
    later = MOMENT + 90 * SECOND
    for moment in (MOMENT, MOMENT + SECOND):
        watchers.tell_changes(moment)
    assert Notice.objects.count() == 2

    heartbeat.record(at=later)
    for moment in (later, later + SECOND):
        watchers.tell_changes(moment)

    notices = Notice.objects.filter(recipient="truc@so.example").order_by("pk")
    assert [("đã hết" in n.subject) for n in notices] == [False, True]
    assert "tiến trình" in notices[1].body.lower()


def test_the_day_is_summed_up_once(settings):
    settings.ALARM_RECIPIENTS = ["truc@so.example"]
    NoticeFactory(given_up=True)
    heartbeat.record(at=MOMENT)

    for moment in (MOMENT, MOMENT + SECOND):
        watchers.tell_day(moment)

    digest = Notice.objects.get(template="notifications/mail/digest")
    assert "29/11/2024" in digest.subject
    assert "1" in digest.body


def test_nobody_is_mailed_where_nobody_is_named():
    watchers.tell_changes(MOMENT)
    watchers.tell_day(MOMENT)

    assert Notice.objects.count() == 0
