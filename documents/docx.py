"""Official papers as DOCX, for the clerk who finishes, numbers and signs them.

The layout is that of :mod:`documents.layout`. The same paper gives the same bytes.
"""

import io
from datetime import UTC

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from documents import charts, layout, pictures
from documents.blocks import (
    BulletList,
    Chart,
    Definitions,
    Heading,
    KeyFigures,
    Paper,
    Paragraph,
    Run,
    Table,
    Text,
)
from documents.docx_ends import add_closing, add_grid, add_head, add_plain, add_proof
from documents.docx_styles import add_mark, set_page, set_styles
from documents.docx_tables import table_element
from documents.docx_xml import (
    add_text,
    describe_picture,
    make_rule,
    set_table_lines,
    steady,
)
from documents.numbering import (
    Placed,
    PlacedAppendix,
    PlacedPaper,
    number,
    source_label,
)
from documents.values import clean

FIGURES_IN_A_ROW = 4
_FIGURE_LINES = (
    ("top", 6, "000000"),
    ("bottom", 6, "000000"),
    ("insideV", 4, "999999"),
)


def render(paper: Paper) -> bytes:
    """Return the paper as DOCX bytes."""
    placed = number(paper)
    writer = _Writer(Document(), paper, placed)
    writer.write()
    out = io.BytesIO()
    writer.document.save(out)
    return steady(out.getvalue())


