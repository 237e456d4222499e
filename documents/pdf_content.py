"""A paper as the plain data that ``typst/paper.typ`` prints."""

from dataclasses import asdict
from typing import Any

from documents import charts, codes, layout, typeface
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
from documents.numbering import Placed, PlacedPaper, source_label
from documents.table_heading import HeadCell, heading_cells
from documents.values import clean

FIGURES_IN_A_ROW = 4


def of_paper(paper: Paper, placed: PlacedPaper) -> dict[str, Any]:
    pictures = _Pictures(placed)
    return {
        **_constants(),
        "title": _shown(paper.title),
        "author": _shown(paper.letterhead.issuer),
        "keywords": [paper.code] if paper.code else [],
        "letterhead": _letterhead(paper),
        "defined": sorted(
            item.code
            for block in paper.blocks()
            if isinstance(block, Definitions)
            for item in block.items
        ),
        "body": [_block(item, pictures) for item in placed.body],
        "closing": _closing(paper),
        "appendices": [
            {
                "label": item.label,
                "title": _shown(item.appendix.title),
                "belongs_to": _shown(layout.belongs_to(paper.letterhead)),
                "landscape": item.appendix.landscape,
                "blocks": [_block(block, pictures) for block in item.blocks],
            }
            for item in placed.appendices
        ],
        "proof": _proof(paper),
        "mark": _shown(paper.mark),
    }


def picture_name(at: int) -> str:
    """Return the file name of the picture of the block at a place of the paper."""
    return f"chart-{at}.svg"


class _Pictures:
    """Where each chart's picture lies and which table it shows."""

    def __init__(self, placed: PlacedPaper) -> None:
        self.placed = placed
        self._names = {
            id(item): picture_name(at) for at, item in enumerate(placed.placed())
        }

    def name(self, item: Placed) -> str:
        return f"/{self._names[id(item)]}"


def _constants() -> dict[str, Any]:
    return {
        "family": typeface.FAMILY,
        "indent": layout.FIRST_LINE_INDENT,
        "margins": {
            "top": layout.MARGIN_TOP,
            "bottom": layout.MARGIN_BOTTOM,
            "left": layout.MARGIN_LEFT,
            "right": layout.MARGIN_RIGHT,
        },
        "head": {"left": layout.HEAD_LEFT, "right": layout.HEAD_RIGHT},
        "sizes": {
            "nation": layout.NATION_SIZE,
            "motto": layout.MOTTO_SIZE,
            "issuer": layout.ISSUER_SIZE,
            "number": layout.NUMBER_SIZE,
            "body": layout.BODY_SIZE,
            "table": layout.TABLE_SIZE,
            "note": layout.NOTE_SIZE,
            "page_number": layout.PAGE_NUMBER_SIZE,
            "recipients_title": layout.RECIPIENTS_TITLE_SIZE,
            "recipients": layout.RECIPIENTS_SIZE,
            "proof": layout.PROOF_SIZE,
            "figure": layout.FIGURE_SIZE,
            "mark": layout.MARK_SIZE,
            "space": layout.PARAGRAPH_SPACE,
        },
        "words": {
            "nation": layout.NATION,
            "motto": layout.MOTTO,
            "to": layout.ADDRESSED_TO,
            "recipients": layout.RECIPIENTS_TITLE,
            "unit": layout.UNIT,
            "code": layout.CODE,
            "verified_at": layout.VERIFIED_AT,
        },
    }


def _shown(text: str) -> str:
    return typeface.printable(clean(text))


def _letterhead(paper: Paper) -> dict[str, Any]:
    head = layout.head_of(paper.letterhead)
    return {
        "form": _shown(paper.letterhead.form),
        "parent": _shown(head.parent),
        "issuer": _shown(head.issuer),
        "issuer_rule": head.issuer_rule,
        "motto_rule": head.motto_rule,
        "number_line": layout.keep_blanks(_shown(head.number_line)),
        "letter_subject": _shown(head.letter_subject),
        "place_and_date": layout.keep_blanks(_shown(head.place_and_date)),
        "kind": _shown(head.kind),
        "subject": _shown(head.subject),
        "subject_rule": head.subject_rule,
        "addressees": [_shown(one) for one in head.addressees],
    }


