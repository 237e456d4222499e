"""Facts put into texts by their names, and nothing that was typed lost."""

import pytest

from accounts.placeholders import filled, inserted, unknown_placeholders

FACTS = {
    "ten": ("tên", lambda number: "{ma}"),
    "ma": ("mã", lambda number: f"KM-{number}"),
}


def test_facts_take_the_place_of_their_names_and_are_not_filled_again():
    assert filled("{ten} và {ma}\n", FACTS, 1) == "{ma} và KM-1"


def test_what_is_unknown_stays_and_is_named():
    assert filled("{ten.user} {la}", FACTS, 1) == "{ten.user} {la}"
    assert unknown_placeholders("{ma} {la} {}", FACTS) == ["la", ""]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("", "Mẫu"),
        ("- Sai giá.\n", "Mẫu"),
        ("Tôi viết", "Tôi viết\n\nMẫu"),
    ],
)
def test_a_text_comes_after_what_was_typed_and_replaces_what_was_proposed(typed, text):
    assert inserted("Mẫu", typed=typed, proposed="- Sai giá.") == text
