from datetime import datetime, timedelta

from django.utils import translation

import pytest

from campaigns.moments import duration, ending, starting
from tests.campaigns.factories import HCM


def local(text):
    return datetime.fromisoformat(text).replace(tzinfo=HCM)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_a_start_is_named_by_its_own_day():
    assert starting(local("2024-11-29 00:00")) == "00:00 on Friday 29/11/2024"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2024-12-01 23:59", "23:59 on Sunday 01/12/2024"),
        ("2024-12-02 00:00", "the end of Sunday 01/12/2024"),
        ("2024-12-02 00:01", "00:01 on Monday 02/12/2024"),
    ],
)
def test_an_end_at_midnight_is_named_by_the_day_before(moment, words):
    assert ending(local(moment)) == words


def test_a_moment_is_told_in_local_time():
    assert starting(datetime.fromisoformat("2024-11-28T17:00+00:00")) == (
        "00:00 on Friday 29/11/2024"
    )


@pytest.mark.parametrize(
    ("delta", "words"),
    [
        (timedelta(days=9, hours=5), "9 days"),
        (timedelta(days=7), "7 days"),
        (timedelta(days=7) - timedelta(seconds=1), "6 days 23 hours"),
        (timedelta(days=2, minutes=59), "2 days"),
        (timedelta(days=1, hours=1), "1 day 1 hour"),
        (timedelta(hours=24) - timedelta(seconds=1), "23 hours 59 minutes"),
        (timedelta(hours=1, seconds=59), "1 hour"),
        (timedelta(minutes=60) - timedelta(seconds=1), "59 minutes"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(seconds=1), "1 minute"),
    ],
)
def test_a_duration_is_rounded_down_to_two_units(delta, words):
    assert duration(delta) == words
