import pytest

from reports.suppression import suppressed


@pytest.mark.parametrize(
    ("rows", "hidden"),
    [
        ({}, set()),
        ({"a": 0, "b": 3, "c": 9}, set()),
        ({"a": 1, "b": 2, "c": 9}, {"a", "b"}),
        ({"a": 2, "b": 3, "c": 9}, {"a", "b"}),
        ({"a": 2, "b": 0, "c": 9}, {"a", "c"}),
        ({"a": 1, "b": 0}, {"a"}),
    ],
)
def test_small_numbers_are_hidden_and_never_alone(rows, hidden):
    assert suppressed(rows) == hidden
