import pytest

from reports.suppression import is_small, suppressed


@pytest.mark.parametrize(
    ("rows", "hidden"),
    [
        ({}, ""),
        ({"a": 0, "b": 5, "c": 9}, ""),
        ({"a": 4, "b": 4, "c": 9}, "ab"),
        ({"a": 4, "b": 5, "c": 9}, "ab"),
        ({"a": 4, "b": 0, "c": 9}, "ac"),
        ({"a": 3, "b": 4, "c": 9}, "ab"),
        ({"a": 2, "b": 4, "c": 9}, "abc"),  # 2 + 4 is made by too few other pairs
        ({"a": 1, "b": 0}, "ab"),
        ({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1, "f": 0}, "abcdef"),
    ],
)
def test_small_numbers_are_hidden_and_no_total_gives_them_away(rows, hidden):
    assert suppressed(rows) == set(hidden)


@pytest.mark.parametrize(
    ("number", "small"), [(0, False), (1, True), (4, True), (5, False)]
)
def test_less_than_five_is_small_and_nothing_is_not(number, small):
    assert is_small(number) is small
