from datetime import timedelta

import pytest

from notifications import heartbeat
from notifications.models import Heartbeat
from tests.notifications.factories import MOMENT

pytestmark = pytest.mark.django_db


def test_a_worker_never_seen_has_no_age():
    assert heartbeat.age(MOMENT) is None


def test_each_beat_renews_the_one_row():
    heartbeat.record(at=MOMENT)
    heartbeat.record(at=MOMENT + timedelta(seconds=15))
    heartbeat.record(at=MOMENT + timedelta(seconds=15))

    assert Heartbeat.objects.count() == 1
    assert heartbeat.age(MOMENT + timedelta(seconds=20)) == timedelta(seconds=5)


def test_a_late_beat_does_not_turn_time_back():
    heartbeat.record(at=MOMENT)
    heartbeat.record(at=MOMENT - timedelta(seconds=15))

    assert heartbeat.age(MOMENT) == timedelta(0)
