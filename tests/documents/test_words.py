import pytest
from hypothesis import given, strategies as st
from vn_numberwords import words_to_number

from documents.words import LARGEST, dong_in_words, in_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (1, "một"),
        (5, "năm"),
        (10, "mười"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (25, "hai mươi lăm"),
        (105, "một trăm linh năm"),
        (111, "một trăm mười một"),
        (1_001, "một nghìn không trăm linh một"),
        (21_015, "hai mươi mốt nghìn không trăm mười lăm"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (10**9, "một tỷ"),
        (10**9 + 5, "một tỷ không trăm linh năm"),
        (10**12, "một nghìn tỷ"),
        (1_500_000_000_000, "một nghìn năm trăm tỷ"),
        (2_005_000_000_000, "hai nghìn không trăm linh năm tỷ"),
        (-21, "âm hai mươi mốt"),
    ],
)
def test_numbers_are_read_as_an_officer_reads_them(number, words):
    assert in_words(number) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (21_015, "Hai mươi mốt nghìn không trăm mười lăm đồng"),
        (
            12_345_678_901,
            "Mười hai tỷ ba trăm bốn mươi lăm triệu sáu trăm bảy mươi tám nghìn "
            "chín trăm linh một đồng",
        ),
        (10**12, "Một nghìn tỷ đồng"),
    ],
)
def test_an_amount_begins_with_a_capital_and_ends_with_its_unit(amount, words):
    assert dong_in_words(amount) == words


@given(st.integers(min_value=0, max_value=10**9 - 1))
def test_words_can_be_read_back(number):
    assert words_to_number(in_words(number)) == number


@given(st.integers(min_value=10**9, max_value=LARGEST))
def test_the_unit_of_billions_is_said_once(number):
    assert in_words(number).count("tỷ") == 1


def test_what_cannot_be_read_is_refused():
    assert in_words(LARGEST).startswith("chín trăm chín mươi chín triệu")
    with pytest.raises(ValueError, match="too large"):
        in_words(LARGEST + 1)
    with pytest.raises(TypeError, match="whole number"):
        in_words(1.5)
    with pytest.raises(TypeError, match="whole number"):
        in_words(True)
