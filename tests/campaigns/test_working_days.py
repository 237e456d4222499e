from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured

import pytest
from hypothesis import given, strategies as st

from campaigns.working_days import (
    add_working_days,
    end_of_working_day_after,
    is_working_day,
    latest_day_before,
)

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def days_from(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 11, 29), True),  # Friday
        (date(2024, 11, 30), False),  # Saturday
        (date(2024, 12, 1), False),  # Sunday
        (date(2024, 12, 2), True),  # Monday
        (date(2024, 12, 31), True),
        (date(2025, 1, 1), False),  # New Year
        (date(2025, 1, 2), True),
        (date(2025, 1, 24), True),  # Friday before Tết
        (date(2025, 1, 27), False),  # first working day lost to Tết
        (date(2025, 1, 31), False),
        (date(2025, 2, 3), True),  # Monday after Tết
        (date(2024, 9, 2), False),  # National Day
        (date(2024, 9, 4), True),
    ],
)
def test_weekends_and_public_holidays_are_off(day, works):
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("worked_saturday", "day_off"),
    [
        (date(2024, 5, 4), date(2024, 4, 29)),
        (date(2025, 4, 26), date(2025, 5, 2)),
    ],
)
def test_a_swapped_day_is_off_and_its_saturday_is_worked(worked_saturday, day_off):
    assert is_working_day(worked_saturday) is True
    assert is_working_day(day_off) is False


def test_no_public_holiday_between_the_week_and_the_end_of_2024():
    days = days_from(date(2024, 11, 25), date(2024, 12, 31))

    assert [d for d in days if d.weekday() < 5 and not is_working_day(d)] == []


def test_tet_2025_closes_offices_for_nine_days():
    days = days_from(date(2025, 1, 20), date(2025, 2, 7))

    closed = [d for d in days if not is_working_day(d)]
    assert closed == days_from(date(2025, 1, 25), date(2025, 2, 2))


@pytest.mark.parametrize(
    ("starts_on", "notify_by"),
    [
        (date(2024, 11, 25), date(2024, 11, 20)),
        (date(2024, 11, 29), date(2024, 11, 26)),
        (date(2024, 12, 1), date(2024, 11, 27)),
        (date(2025, 2, 3), date(2025, 1, 22)),
    ],
)
def test_latest_day_to_notify_lies_three_working_days_before_the_start(
    starts_on, notify_by
):
    assert latest_day_before(starts_on, 3) == notify_by


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        (date(2024, 11, 28), 1, date(2024, 11, 29)),
        (date(2024, 11, 29), 1, date(2024, 12, 2)),
        (date(2024, 11, 30), 1, date(2024, 12, 2)),
        (date(2024, 11, 29), 15, date(2024, 12, 20)),
        (date(2025, 1, 24), 1, date(2025, 2, 3)),
        (date(2024, 5, 3), 1, date(2024, 5, 4)),
        (date(2024, 11, 29), 0, date(2024, 11, 29)),
        (date(2024, 11, 30), 0, date(2024, 12, 2)),
    ],
)
def test_a_term_counts_from_the_day_after(day, days, expected):
    assert add_working_days(day, days) == expected


def test_zero_working_days_before_a_day_off_is_the_working_day_before():
    assert latest_day_before(date(2024, 12, 1), 0) == date(2024, 11, 29)


@pytest.mark.parametrize("count", [add_working_days, latest_day_before])
def test_a_negative_term_is_refused(count):
    with pytest.raises(ValueError, match="has -1 working days; it must have 0 or more"):
        count(date(2024, 11, 29), -1)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2024, 11, 29, 0, 0, tzinfo=HCM),
        datetime(2024, 11, 29, 23, 59, 59, tzinfo=HCM),
    ],
)
def test_a_term_ends_at_midnight_whenever_on_the_day_it_began(moment):
    ends_at = end_of_working_day_after(moment, 3)

    assert ends_at == datetime(2024, 12, 5, 0, 0, tzinfo=HCM)


def test_the_day_of_a_moment_is_the_local_one():
    early_on_saturday = datetime.fromisoformat("2024-11-29T17:00:00+00:00")

    ends_at = end_of_working_day_after(early_on_saturday, 1)

    assert ends_at == datetime(2024, 12, 3, 0, 0, tzinfo=HCM)


def test_extra_days_off_come_from_the_settings(settings):
    assert is_working_day(date(2024, 12, 2)) is True

    settings.HOLIDAYS_EXTRA = ["2024-12-02", " 2024-12-04"]

    assert is_working_day(date(2024, 12, 2)) is False
    assert add_working_days(date(2024, 12, 1), 2) == date(2024, 12, 5)


def test_a_wrong_extra_day_off_is_named(settings):
    settings.HOLIDAYS_EXTRA = ["02/12/2024"]

    with pytest.raises(ImproperlyConfigured, match="HOLIDAYS_EXTRA is '02/12/2024'"):
        is_working_day(date(2024, 12, 3))


@given(day=DAYS, days=st.integers(1, 40))
def test_counting_forth_and_back_from_a_working_day_returns_to_it(day, days):
    start = add_working_days(day, 0)

    assert latest_day_before(add_working_days(start, days), days) == start


@given(day=DAYS, days=st.integers(1, 40))
def test_a_term_holds_exactly_its_number_of_working_days(day, days):
    last = add_working_days(day, days)

    counted = [d for d in days_from(day, last)[1:] if is_working_day(d)]
    assert (len(counted), counted[-1]) == (days, last)
