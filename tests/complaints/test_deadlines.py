from datetime import datetime, timedelta

import pytest

from complaints.deadlines import soon_before, working_days_left
from tests.complaints.factories import HCM

# Monday 2 December 2024, 24:00 is the end of the term.
DUE = datetime(2024, 12, 3, tzinfo=HCM)


@pytest.mark.parametrize(
    ("at", "left"),
    [
        (datetime(2024, 11, 28, 8, tzinfo=HCM), 2),
        (datetime(2024, 11, 29, 23, 59, tzinfo=HCM), 1),
        (datetime(2024, 11, 30, 12, tzinfo=HCM), 1),
        (datetime(2024, 12, 2, 0, tzinfo=HCM), 0),
        (DUE - timedelta(seconds=1), 0),
        (DUE, -1),
        (datetime(2024, 12, 6, 9, tzinfo=HCM), -4),
        (datetime(2024, 12, 8, 9, tzinfo=HCM), -4),
    ],
)
def test_working_days_are_counted_as_officers_do(at, left):
    assert working_days_left(DUE, at=at) == left


def test_counting_ends_somewhere():
    assert working_days_left(DUE, at=datetime(2034, 1, 1, tzinfo=HCM)) == -60


def test_soon_is_two_working_days():
    friday = datetime(2024, 11, 29, 9, tzinfo=HCM)

    assert soon_before(friday) == datetime(2024, 12, 4, tzinfo=HCM)
