import io
import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from PIL import Image

from documents import charts, pictures
from documents.blocks import Chart, ChartKind, Series
from documents.values import Format
from tests.documents import hostile, samples

SVG = "{http://www.w3.org/2000/svg}"


def chart(*values, kind=ChartKind.BAR, **changes):
    facts = {
        "kind": kind,
        "caption": "Chương trình theo huyện",
        "categories": tuple(f"Huyện {at}" for at in range(len(values))),
        "series": (Series("Số chương trình", values),),
    }
    return Chart(**{**facts, **changes})


def read(svg):
    return ET.fromstring(svg)  # noqa: S314 -- drawn by the portal itself


def drawn(one):
    return read(charts.svg(one))


def texts(one):
    return [text.text for text in drawn(one).iter(f"{SVG}text") if text.text]


def test_each_bar_has_its_value_and_a_length_to_match():
    bars = [
        bar
        for group in drawn(chart(100, 50, 0)).iter(f"{SVG}g")
        if group.get("class") is None
        for bar in group.findall(f"{SVG}rect")
        if bar.get("fill") == charts.COLOURS[0]
    ]

    widths = [float(bar.get("width")) for bar in bars]
    assert widths[1] == pytest.approx(widths[0] / 2, abs=0.01)
    assert widths[2] == 0
    assert [text for text in texts(chart(100, 50, 0)) if text.isdigit()] == [
        "100",
        "50",
        "0",
    ]


def test_labels_are_vietnamese_and_figures_are_written_the_vietnamese_way():
    found = texts(chart(1_250_000, 7, format=Format.DONG))

    assert "1.250.000" in found
    assert found.count("Huyện 0") == 1


def test_shares_are_of_the_whole():
    found = texts(chart(1, 3, kind=ChartKind.SHARE))

    assert {"1 (25%)", "3 (75%)"} <= set(found)


def test_an_unknown_figure_is_a_dash_and_not_a_zero():
    assert "–" in texts(chart(4, None))
    assert "0" not in texts(chart(4, None))


@pytest.mark.parametrize("kind", ChartKind)
@pytest.mark.parametrize(
    "values",
    [
        (0, 0),
        (None, None),
        (5,),
        (5, 5),
        (-3, 4),
        (-3, -4),
        (Decimal("0.001"), Decimal("0.002")),
        (10**15, 1),
        tuple(range(60)),
    ],
)
def test_any_figures_can_be_drawn(kind, values):
    root = drawn(chart(*values, kind=kind))

    numbers = [
        float(element.get(name))
        for element in root.iter()
        for name in ("x", "y", "width", "height", "cx", "cy")
        if element.get(name)
    ]
    assert all(abs(number) < 10_000 for number in numbers)
    assert min(float(bar.get("width")) for bar in root.iter(f"{SVG}rect")) >= 0


def test_the_scale_of_a_line_begins_at_zero_and_has_round_steps():
    found = texts(chart(31, 18, kind=ChartKind.LINE))

    assert [text for text in found if text.isdigit()] == ["10", "20", "30", "40", "0"]


def test_labels_under_a_line_do_not_touch():
    days = tuple(f"{day:02d}/11/2024" for day in range(1, 31))
    one = chart(*range(30), kind=ChartKind.LINE, categories=days)

    placed = [
        float(text.get("x"))
        for text in drawn(one).iter(f"{SVG}text")
        if text.text in days
    ]
    gaps = [after - before for before, after in pairwise(sorted(placed))]
    assert len(placed) > 3
    assert min(gaps) > 10 * 6.3


def test_series_differ_by_more_than_colour():
    root = drawn(samples.DAYS)

    dashes = [path.get("stroke-dasharray") for path in root.iter(f"{SVG}path")]
    assert dashes == [None, "9 4"]


def test_equal_categories_are_two_bars():
    one = chart(3, 7, categories=("Khác", "Khác"))

    tops = {
        bar.get("y")
        for bar in drawn(one).iter(f"{SVG}rect")
        if bar.get("fill") == charts.COLOURS[0]
    }
    assert len(tops) == 2


@pytest.mark.parametrize("text", hostile.TEXTS)
def test_text_of_a_person_cannot_leave_its_place(text):
    one = chart(1, 2, categories=(text, text), series=(Series(text, (1, 2)),) * 2)

    allowed = {"svg", "g", "rect", "line", "text", "path", "circle"}
    root = read(pictures.drawing(one))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= allowed
    assert not {
        name
        for element in root.iter()
        for name in element.attrib
        if name.startswith("on")
    }


def test_the_family_of_the_text_can_be_that_of_a_page():
    families = {
        text.get("font-family")
        for text in read(charts.svg(chart(1), family="Be Vietnam Pro")).iter(
            f"{SVG}text"
        )
    }

    assert families == {"Be Vietnam Pro"}


def test_the_description_tells_the_figures_while_they_are_few():
    few = charts.description(chart(3, None))
    many = charts.description(chart(*range(13)))

    assert few == ("Chương trình theo huyện. Số chương trình. Huyện 0: 3. Huyện 1: –.")
    assert many == "Chương trình theo huyện. Số chương trình."


def ink(text):
    """Return how many dots of a picture are dark where the label stands."""
    one = chart(1, categories=(text,))
    picture = Image.open(io.BytesIO(pictures.png(one))).convert("L")
    label = picture.crop((0, 0, picture.width // 3, picture.height))
    return sum(label.histogram()[:128])


def test_vietnamese_letters_are_seen_in_the_picture():
    plain, marked = ink("Ee Oo Uu Aa Dd"), ink("Ễễ Ộộ Ữữ Ậậ Đđ")

    assert marked > plain > 0


def test_the_same_chart_gives_the_same_picture():
    assert pictures.png(samples.DAYS) == pictures.png(samples.DAYS)
    assert pictures.png(samples.DAYS) != pictures.png(
        replace(samples.DAYS, kind=ChartKind.BAR)
    )
