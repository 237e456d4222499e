from dataclasses import replace

import pytest

from documents.blocks import Appendix, Heading, Paragraph
from documents.numbering import letter, number, roman, source_label
from tests.documents import samples


def headings(*levels):
    paper = replace(
        samples.report(),
        body=tuple(Heading(level, "x") for level in levels),
        appendices=(),
    )
    return [(item.label, item.depth) for item in number(paper).body]


def test_headings_count_and_start_again_below_each_other():
    assert headings(1, 2, 3, 3, 2, 3, 1, 2) == [
        ("I.", 1),
        ("1.", 2),
        ("a)", 3),
        ("b)", 3),
        ("2.", 2),
        ("a)", 3),
        ("II.", 1),
        ("1.", 2),
    ]


def test_the_outline_skips_no_step_even_where_the_writer_did():
    assert headings(3, 1, 3) == [("a)", 1), ("I.", 1), ("a)", 2)]


def test_tables_and_charts_count_through_the_whole_paper():
    placed = number(samples.report())

    labels = [item.label for item in placed.placed() if " " in item.label]
    assert labels == ["Bảng 1", "Biểu đồ 1", "Bảng 2", "Biểu đồ 2", "Bảng 3"]


def test_a_chart_says_which_table_it_shows():
    placed = number(samples.report())
    first, second = (
        item.block for item in placed.body if item.label.startswith("Biểu đồ")
    )

    assert source_label(placed, first) == "Bảng 1"
    assert source_label(placed, second) == ""


def test_one_appendix_has_no_number_and_several_have_roman_ones():
    one = Appendix(title="A", blocks=(Heading(1, "x"), Paragraph("y")))
    paper = samples.report()

    single = number(replace(paper, appendices=(one,))).appendices
    double = number(replace(paper, appendices=(one, one))).appendices

    assert [item.label for item in single] == ["Phụ lục"]
    assert [item.label for item in double] == ["Phụ lục I", "Phụ lục II"]
    assert [item.blocks[0].label for item in double] == ["I.", "I."]


@pytest.mark.parametrize(
    ("value", "sign"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (39, "XXXIX")]
)
def test_roman_numbers(value, sign):
    assert roman(value) == sign


def test_points_follow_the_vietnamese_alphabet():
    assert [letter(at) for at in (1, 4, 5, 6, 7, 22, 23, 24)] == [
        "a",
        "d",
        "đ",
        "e",
        "g",
        "x",
        "y",
        "aa",
    ]
