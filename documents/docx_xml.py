"""The few pieces of WordprocessingML that python-docx has no word for."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from documents.values import clean

# Word refuses properties that stand in another order than that of its schema.
_AFTER_CELL_MARGINS = ("w:tblLook", "w:tblCaption", "w:tblDescription")
_AFTER_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", *_AFTER_CELL_MARGINS)
_AFTER_PARAGRAPH_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
TWIPS_IN_MM = 1440 / 25.4


def twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_IN_MM)


def element(xml: str) -> BaseOxmlElement:
    """Return an element that is written with the prefix ``w:`` and no declaration."""
    name = xml[1:].split(maxsplit=1)[0].split(">", 1)[0].rstrip("/")
    declared = xml.replace(f"<{name}", f"<{name} {nsdecls('w')}", 1)
    return parse_xml(declared)


def text_runs(text: str, *, properties: str = "") -> str:
    """Return the XML of text of a person: escaped, a line break for each new line."""
    lines = [
        f'<w:t xml:space="preserve">{escape(line)}</w:t>'
        for line in clean(text).split("\n")
    ]
    return f"<w:r><w:rPr>{properties}</w:rPr>{'<w:br/>'.join(lines)}</w:r>"


def attribute(text: str) -> str:
    """Return text as a quoted attribute value."""
    return quoteattr(clean(text).replace("\n", " "))


def add_text(
    paragraph: Paragraph,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float | None = None,
    raised: bool = False,
) -> None:
    """Add text with its lines to a paragraph."""
    run = paragraph.add_run()
    for at, line in enumerate(clean(text).split("\n")):
        if at:
            run.add_break()
        run.add_text(line)
    run.bold, run.italic = bold or None, italic or None
    if size is not None:
        run.font.size = Pt(size)
    if raised:
        run.font.superscript = True


def add_page_number(paragraph: Paragraph, *, size: float) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(size)
    for part in (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve">PAGE</w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>2</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        run._r.append(element(part))


def make_rule(paragraph: Paragraph, *, length: float, within: float) -> None:
    """Turn an empty paragraph into a centred rule, lengths in millimetres."""
    shape = paragraph.paragraph_format
    side = Mm(max((within - length) / 2, 0))
    shape.left_indent = shape.right_indent = side
    shape.first_line_indent = Mm(0)
    shape.space_before, shape.space_after = Pt(4), Pt(0)
    shape.line_spacing = Pt(3)
    border(paragraph, "top", eighths=6)


def border(paragraph: Paragraph, edge: str, *, eighths: int) -> None:
    """Draw one edge of a paragraph, its width in eighths of a point."""
    properties = paragraph._p.get_or_add_pPr()
    borders = element(
        f'<w:pBdr><w:{edge} w:val="single" w:sz="{eighths}" w:space="1" '
        'w:color="000000"/></w:pBdr>'
    )
    properties.insert_element_before(
        borders,
        *_AFTER_PARAGRAPH_BORDERS,
    )


def set_cell_margins(table: Table, *, sides: float) -> None:
    margins = element(
        f'<w:tblCellMar><w:left w:w="{twips(sides)}" w:type="dxa"/>'
        f'<w:right w:w="{twips(sides)}" w:type="dxa"/></w:tblCellMar>'
    )
    table._tbl.tblPr.insert_element_before(margins, *_AFTER_CELL_MARGINS)


def set_table_lines(table: Table, *lines: tuple[str, int, str]) -> None:
    """Draw the named edges of a table: edge, eighths of a point, colour."""
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'
        for edge, size, colour in lines
    )
    table._tbl.tblPr.insert_element_before(
        element(f"<w:tblBorders>{edges}</w:tblBorders>"), *_AFTER_BORDERS
    )


def describe_picture(paragraph: Paragraph, text: str) -> None:
    """Give the picture of a paragraph the words for who cannot see it."""
    for properties in paragraph._p.iter(qn("wp:docPr")):
        properties.set("descr", clean(text))


def steady(document: bytes) -> bytes:
    """Return the file packed without the moment of packing: same paper, same bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as packed,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again,
    ):
        for part in packed.infolist():
            entry = zipfile.ZipInfo(part.filename, date_time=_EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(entry, packed.read(part.filename))
    return out.getvalue()
