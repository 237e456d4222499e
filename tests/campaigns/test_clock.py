from datetime import UTC, date, datetime, timedelta

from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

import pytest
import time_machine

from campaigns import clock

REAL = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
REHEARSAL = "2024-11-29T09:00+07:00"


@time_machine.travel(REAL, tick=False)
def test_without_a_rehearsal_it_is_real_time():
    assert clock.now() == REAL
    assert clock.is_rehearsal() is False


def test_a_rehearsal_begins_at_its_moment_and_runs_on(settings):
    settings.PORTAL_CLOCK = REHEARSAL
    settings.PORTAL_CLOCK_STARTED_AT = REAL.isoformat()

    with time_machine.travel(REAL, tick=False) as traveller:
        assert clock.now() == datetime.fromisoformat(REHEARSAL)
        traveller.shift(timedelta(hours=51, minutes=1))
        assert clock.now() == datetime.fromisoformat("2024-12-01T12:01+07:00")
    assert clock.is_rehearsal() is True


def test_a_second_process_of_the_same_start_shows_the_same_time(settings):
    settings.PORTAL_CLOCK = REHEARSAL
    settings.PORTAL_CLOCK_STARTED_AT = (REAL - timedelta(hours=2)).isoformat()

    with time_machine.travel(REAL, tick=False):
        assert clock.now() == datetime.fromisoformat("2024-11-29T11:00+07:00")


def test_without_its_start_the_rehearsal_runs_from_the_start_of_the_process(settings):
    settings.PORTAL_CLOCK = REHEARSAL
    settings.PORTAL_CLOCK_STARTED_AT = ""

    began = clock.now()

    assert began >= datetime.fromisoformat(REHEARSAL)
    assert timedelta(0) <= clock.now() - began < timedelta(seconds=5)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2024-11-28T16:59:59+00:00", date(2024, 11, 28)),
        ("2024-11-28T17:00:00+00:00", date(2024, 11, 29)),
    ],
)
def test_today_is_the_day_in_thanh_hoa(moment, day):
    with time_machine.travel(datetime.fromisoformat(moment), tick=False):
        assert clock.today() == day


@pytest.mark.parametrize("text", ["29/11/2024", "2024-11-29T09:00"])
@pytest.mark.parametrize("name", ["PORTAL_CLOCK", "PORTAL_CLOCK_STARTED_AT"])
def test_a_moment_without_offset_stops_with_a_sentence(settings, name, text):
    settings.PORTAL_CLOCK = REHEARSAL
    settings.PORTAL_CLOCK_STARTED_AT = timezone.now().isoformat()
    setattr(settings, name, text)

    with pytest.raises(ImproperlyConfigured, match=f"{name} is '{text}'"):
        clock.now()
