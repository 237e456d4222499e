from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from documents.values import Format, clean, count, dong, percent, rounded, show


@pytest.mark.parametrize(
    ("value", "written", "shown"),
    [
        (0, Format.COUNT, "0"),
        (999, Format.COUNT, "999"),
        (1_000, Format.COUNT, "1.000"),
        (1_250_000, Format.DONG, "1.250.000"),
        (-1_250_000, Format.DONG, "−1.250.000"),
        (10**18, Format.DONG, "1.000.000.000.000.000.000"),
        (Decimal("12.5"), Format.PERCENT, "12,5%"),
        (Decimal("12.50"), Format.PERCENT, "12,5%"),
        (Decimal(100), Format.PERCENT, "100%"),
        (Decimal("1E+2"), Format.PERCENT, "100%"),
        (Decimal("99.95"), Format.PERCENT, "100%"),
        (Decimal("99.94"), Format.PERCENT, "99,9%"),
        (Decimal("0.05"), Format.PERCENT, "0,1%"),
        (Decimal("1234.55"), Format.DECIMAL, "1.234,6"),
        (Decimal("28436.5"), Format.DONG, "28.437"),
        (date(2024, 11, 29), Format.DATE, "29/11/2024"),
        (date(2024, 2, 5), Format.DATE, "05/02/2024"),
        (datetime(2024, 11, 28, 17, 0, tzinfo=UTC), Format.MOMENT, "00:00 29/11/2024"),
        (None, Format.COUNT, "–"),
        ("", Format.COUNT, ""),
        ("không có", Format.COUNT, "không có"),
    ],
)
def test_a_value_is_written_the_vietnamese_way(value, written, shown):
    assert show(value, written) == shown


def test_decimals_follow_the_places_of_the_column():
    assert show(Decimal("2.3456"), Format.PERCENT, places=2) == "2,35%"
    assert show(Decimal("2.3000"), Format.PERCENT, places=2) == "2,3%"
    assert show(Decimal("2.5"), Format.PERCENT, places=0) == "3%"


def test_running_text_keeps_an_amount_and_its_unit_on_one_line():
    assert dong(1_250_000) == "1.250.000\u00a0đồng"
    assert count(28_437) == "28.437"
    assert percent(Decimal("96.4706")) == "96,5%"


@pytest.mark.parametrize("value", [1.5, True])
def test_a_figure_that_cannot_be_reproduced_is_refused(value):
    with pytest.raises(TypeError, match="A figure is an int or a Decimal"):
        show(value, Format.COUNT)


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_a_figure_is_finite(value):
    with pytest.raises(ValueError, match="finite"):
        rounded(Decimal(value), Format.PERCENT)


def test_clean_composes_letters_and_keeps_lines():
    assert clean("Thanh Hoa\u0301\r\nVie\u0323\u0302t\tNam") == "Thanh Hoá\nViệt Nam"


def test_clean_drops_what_no_file_can_hold_or_what_deceives_the_eye():
    hostile = "a\x00\x0b\x1b\ud800\ufffe\u202eb\u2066\ufeffc"

    assert clean(hostile) == "abc"


def test_clean_leaves_signs_of_markup_alone():
    assert clean("<b>&amp; *x* #let $y$ =1+1") == "<b>&amp; *x* #let $y$ =1+1"
