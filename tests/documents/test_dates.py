from datetime import date

import pytest

from documents.dates import in_words, place_and_date


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2024, 1, 9), "ngày 09 tháng 01 năm 2024"),
        (date(2024, 2, 5), "ngày 05 tháng 02 năm 2024"),
        (date(2024, 3, 10), "ngày 10 tháng 3 năm 2024"),
        (date(2024, 9, 1), "ngày 01 tháng 9 năm 2024"),
        (date(2024, 12, 31), "ngày 31 tháng 12 năm 2024"),
    ],
)
def test_zero_stands_before_days_below_ten_and_the_months_one_and_two(on, words):
    assert in_words(on) == words


def test_a_draft_leaves_room_for_the_day():
    line = place_and_date("Thanh Hoá", date(2024, 2, 5), day_is_blank=True)

    assert line == "Thanh Hoá, ngày        tháng 02 năm 2024"
