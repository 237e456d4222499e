import csv
import io

import pytest

from documents.csv_lines import csv_lines


def test_file_begins_with_the_mark_of_utf_8_and_keeps_the_text():
    text = "".join(csv_lines(["tên", "giá"], [["Nước mắm, «loại 1»\n", "1.000"]]))

    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:], newline=""))) == [
        ["tên", "giá"],
        ["Nước mắm, «loại 1»\n", "1.000"],
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+84", "-5", "@SUM(A1)", "\t=1", "\r=1"])
def test_formula_becomes_text(cell):
    assert f"'{cell}".strip() in "".join(csv_lines(["a"], [[cell]]))


@pytest.mark.parametrize("cell", ["a=b", "5-3", "", "'"])
def test_other_text_stays(cell):
    lines = list(csv_lines(["a"], [[cell, "x"]]))

    assert lines[2] == f"{cell},x\r\n"
