from contextlib import suppress
from datetime import date
from decimal import Decimal
from math import inf, nan

import pytest
from hypothesis import given, strategies as st

from promotions.amounts import dong
from promotions.forms.fields import MoneyField
from promotions.sheets import values
from promotions.sheets.values import BadCell
from promotions.sheets.worksheet import ErrorValue, NotComputed, Share


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (1_250_000, 1_250_000),
        (1_250_000.0, 1_250_000),
        ("1250000", 1_250_000),
        ("1.250.000", 1_250_000),
        ("1,250,000 đ", 1_250_000),
        ("1 250 000 VNĐ", 1_250_000),
        (0, 0),
        ("", None),
        (None, None),
        (10**15, 10**15),
    ],
)
def test_amounts_are_read_as_people_write_them(cell, amount):
    assert values.money(cell) == amount


@pytest.mark.parametrize(
    "cell",
    [
        *(10**15 + 1, 1.5, -1, "1,25 triệu", "12.50", "rẻ", date(2024, 11, 29), True),
        *("1.250,000", "1" * 5_000, inf, nan, ErrorValue("#REF!"), NotComputed("=")),
    ],
)
def test_what_is_no_amount_is_told(cell):
    with pytest.raises(BadCell):
        values.money(cell)


@given(st.integers(min_value=0, max_value=10**15))
def test_amount_written_by_the_portal_is_read_back(amount):
    assert values.money(dong(amount)) == amount
    assert values.money(amount) == amount


@pytest.mark.parametrize(
    ("cell", "computed", "percent"),
    [
        ("50", None, "50.00"),
        ("12,5 %", None, "12.50"),
        ("62.25%", None, "62.25"),
        (50, None, "50.00"),
        (Share(0.5), None, "50.00"),  # a cell that Excel shows as 50 %
        (Share(0.07), None, "7.00"),  # 0.07 × 100 is 7.000000000000001
        (Share(1), None, "100.00"),
        (1, None, "1.00"),
        (1, Decimal("100.00"), "100.00"),
        (0.625, Decimal("62.50"), "62.50"),  # a share copied as a value
        (1, Decimal("1.00"), "1.00"),  # the prices say that 1 % is meant
        (0.5, Decimal("0.50"), "0.50"),
        (0.5, Decimal("50.00"), "50.00"),
        (100.01, None, "100.01"),
        ("", None, None),
    ],
)
def test_percent_is_read_with_excels_shares(cell, computed, percent):
    expected = None if percent is None else Decimal(percent)
    assert values.percent(cell, computed=computed) == expected


@pytest.mark.parametrize(
    "cell",
    [
        *("12,345", "nửa giá", -5, date(2024, 5, 1), 12.345, True),
        *(0.5, Share(0.12345), Share(50), nan, inf),
        *(ErrorValue("#DIV/0!"), NotComputed("=")),
    ],
)
def test_what_is_no_percent_is_told(cell):
    with pytest.raises(BadCell):
        values.percent(cell)


@given(st.decimals(min_value="0.01", max_value="100", places=2))
def test_written_percent_is_read_exactly(number):
    assert values.percent(f"{number}".replace(".", ",")) == number


@pytest.mark.parametrize(
    ("cell", "meant"),
    [("x", True), ("Có", True), (1.0, True), ("", False), ("không", False), (0, False)],
)
def test_yes_and_no(cell, meant):
    assert values.yes(cell) is meant


def test_unclear_yes_is_told():
    with pytest.raises(BadCell):
        values.yes("có lẽ")


@pytest.mark.parametrize(("cell", "count"), [(1, 1), (2_000_000_000, 2_000_000_000)])
def test_quantity_at_its_edges(cell, count):
    assert values.count(cell) == count


@pytest.mark.parametrize("cell", [0, 2_000_000_001, "2,5"])
def test_quantity_beyond_its_edges(cell):
    with pytest.raises(BadCell):
        values.count(cell)


def test_long_text_is_told_not_cut():
    assert values.text("a" * 250, longest=250) == "a" * 250
    with pytest.raises(BadCell):
        values.text("a" * 251, longest=250)


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        (ErrorValue("#DIV/0!"), "#DIV/0!"),
        (NotComputed("="), "mở tệp"),
        (date(2024, 12, 5), "ngày"),
    ],
)
def test_cell_without_a_value_is_told(cell, word):
    for reader in (values.money, values.percent, values.count):
        with pytest.raises(BadCell) as told:
            reader(cell)
        assert word in told.value.message


CELLS = st.one_of(
    st.text(),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.none(),
    st.datetimes(),
    st.text(alphabet="0123456789.,% đ₫\xa0-"),
    st.floats().map(Share),
    st.sampled_from([ErrorValue("#N/A"), NotComputed("=")]),
)
READERS = {
    "money": values.money,
    "count": values.count,
    "percent": values.percent,
    "alcohol": values.alcohol,
    "yes": values.yes,
    "text": lambda cell: values.text(cell, longest=50),
    "choice": lambda cell: values.choice(cell, {"a": "b"}, sentence="?"),
}


@pytest.mark.parametrize("name", READERS)
@given(cell=CELLS)
def test_reader_gives_a_value_or_a_sentence_whatever_the_cell_holds(name, cell):
    with suppress(BadCell):
        READERS[name](cell)


@given(st.text(alphabet="0123456789., đ₫\xa0"))
def test_amount_in_a_sheet_is_read_as_in_the_form(words):
    try:
        amount = values.money(words)
    except BadCell:
        return
    assert MoneyField(required=False).clean(words) == amount


@given(st.decimals(min_value="0.01", max_value="100", places=2))
def test_share_of_excel_is_the_percent_it_shows(percent):
    assert values.percent(Share(float(percent / 100))) == percent
