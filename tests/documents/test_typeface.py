import sys

import pytest
from fontTools.ttLib import TTFont

from documents import typeface

VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợ"
    "pqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
)


def test_the_face_is_found_without_loading_its_package():
    assert (typeface.directory() / "texgyretermes-regular.otf").is_file()
    assert typeface.PACKAGE not in sys.modules


@pytest.mark.parametrize("style", ["regular", "bold", "italic", "bolditalic"])
def test_letters_are_those_of_every_style(style):
    font = TTFont(typeface.directory() / f"texgyretermes-{style}.otf")
    in_font = {chr(code) for code in font.getBestCmap()}

    assert typeface.letters() - {"\n", "\u200b"} == in_font


def test_every_vietnamese_letter_can_be_printed():
    text = " ".join(VIETNAMESE + VIETNAMESE.upper()) + " ₫ № “” ‘’ – — … • −"

    assert typeface.printable(text) == text


def test_a_letter_the_face_lacks_becomes_a_question_mark():
    assert typeface.printable("Cửa hàng 😀 中文") == "Cửa hàng ? ??"


def test_a_long_word_may_be_broken_and_a_short_one_not():
    twenty, longer = "x" * 20, "x" * 21

    assert typeface.printable(twenty) == twenty
    assert typeface.printable(longer).replace("\u200b", "") == longer
    assert max(len(part) for part in typeface.printable(longer).split("\u200b")) == 10


def test_a_line_is_measured_with_the_widths_of_times():
    width = typeface.width_mm("Độc lập - Tự do - Hạnh phúc", size=13, bold=True)

    assert round(width) == 56
