from django.core import mail

import pytest

from notifications import tasks
from notifications.models import Heartbeat, RaisedAlarm
from tests.notifications.factories import NoticeFactory

pytestmark = pytest.mark.django_db


def test_delivering_twice_sends_once():
    NoticeFactory()

    tasks.deliver_due()
    tasks.deliver_due()

    assert len(mail.outbox) == 1


def test_recording_the_heartbeat_twice_keeps_one_row():
    tasks.record_heartbeat()
    tasks.record_heartbeat()

    assert Heartbeat.objects.count() == 1


def test_telling_alarms_twice_raises_them_once():
    tasks.tell_alarms()
    tasks.tell_alarms()

    assert [alarm.name for alarm in RaisedAlarm.objects.all()] == ["worker_silent"]
