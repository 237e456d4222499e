from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import override

import pytest

from campaigns.moments import duration, ending, starting

HCM = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    ("delta", "words"),
    [
        (timedelta(days=9, hours=23), "9 days"),
        (timedelta(days=7), "7 days"),
        (timedelta(days=7) - timedelta(seconds=1), "6 days 23 hours"),
        (timedelta(days=2, hours=3, minutes=59), "2 days 3 hours"),
        (timedelta(days=1, minutes=59), "1 day"),
        (timedelta(hours=23, minutes=59, seconds=59), "23 hours 59 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(minutes=59, seconds=59), "59 minutes"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(seconds=59), "1 minute"),
    ],
)
def test_a_duration_is_rounded_down_to_two_units(delta: timedelta, words: str) -> None:
    with override("en"):
        assert duration(delta) == words


def test_a_midnight_end_is_the_end_of_the_day_before() -> None:
    end_of_week = datetime(2024, 12, 2, tzinfo=HCM)

    with override("en"):
        assert ending(end_of_week) == "the end of Sunday 01/12/2024"
        assert starting(end_of_week) == "00:00 on Monday 02/12/2024"


def test_any_other_end_is_named_by_its_time() -> None:
    end_of_60_hours = datetime(2024, 12, 1, 12, tzinfo=HCM)

    with override("en"):
        assert ending(end_of_60_hours) == "12:00 on Sunday 01/12/2024"


def test_moments_are_said_as_the_plan_says_them() -> None:
    with override("vi"):
        assert starting(datetime(2024, 11, 29, tzinfo=HCM)) == (
            "00:00 thứ Sáu ngày 29/11/2024"
        )
        assert ending(datetime(2024, 12, 2, tzinfo=HCM)) == (
            "hết Chủ nhật ngày 01/12/2024"
        )
