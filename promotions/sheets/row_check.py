"""Going through the rows of a sheet: each read, judged, and found to be new or known."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from promotions.enums import SheetMode
from promotions.models import Item, Promotion, SheetJob
from promotions.sheets.columns import COLUMNS
from promotions.sheets.judging import RowJudge
from promotions.sheets.reading import Sheet
from promotions.sheets.result import Result
from promotions.sheets.rows import Problem, RowReader, key_of
from promotions.sheets.storing import RowWriter, facts_in
from promotions.sheets.trouble import SheetRefused

SHOW_EVERY_ROWS = 200
IN_THE_DOSSIER = 0

Known = dict[str, tuple[int, int]]


def check_rows(
    job: SheetJob,
    sheet: Sheet,
    lines: Path,
    *,
    at: datetime,
    show: Callable[[int], None],
) -> Result:
    """Write the right rows to ``lines`` and return what all of them amount to.

    ``show`` is told from time to time how many rows are read. Queries do not grow with
    the rows; memory grows by the names of the goods alone.
    """
    result = Result(unread_headings=sheet.unknown)
    reader = RowReader(sheet.heading)
    judge = RowJudge(job.promotion, at=at)
    with lines.open("w", encoding="utf-8", newline="\n") as stream:
        writer = RowWriter(stream)
        known = _known(job, sheet, writer)
        for number, cells in sheet.rows:
            result.read += 1
            if result.read % SHOW_EVERY_ROWS == 0:
                show(result.read)
            facts, problems = reader.read(cells)
            if not problems:
                problems = judge.judge(facts, position=number)
            if any(problem.is_error for problem in problems):
                result.refuse(number, cells, problems)
                continue
            line = writer.line_of(facts)
            key, said = key_of(facts), hash(facts_in(line))
            if key not in known:
                known[key] = number, said
                writer.write(line)
                result.accept(number, problems)
                continue
            first, said_before = known[key]
            problem = _twice(first, is_same=said == said_before)
            if problem.is_error:
                result.refuse(number, cells, [problem])
            else:
                result.leave_out(number, problem)
    return result


def _known(job: SheetJob, sheet: Sheet, writer: RowWriter) -> Known:
    """Return the goods that stay in the dossier beside those of the sheet."""
    if job.mode == SheetMode.ADD:
        return _in_the_dossier(job.promotion, writer)
    if sheet.is_part and job.promotion.items.exists():
        raise SheetRefused(
            _(
                "This sheet holds only the rows that were wrong before. Please send it "
                "again and choose to add its rows."
            )
        )
    return {}


def _in_the_dossier(promotion: Promotion, writer: RowWriter) -> Known:
    fields = {column.field: column.field for column in COLUMNS}
    fields |= {name: f"{name}__code" for name in ("goods_group", "gift_group")}
    rows = Item.objects.filter(promotion=promotion).values_list(*fields.values())
    known: Known = {}
    for row in rows.iterator(chunk_size=5_000):
        facts = dict(zip(fields, row, strict=True))
        known[key_of(facts)] = IN_THE_DOSSIER, hash(facts_in(writer.line_of(facts)))
    return known


def _twice(first: int, *, is_same: bool) -> Problem:
    """Say that the goods are known: left out if all is the same, else to be decided."""
    values = {"row": first}
    if first == IN_THE_DOSSIER:
        if is_same:
            says = _("These goods are in the dossier already; this row was left out.")
        else:
            says = _(
                "These goods are in the dossier already with other facts. Change them "
                "there, or give these a name of their own."
            )
        return Problem("name", says, is_error=not is_same)
    if is_same:
        says = _("The same goods as in row %(row)d; this row was left out.") % values
    else:
        says = (
            _(
                "The goods of row %(row)d again, with other facts. Keep one of the two "
                "rows, or give these a name of their own."
            )
            % values
        )
    return Problem("name", says, is_error=not is_same)
