"""The list as a CSV file: what a spreadsheet may hold, and nobody's name.

Columns are chosen one by one, so a field added later is not exported by accident.
Cells that a spreadsheet would run as a formula are made text.
"""

import csv
from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.models.complaint import Complaint, ComplaintQuerySet
from documents.attachment import CSV, streamed

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BATCH = 2_000


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, value: str) -> str:
        return value


def csv_of(complaints: ComplaintQuerySet, *, filename: str) -> StreamingHttpResponse:
    rows = complaints.select_related("category", "district").order_by("pk")
    lines = _lines(rows.iterator(chunk_size=BATCH))
    response = streamed(lines, filename=filename, kind=CSV)
    response["Cache-Control"] = "no-store, private"
    return response


def _lines(complaints: Iterable[Complaint]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    # The mark by which spreadsheets know that the text is UTF-8.
    yield "\ufeff"
    yield writer.writerow(_header())
    for complaint in complaints:
        yield writer.writerow([_safe(cell) for cell in _cells(complaint)])


def _header() -> list[str]:
    return [
        _("report number"),
        _("received at"),
        _("kind"),
        _("category"),
        _("district"),
        _("seller"),
        _("state"),
        _("due on"),
        _("closed at"),
    ]


def _cells(complaint: Complaint) -> list[str]:
    closed = complaint.closed_at
    return [
        str(complaint.pk),
        f"{timezone.localtime(complaint.received_at):%d/%m/%Y %H:%M}",
        str(complaint.get_kind_display()),
        complaint.category.name,
        complaint.district.name,
        complaint.seller_name,
        str(complaint.get_state_display()),
        f"{complaint.due_on:%d/%m/%Y}",
        f"{timezone.localtime(closed):%d/%m/%Y %H:%M}" if closed else "",
    ]


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
