"""Dates as a paper writes them in words: «ngày 05 tháng 02 năm 2024».

Legal source: Decree 30/2020/NĐ-CP, Appendix I: a zero stands before days below 10 and
before the months 1 and 2, and before no other month.
"""

from datetime import date

BLANK = " " * 6
_MONTHS_WITH_ZERO = frozenset({1, 2})


def in_words(on: date, *, day_is_blank: bool = False) -> str:
    """Return the date of a paper; the day stays open until the paper is signed."""
    day = BLANK if day_is_blank else f"{on.day:02d}"
    return f"ngày {day} tháng {_month(on.month)} năm {on.year}"


def place_and_date(place: str, on: date, *, day_is_blank: bool = False) -> str:
    return f"{place}, {in_words(on, day_is_blank=day_is_blank)}"


def _month(month: int) -> str:
    return f"{month:02d}" if month in _MONTHS_WITH_ZERO else str(month)
