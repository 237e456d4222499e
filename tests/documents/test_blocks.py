from dataclasses import FrozenInstanceError, replace

import pytest

from documents.blocks import (
    Align,
    Chart,
    ChartKind,
    Column,
    Heading,
    Series,
    Table,
    chart_of,
)
from documents.values import Format
from tests.documents import samples

COLUMNS = (
    Column(title="Huyện"),
    Column(title="Số lượng", format=Format.COUNT),
)


def test_a_row_must_fit_its_columns():
    with pytest.raises(ValueError, match="3 values for 2 columns"):
        Table(caption="Bảng", columns=COLUMNS, rows=(("a", 1, 2),))
    with pytest.raises(ValueError, match="1 values for 2 columns"):
        Table(caption="Bảng", columns=COLUMNS, rows=(), total=("a",))


def test_a_table_without_columns_is_refused():
    with pytest.raises(ValueError, match="no columns"):
        Table(caption="Bảng", columns=(), rows=())


def test_numbers_stand_right_text_left_and_dates_centred():
    assert Column(title="x").alignment == Align.LEFT
    assert Column(title="x", format=Format.DONG).alignment == Align.RIGHT
    assert Column(title="x", format=Format.DATE).alignment == Align.CENTRE
    assert Column(title="x", align=Align.CENTRE).alignment == Align.CENTRE


def test_neighbours_of_one_group_stand_under_one_heading():
    table = samples.COMPLAINTS

    assert table.groups() == [
        ("", 1),
        ("", 1),
        ("Đã giải quyết", 2),
        ("", 1),
        ("", 1),
    ]
    assert table.is_grouped
    assert not samples.FORMS.is_grouped


def test_a_chart_needs_a_figure_for_each_category():
    with pytest.raises(ValueError, match="1 values for 2 categories"):
        Chart(
            kind=ChartKind.BAR,
            caption="x",
            categories=("a", "b"),
            series=(Series("s", (1,)),),
        )
    with pytest.raises(ValueError, match="has no figures"):
        Chart(kind=ChartKind.BAR, caption="x", categories=("a",), series=())


def test_shares_are_of_one_series():
    with pytest.raises(ValueError, match="one series only"):
        Chart(
            kind=ChartKind.SHARE,
            caption="x",
            categories=("a",),
            series=(Series("s", (1,)), Series("t", (1,))),
        )


def test_a_chart_of_its_own_carries_its_figures_as_a_table():
    table = samples.DAYS.as_table()

    assert [column.title for column in table.columns] == [
        "Ngày",
        "Tiếp nhận",
        "Giải quyết",
    ]
    assert table.rows[4] == ("29/11", 31, 18)


def test_a_chart_of_a_table_shows_the_figures_of_that_table():
    chart = chart_of(
        samples.FORMS, kind=ChartKind.BAR, caption="x", categories=1, values=(2,)
    )

    assert chart.as_table() is samples.FORMS
    assert chart.categories[0] == "Giảm giá trực tiếp"
    assert chart.series == (Series("Số chương trình", (214, 61, 38, 21, 8)),)


def test_a_chart_cannot_show_text():
    with pytest.raises(TypeError, match="shows figures"):
        chart_of(samples.FORMS, kind=ChartKind.BAR, caption="x", values=(1,))


def test_a_chart_of_a_table_that_is_not_printed_is_refused():
    paper = samples.report()
    body = tuple(block for block in paper.body if block is not samples.FORMS)

    with pytest.raises(ValueError, match="a table that is not in the paper"):
        replace(paper, body=body)


@pytest.mark.parametrize("level", [0, 4])
def test_a_heading_has_one_of_three_levels(level):
    with pytest.raises(ValueError, match="level 1, 2 or 3"):
        Heading(level, "x")


def test_blocks_cannot_be_changed_after_they_are_made():
    with pytest.raises(FrozenInstanceError):
        samples.FORMS.caption = "khác"
