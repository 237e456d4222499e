"""The head and the end of a DOCX paper: letterhead, signature, recipients, proof."""

import io

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as DocxTable, _Cell
from docx.text.paragraph import Paragraph

from documents import codes, layout
from documents.blocks import Paper
from documents.docx_styles import PLAIN
from documents.docx_xml import (
    add_text,
    border,
    describe_picture,
    element,
    make_rule,
    set_cell_margins,
    twips,
)

CENTRE = WD_ALIGN_PARAGRAPH.CENTER
_QR_WIDTH = 24
_LINES_TO_SIGN_ON = 5


def add_head(document: Document, paper: Paper) -> None:
    head = layout.head_of(paper.letterhead)
    if paper.letterhead.form:
        form = add_plain(document)
        form.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        form.paragraph_format.space_after = Pt(6)
        add_text(form, paper.letterhead.form, bold=True, size=layout.TABLE_SIZE)
    grid = add_grid(document, (layout.HEAD_LEFT, layout.HEAD_RIGHT), rows=2)
    left, right = grid.cell(0, 0), grid.cell(0, 1)
    if head.parent:
        _line(left, head.parent, size=layout.ISSUER_SIZE)
    _line(left, head.issuer, size=layout.ISSUER_SIZE, bold=True)
    _rule(left, length=head.issuer_rule, within=layout.HEAD_LEFT)
    _line(right, layout.NATION, size=layout.NATION_SIZE, bold=True)
    _line(right, layout.MOTTO, size=layout.MOTTO_SIZE, bold=True)
    _rule(right, length=head.motto_rule, within=layout.HEAD_RIGHT)
    left, right = grid.cell(1, 0), grid.cell(1, 1)
    if head.number_line:
        number = layout.keep_blanks(head.number_line)
        _line(left, number, size=layout.NUMBER_SIZE)
    if head.letter_subject:
        _line(left, head.letter_subject, size=layout.ISSUER_SIZE)
    place = layout.keep_blanks(head.place_and_date)
    _line(right, place, size=layout.NUMBER_SIZE, italic=True)
    _add_title(document, head)
    _add_addressees(document, head.addressees)


def _add_title(document: Document, head: layout.Head) -> None:
    if not head.kind:
        return
    kind = add_plain(document, centred=True)
    kind.paragraph_format.space_before = Pt(16)
    add_text(kind, head.kind, bold=True, size=layout.BODY_SIZE)
    if not head.subject:
        return
    add_text(add_plain(document, centred=True), head.subject, bold=True)
    make_rule(
        add_plain(document, centred=True),
        length=head.subject_rule,
        within=layout.TEXT_WIDTH,
    )


def _add_addressees(document: Document, addressees: tuple[str, ...]) -> None:
    if not addressees:
        return
    first = add_plain(document, centred=len(addressees) == 1)
    first.paragraph_format.space_before = Pt(10)
    first.paragraph_format.space_after = Pt(10)
    add_text(first, layout.ADDRESSED_TO)
    if len(addressees) == 1:
        add_text(first, f" {addressees[0]}")
        return
    first.paragraph_format.left_indent = Mm(22)
    first.paragraph_format.space_after = Pt(2)
    for addressee in addressees:
        line = add_plain(document)
        line.paragraph_format.left_indent = Mm(46)
        line.paragraph_format.first_line_indent = Mm(-3)
        add_text(line, addressee)
    line.paragraph_format.space_after = Pt(10)


def add_closing(document: Document, paper: Paper) -> None:
    """Add recipients on the left and the signature on the right, never parted."""
    if paper.signature is None and paper.recipients is None:
        return
    half = layout.TEXT_WIDTH / 2
    add_plain(document).paragraph_format.keep_with_next = True
    left, right = add_grid(document, (half, half)).rows[0].cells
    if paper.recipients:
        _line(
            left,
            layout.RECIPIENTS_TITLE,
            size=layout.RECIPIENTS_TITLE_SIZE,
            bold=True,
            italic=True,
            centred=False,
        )
        for text in layout.recipient_lines(paper.recipients.lines):
            _line(left, text, size=layout.RECIPIENTS_SIZE, centred=False)
    if paper.signature:
        if paper.signature.on_behalf:
            _line(right, paper.signature.on_behalf, bold=True)
        _line(right, paper.signature.title, bold=True)
        if paper.signature.how:
            how = paper.signature.how
            _line(right, how, size=layout.TABLE_SIZE, italic=True)
        for _ in range(_LINES_TO_SIGN_ON):
            _line(right, "")
        _line(right, paper.signature.name, bold=True)


def add_proof(document: Document, paper: Paper) -> None:
    """Add the verification code with its QR at the very end."""
    if not paper.code:
        return
    edge = add_plain(document)
    edge.paragraph_format.space_before = Pt(14)
    edge.paragraph_format.keep_with_next = True
    border(edge, "bottom", eighths=4)
    text_width = layout.TEXT_WIDTH - _QR_WIDTH - 4
    grid = add_grid(document, (_QR_WIDTH + 4, text_width))
    left, right = grid.rows[0].cells
    picture = left.paragraphs[0]
    picture.add_run().add_picture(
        io.BytesIO(codes.qr_png(paper.code, paper.seal)), width=Mm(_QR_WIDTH)
    )
    describe_picture(picture, f"{layout.CODE} {paper.code}")
    size = layout.PROOF_SIZE
    code = _line(right, f"{layout.CODE}: ", size=size, centred=False)
    add_text(code, paper.code, bold=True, size=size)
    address = codes.address(paper.code)
    lines = [f"{layout.VERIFIED_AT}: {address}", *layout.proof_lines(paper)]
    for text in lines:
        _line(right, text, size=size, centred=False)
    for paragraph in right.paragraphs:
        paragraph.paragraph_format.space_before = Pt(3)


def add_plain(document: Document, *, centred: bool = False) -> Paragraph:
    paragraph = document.add_paragraph(style=PLAIN)
    if centred:
        paragraph.alignment = CENTRE
    return paragraph


def add_grid(
    document: Document, widths: tuple[float, ...], *, rows: int = 1, padding: float = 0
) -> DocxTable:
    """Add a table without lines that only places things, widths in millimetres."""
    grid = document.add_table(rows=rows, cols=len(widths))
    grid.autofit = False
    set_cell_margins(grid, sides=padding)
    for column, width in zip(grid._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(twips(width)))
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(element("<w:cantSplit/>"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].style = PLAIN
    assert isinstance(grid, DocxTable)
    return grid


def _line(
    cell: _Cell,
    text: str,
    *,
    size: float | None = None,
    bold: bool = False,
    italic: bool = False,
    centred: bool = True,
) -> Paragraph:
    paragraph = _next_paragraph(cell)
    if centred:
        paragraph.alignment = CENTRE
    add_text(paragraph, text, size=size, bold=bold, italic=italic)
    return paragraph


def _rule(cell: _Cell, *, length: float, within: float) -> None:
    paragraph = cell.add_paragraph(style=PLAIN)
    make_rule(paragraph, length=length, within=within)
    paragraph.paragraph_format.space_after = Pt(4)


def _next_paragraph(cell: _Cell) -> Paragraph:
    """Return the first paragraph of a cell while it is empty, or a new one."""
    paragraphs = cell.paragraphs
    is_empty = len(paragraphs) == 1 and not paragraphs[0].runs
    found = paragraphs[0] if is_empty else cell.add_paragraph(style=PLAIN)
    assert isinstance(found, Paragraph)
    return found