def _block(item: Placed, pictures: _Pictures) -> dict[str, Any]:
    match item.block:
        case Heading(level=level, text=text):
            return {
                "block": "heading",
                "level": level,
                "depth": item.depth,
                "label": item.label,
                "text": _shown(text),
            }
        case Paragraph(text=text, kept=kept):
            return {"block": "paragraph", "runs": _runs(text), "kept": kept}
        case BulletList(items=items):
            return {"block": "bullets", "items": [_runs(one) for one in items]}
        case Table() as table:
            return {
                "block": "table",
                "label": item.label,
                "landscape": table.landscape,
                **_table(table),
            }
        case Chart() as chart:
            return _chart(chart, item, pictures)
        case KeyFigures() as block:
            return _figures(block)
        case Definitions() as block:
            return _definitions(block)
    raise TypeError(f"No block of a paper: {item.block!r}.")


def _runs(text: Text) -> list[dict[str, Any]]:
    pieces = (Run(text),) if isinstance(text, str) else text
    return [
        {"text": _shown(piece.text), "bold": piece.bold, "italic": piece.italic}
        for piece in pieces
    ]


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": _shown(table.caption),
        "unit": _shown(table.unit),
        "note": _shown(table.note),
        "size": layout.table_size(table),
        "breakable": layout.is_long(table),
        "columns": [
            {"width": column.width, "align": column.alignment.value}
            for column in table.columns
        ],
        "header": [_head_cell(cell) for cell in heading_cells(table)],
        "rows": [[_shown(text) for text in table.shown(row)] for row in table.rows],
        "total": [_shown(text) for text in table.shown(table.total)]
        if table.total
        else [],
    }


def _head_cell(cell: HeadCell) -> dict[str, Any]:
    return {**asdict(cell), "text": _shown(cell.text)}


def _chart(chart: Chart, item: Placed, pictures: _Pictures) -> dict[str, Any]:
    see = source_label(pictures.placed, chart)
    return {
        "block": "chart",
        "label": item.label,
        "caption": _shown(layout.chart_caption(chart)),
        "image": pictures.name(item),
        "alt": _shown(charts.description(chart)),
        "see": f"({layout.SEE} {see})" if see else "",
        "table": None if see else _table(chart.as_table()),
        "table_title": f"{layout.FIGURES_OF} {item.label}:",
        "note": _shown(chart.note),
    }


def _figures(block: KeyFigures) -> dict[str, Any]:
    return {
        "block": "figures",
        "has_units": any(figure.unit for figure in block.figures),
        "columns": min(FIGURES_IN_A_ROW, len(block.figures)),
        "figures": [
            {
                "shown": _shown(figure.shown),
                "unit": _shown(figure.unit),
                "label": _shown(figure.label),
                "code": figure.code,
            }
            for figure in block.figures
        ],
    }


def _definitions(block: Definitions) -> dict[str, Any]:
    return {
        "block": "definitions",
        "title": _shown(block.title),
        "items": [
            {"code": item.code, "text": _shown(item.text), "anchor": True}
            for item in block.items
        ],
    }


def _closing(paper: Paper) -> dict[str, Any] | None:
    if paper.signature is None and paper.recipients is None:
        return None
    lines = paper.recipients.lines if paper.recipients else ()
    signature = paper.signature and {
        "on_behalf": _shown(paper.signature.on_behalf),
        "title": _shown(paper.signature.title),
        "name": _shown(paper.signature.name),
        "how": _shown(paper.signature.how),
    }
    return {
        "recipients": [_shown(line) for line in layout.recipient_lines(lines)],
        "signature": signature,
        "breakable": len(lines) > layout.MANY_RECIPIENTS,
    }


def _proof(paper: Paper) -> dict[str, Any] | None:
    if not paper.code:
        return None
    address = codes.address(paper.code)
    return {
        "code": paper.code,
        "address": address,
        "address_shown": _shown(address),
        "alt": f"{layout.CODE} {paper.code}",
        "lines": [_shown(line) for line in layout.proof_lines(paper)],
    }
