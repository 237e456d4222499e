"""Tables of a DOCX paper, written as XML at once.

python-docx looks for every cell it touches, which takes minutes for the thousands of
rows of a full register; one string a row takes a second.
"""

from collections.abc import Iterator

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from documents import layout
from documents.blocks import Align, Table
from documents.docx_xml import attribute, text_runs, twips
from documents.table_heading import HeadCell, heading_cells

_CELL_STYLE, _SMALL_STYLE = "Papercell", "Papercellsmall"
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_HEAD_FILL = "EEEEEE"


def table_element(table: Table, *, width: float, label: str) -> BaseOxmlElement:
    """Return a table as wide as the text; its heading is repeated on each page."""
    writer = _Writer(table, width)
    parts = [
        f"<w:tbl {nsdecls('w')}>",
        writer.properties(label),
        *writer.heading(),
        *writer.body(),
        "</w:tbl>",
    ]
    return parse_xml("".join(parts))


class _Writer:
    def __init__(self, table: Table, width: float) -> None:
        self.table = table
        whole = sum(column.width for column in table.columns)
        self.widths = [twips(width * column.width / whole) for column in table.columns]
        is_small = layout.table_size(table) == layout.NOTE_SIZE
        self.style = _SMALL_STYLE if is_small else _CELL_STYLE
        self.keeps_together = not layout.is_long(table)

    def properties(self, label: str) -> str:
        borders = "".join(
            f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for edge in _EDGES
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        title = attribute(f"{label} {self.table.caption}".strip())
        return (
            f'<w:tblPr><w:tblW w:w="{sum(self.widths)}" w:type="dxa"/>'
            f'<w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
            '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
            '<w:top w:w="30" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
            '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
            '</w:tblCellMar><w:tblLook w:firstRow="1" w:noHBand="1" w:noVBand="1"/>'
            f"<w:tblCaption w:val={title}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        )

    def heading(self) -> Iterator[str]:
        lines = 2 if self.table.is_grouped else 1
        cells = heading_cells(self.table)
        for line in range(lines):
            shown = [
                self._head_cell(cell, continues=line > cell.y)
                for cell in sorted(cells, key=lambda cell: cell.x)
                if cell.y <= line < cell.y + cell.rowspan
            ]
            yield (
                "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
                f"{''.join(shown)}</w:tr>"
            )

    def body(self) -> Iterator[str]:
        rows = self.table.rows
        last = len(rows) - 1
        for at, row in enumerate(rows):
            is_last = at == last and not self.table.total
            yield self._row(self.table.shown(row), is_last=is_last)
        if self.table.total:
            yield self._row(self.table.shown(self.table.total), bold=True, is_last=True)

    def _row(self, texts: list[str], *, is_last: bool, bold: bool = False) -> str:
        cells = "".join(
            self._cell(
                text_runs(text, properties="<w:b/>" if bold else ""),
                width=width,
                align=column.alignment,
                keeps=self.keeps_together and not is_last,
            )
            for text, width, column in zip(
                texts, self.widths, self.table.columns, strict=True
            )
        )
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"

    def _head_cell(self, cell: HeadCell, *, continues: bool) -> str:
        merge = ""
        if cell.colspan > 1:
            merge += f'<w:gridSpan w:val="{cell.colspan}"/>'
        if cell.rowspan > 1:
            merge += "<w:vMerge/>" if continues else '<w:vMerge w:val="restart"/>'
        runs = "" if continues else text_runs(cell.text, properties="<w:b/>")
        if cell.code and not continues:
            runs += text_runs(
                f"\u00a0{cell.code}",
                properties='<w:vertAlign w:val="superscript"/>',
            )
        return self._cell(
            runs,
            width=sum(self.widths[cell.x : cell.x + cell.colspan]),
            align=Align.CENTRE,
            keeps=True,
            merge=merge,
            fill=_HEAD_FILL,
        )

    def _cell(
        self,
        runs: str,
        *,
        width: int,
        align: Align,
        keeps: bool,
        merge: str = "",
        fill: str = "",
    ) -> str:
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}{shade}'
            f'<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>'
            f'<w:pStyle w:val="{self.style}"/>{"<w:keepNext/>" if keeps else ""}'
            f'<w:jc w:val="{align.value}"/></w:pPr>{runs}</w:p></w:tc>'
        )
