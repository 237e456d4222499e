"""The page and the styles of a DOCX paper: A4, Times New Roman, black."""

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from documents import layout
from documents.docx_xml import add_page_number, element

PLAIN = "Paper plain"
CELL = "Paper cell"
SMALL_CELL = "Paper cell small"
# With an older value Word opens the paper in its compatibility mode.
_WORD_2013 = "15"
_BLACK = RGBColor(0, 0, 0)
_GREY = RGBColor(0x80, 0x80, 0x80)


def set_styles(document: Document) -> None:
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _set_face(normal, layout.BODY_SIZE)
    language = element('<w:lang w:val="vi-VN" w:eastAsia="vi-VN"/>')
    normal.element.get_or_add_rPr().append(language)
    shape = normal.paragraph_format
    shape.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    shape.first_line_indent = Mm(layout.FIRST_LINE_INDENT)
    shape.space_before, shape.space_after = Pt(0), Pt(layout.PARAGRAPH_SPACE)
    shape.line_spacing = layout.LINE_SPACING
    shape.widow_control = True
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _WORD_2013)
    for level in (1, 2, 3):
        _set_heading(document, level)
    _add_plain(document, PLAIN, layout.BODY_SIZE)
    _add_plain(document, CELL, layout.TABLE_SIZE)
    _add_plain(document, SMALL_CELL, layout.NOTE_SIZE)


def set_page(section: Section, *, landscape: bool, is_first: bool) -> None:
    """Lay a section out; the number stands centred above, not on the first page."""
    sides = (layout.PAGE_WIDTH, layout.PAGE_HEIGHT)
    width, height = sides[::-1] if landscape else sides
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = (
        Mm(layout.MARGIN_TOP),
        Mm(layout.MARGIN_BOTTOM),
    )
    section.left_margin, section.right_margin = (
        Mm(layout.MARGIN_LEFT),
        Mm(layout.MARGIN_RIGHT),
    )
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = is_first
    if is_first:
        _number_pages(section)


def add_mark(document: Document, mark: str) -> None:
    """Say above the first page and below each that it is no paper yet."""
    section = document.sections[0]
    for edge in (
        section.first_page_header,
        section.first_page_footer,
        section.footer,
    ):
        paragraph = edge.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.first_line_indent = Mm(0)
        run = paragraph.add_run(mark)
        run.bold = True
        run.font.size = Pt(layout.FIGURE_SIZE)
        run.font.color.rgb = _GREY


def _number_pages(section: Section) -> None:
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.first_line_indent = Mm(0)
    add_page_number(paragraph, size=layout.PAGE_NUMBER_SIZE)


def _set_heading(document: Document, level: int) -> None:
    style = document.styles[f"Heading {level}"]
    assert isinstance(style, ParagraphStyle)
    _set_face(style, layout.BODY_SIZE)
    style.font.bold, style.font.italic = level < 3, level == 3
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(8 if level == 1 else 6), Pt(6)
    shape.first_line_indent = Mm(layout.FIRST_LINE_INDENT)
    shape.keep_with_next = True


def _add_plain(document: Document, name: str, size: float) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.font.size = Pt(size)
    shape = style.paragraph_format
    shape.alignment = WD_ALIGN_PARAGRAPH.LEFT
    shape.first_line_indent = Mm(0)
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing = 1.0


def _set_face(style: ParagraphStyle, size: float) -> None:
    style.font.name = layout.FACE
    style.font.size = Pt(size)
    style.font.color.rgb = _BLACK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), layout.FACE)
