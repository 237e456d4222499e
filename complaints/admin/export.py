"""The list as a CSV file: what a spreadsheet may hold, and nobody's name.

Who sent the reports stands in it only where an officer asked for that and gave a reason
(``contact_export``), and only of the reports their unit handles.

Columns are chosen one by one, so a field added later is not exported by accident.
Cells that a spreadsheet would run as a formula are made text.
"""

import csv
from collections.abc import Container, Iterable, Iterator

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


def csv_of(
    complaints: ComplaintQuerySet,
    *,
    filename: str,
    contacts_of: Container[int] | None = None,
) -> StreamingHttpResponse:
    """Return the file; ``contacts_of`` are the reports whose sender it names."""
    rows = complaints.select_related("category", "district").order_by("pk")
    lines = _lines(rows.iterator(chunk_size=BATCH), contacts_of)
    response = streamed(lines, filename=filename, kind=CSV)
    response["Cache-Control"] = "no-store, private"
    return response


def _lines(
    complaints: Iterable[Complaint], contacts_of: Container[int] | None
) -> Iterator[str]:
    writer = csv.writer(_Echo())
    # The mark by which spreadsheets know that the text is UTF-8.
    yield "\ufeff"
    with_contacts = contacts_of is not None
    yield writer.writerow([*_header(), *(_contact_header() if with_contacts else [])])
    for complaint in complaints:
        cells = _cells(complaint)
        if contacts_of is not None:
            cells += _contact(complaint, is_shown=complaint.pk in contacts_of)
        yield writer.writerow([_safe(cell) for cell in cells])


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


def _contact_header() -> list[str]:
    return [
        _("full name"),
        _("phone"),
        _("e-mail"),
        _("may be passed on to the seller"),
    ]


def _contact(complaint: Complaint, *, is_shown: bool) -> list[str]:
    if not is_shown:
        return [_("[covered]")] * 4
    phone = complaint.phone.as_national if complaint.phone else ""
    may_share = _("Yes") if complaint.may_share_with_seller else _("No")
    return [complaint.full_name, phone, complaint.email, may_share]


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
