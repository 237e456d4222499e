"""The heading of a table as cells: one line, or two where columns stand in groups."""

from dataclasses import dataclass

from documents.blocks import Table


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of the heading; ``x`` and ``y`` count columns and lines from zero."""

    text: str
    x: int
    y: int = 0
    colspan: int = 1
    rowspan: int = 1
    code: str = ""


def heading_cells(table: Table) -> list[HeadCell]:
    """Return the cells in reading order of the columns, a group before its members."""
    cells = []
    at = 0
    for group, span in table.groups():
        if group:
            cells.append(HeadCell(group, at, colspan=span))
        height = 2 if table.is_grouped and not group else 1
        for x in range(at, at + span):
            column = table.columns[x]
            y = 1 if group else 0
            cells.append(HeadCell(column.title, x, y, rowspan=height, code=column.code))
        at += span
    return cells
