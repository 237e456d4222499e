"""A chart of the papers as an inline picture of a page.

The colours of the paper are taken out, so that the style sheet gives the page's own,
light or dark; nothing in it is script or inline style.
"""

import xml.etree.ElementTree as ET

from django.utils.safestring import SafeString, mark_safe

from documents import charts
from documents.blocks import Chart

SVG = "{http://www.w3.org/2000/svg}"
PAPER = "#FFFFFF"


def inline_svg(chart: Chart) -> SafeString:
    root = ET.fromstring(charts.svg(chart))  # noqa: S314 -- drawn by ourselves
    for parent in root.iter():
        for child in list(parent):
            if child.tag == f"{SVG}rect" and child.get("fill") == PAPER:
                parent.remove(child)
    for element in root.iter():
        _undress(element)
    _describe(root, chart)
    return mark_safe(  # noqa: S308 -- every text passed ElementTree, which escapes
        ET.tostring(root, encoding="unicode")
    )


def _undress(element: ET.Element) -> None:
    """Take away what the paper says of looks, and name what the page may style."""
    if element.tag == f"{SVG}g":
        element.attrib.pop("class", None)
    for attribute in ("font-family", "width", "height"):
        if attribute == "font-family" or element.tag == f"{SVG}svg":
            element.attrib.pop(attribute, None)
    if element.tag == f"{SVG}rect":
        element.attrib.pop("fill", None)
        element.set("class", "bar")
    elif element.tag == f"{SVG}text":
        element.attrib.pop("fill", None)
    elif element.tag == f"{SVG}line":
        element.attrib.pop("stroke", None)
        element.set("class", "axis")


def _describe(root: ET.Element, chart: Chart) -> None:
    root.set("role", "img")
    root.set("aria-label", charts.description(chart))
