"""Charts as pictures in the face of the papers: drawn for PDF, as dots for DOCX."""

from functools import cache

import typst

from documents import charts, typeface
from documents.blocks import Chart

DPI = 220
_PAGE = b"""
#set page(width: 160mm, height: auto, margin: 0pt)
#image(bytes(sys.inputs.chart), format: "svg", width: 100%)
"""


def drawing(chart: Chart) -> str:
    """Return a chart as SVG, with «?» for letters the face lacks."""
    known = typeface.letters()
    svg = charts.svg(chart)
    return "".join(letter if letter in known else "?" for letter in svg)


def png(chart: Chart) -> bytes:
    """Return a chart as a picture as wide as the text of a page."""
    made = typst.compile(
        _PAGE,
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"chart": drawing(chart)},
        format="png",
        ppi=DPI,
    )
    assert isinstance(made, bytes)
    return made


@cache
def fonts() -> typst.Fonts:
    """Return the one face of the papers, whatever the machine has installed."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[typeface.directory()],
    )