class _Writer:
    def __init__(
        self, document: DocxDocument, paper: Paper, placed: PlacedPaper
    ) -> None:
        self.document, self.paper, self.placed = document, paper, placed
        self.is_landscape = False
        self.is_new_page = True

    def write(self) -> None:
        set_styles(self.document)
        set_page(self.document.sections[0], landscape=False, is_first=True)
        self._describe()
        if self.paper.mark:
            add_mark(self.document, self.paper.mark)
        add_head(self.document, self.paper)
        for item in self.placed.body:
            self._block(item)
        self._turn(landscape=False)
        add_closing(self.document, self.paper)
        for appendix in self.placed.appendices:
            self._appendix(appendix)
        add_proof(self.document, self.paper)

    def _describe(self) -> None:
        facts = self.document.core_properties
        facts.title = clean(self.paper.title)[:255]
        facts.author = clean(self.paper.letterhead.issuer)[:255]
        facts.last_modified_by = facts.author
        facts.comments = ""
        facts.keywords = self.paper.code
        facts.language = "vi-VN"
        made_at = self.paper.made_at.astimezone(UTC).replace(tzinfo=None)
        facts.created = facts.modified = made_at
        facts.revision = 1

    def _turn(self, *, landscape: bool, new_page: bool = False) -> None:
        """Begin a section where the page must turn, a page where one is wanted."""
        if landscape == self.is_landscape and not new_page:
            return
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        set_page(section, landscape=landscape, is_first=False)
        self.is_landscape = landscape

    def _appendix(self, item: PlacedAppendix) -> None:
        self._turn(landscape=item.appendix.landscape, new_page=True)
        heading = self.document.add_paragraph(style="Heading 1")
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        heading.paragraph_format.first_line_indent = Mm(0)
        heading.paragraph_format.space_after = Pt(0)
        add_text(heading, item.label)
        title = add_plain(self.document, centred=True)
        add_text(title, item.appendix.title, bold=True)
        origin = add_plain(self.document, centred=True)
        text = layout.keep_blanks(layout.belongs_to(self.paper.letterhead))
        add_text(origin, text, italic=True, size=layout.BODY_SIZE - 1)
        rule = add_plain(self.document, centred=True)
        make_rule(rule, length=40, within=self._width)
        for block in item.blocks:
            self._block(block, in_landscape=item.appendix.landscape)

    @property
    def _width(self) -> float:
        return layout.WIDE_TEXT_WIDTH if self.is_landscape else layout.TEXT_WIDTH

    def _block(self, item: Placed, *, in_landscape: bool = False) -> None:
        block = item.block
        is_wide = isinstance(block, Table) and block.landscape
        self._turn(landscape=in_landscape or is_wide)
        match block:
            case Heading(level=level, text=text):
                heading = self.document.add_paragraph(style=f"Heading {level}")
                add_text(heading, f"{item.label} {text}")
            case Paragraph(text=text, kept=kept):
                self._runs(text, kept=kept)
            case BulletList(items=items):
                for one in items:
                    self._runs(one, before="- ")
            case Table() as table:
                self._caption(item, table)
                self._table(table, item.label)
            case Chart() as chart:
                self._chart(item, chart)
            case KeyFigures() as figures:
                self._figures(figures)
            case Definitions() as definitions:
                self._definitions(definitions)

    def _runs(self, text: Text, *, before: str = "", kept: bool = False) -> None:
        paragraph = self.document.add_paragraph()
        if kept:
            paragraph.paragraph_format.keep_with_next = True
        if before:
            add_text(paragraph, before)
        for run in (Run(text),) if isinstance(text, str) else text:
            add_text(paragraph, run.text, bold=run.bold, italic=run.italic)

    def _caption(self, item: Placed, table: Table) -> None:
        caption = add_plain(self.document, centred=True)
        caption.paragraph_format.space_before = Pt(8)
        caption.paragraph_format.space_after = Pt(3)
        caption.paragraph_format.keep_with_next = True
        text = f"{item.label}. {table.caption}"
        add_text(caption, text, bold=True, size=layout.BODY_SIZE - 1)
        if table.unit:
            unit = add_plain(self.document)
            unit.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            unit.paragraph_format.keep_with_next = True
            unit.paragraph_format.space_after = Pt(2)
            text = f"{layout.UNIT}: {table.unit}"
            add_text(unit, text, italic=True, size=layout.NOTE_SIZE)

    def _table(self, table: Table, label: str) -> None:
        self.document._body._body.insert_element_before(
            table_element(table, width=self._width, label=label), "w:sectPr"
        )
        note = add_plain(self.document)
        note.paragraph_format.space_before = Pt(3)
        note.paragraph_format.space_after = Pt(8 if table.note else 2)
        add_text(note, table.note, italic=True, size=layout.NOTE_SIZE)

    def _chart(self, item: Placed, chart: Chart) -> None:
        picture = add_plain(self.document, centred=True)
        picture.paragraph_format.space_before = Pt(8)
        picture.paragraph_format.keep_with_next = True
        picture.add_run().add_picture(
            io.BytesIO(pictures.png(chart)), width=Mm(layout.TEXT_WIDTH)
        )
        describe_picture(picture, charts.description(chart))
        caption = add_plain(self.document, centred=True)
        caption.paragraph_format.space_after = Pt(4)
        text = f"{item.label}. {layout.chart_caption(chart)}"
        add_text(caption, text, bold=True, size=layout.BODY_SIZE - 1)
        see = source_label(self.placed, chart)
        if see:
            line = add_plain(self.document, centred=True)
            line.paragraph_format.space_after = Pt(8)
            text = f"({layout.SEE} {see})"
            add_text(line, text, italic=True, size=layout.NOTE_SIZE)
            return
        caption.paragraph_format.keep_with_next = True
        line = add_plain(self.document)
        line.paragraph_format.keep_with_next = True
        text = f"{layout.FIGURES_OF} {item.label}:"
        add_text(line, text, italic=True, size=layout.NOTE_SIZE)
        self._table(chart.as_table(), f"{layout.FIGURES_OF} {item.label}.")

    def _figures(self, block: KeyFigures) -> None:
        figures = block.figures
        for start in range(0, len(figures), FIGURES_IN_A_ROW):
            row = figures[start : start + FIGURES_IN_A_ROW]
            has_units = any(figure.unit for figure in row)
            share = self._width / min(FIGURES_IN_A_ROW, len(figures))
            grid = add_grid(self.document, (share,) * len(row), padding=1)
            set_table_lines(grid, *_FIGURE_LINES)
            for cell, figure in zip(grid.rows[0].cells, row, strict=True):
                shown = cell.paragraphs[0]
                shown.paragraph_format.space_before = Pt(4)
                add_text(shown, figure.shown, bold=True, size=layout.FIGURE_SIZE)
                if has_units:
                    unit = cell.add_paragraph(style=shown.style)
                    add_text(unit, figure.unit or "\u00a0", size=layout.NOTE_SIZE)
                label = cell.add_paragraph(style=shown.style)
                label.paragraph_format.space_after = Pt(4)
                add_text(label, figure.label, size=layout.TABLE_SIZE)
                if figure.code:
                    code = f"\u00a0{figure.code}"
                    add_text(label, code, size=layout.TABLE_SIZE, raised=True)
                for paragraph in cell.paragraphs:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_plain(self.document).paragraph_format.line_spacing = Pt(8)

    def _definitions(self, block: Definitions) -> None:
        title = add_plain(self.document)
        title.paragraph_format.space_before = Pt(8)
        title.paragraph_format.space_after = Pt(2)
        title.paragraph_format.keep_with_next = True
        add_text(
            title, f"{block.title}:", bold=True, italic=True, size=layout.NOTE_SIZE
        )
        for item in block.items:
            line = add_plain(self.document)
            line.paragraph_format.left_indent = Mm(16)
            line.paragraph_format.first_line_indent = Mm(-16)
            line.paragraph_format.tab_stops.add_tab_stop(Mm(16))
            line.paragraph_format.space_after = Pt(3)
            add_text(line, item.code, bold=True, size=layout.NOTE_SIZE)
            line.add_run().add_tab()
            add_text(line, item.text, size=layout.NOTE_SIZE)
        line.paragraph_format.space_after = Pt(8)
