"""The list as a CSV file: what a spreadsheet may hold, and nobody's name.

Who sent the reports stands in it only where an officer asked for that and gave a reason
(``contact_export``), and only of the reports their unit handles.

Columns are chosen one by one, so a field added later is not exported by accident.
"""

from collections.abc import Container, Iterable, Iterator

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.models.complaint import Complaint, ComplaintQuerySet
from documents.attachment import CSV, streamed
from documents.csv_lines import csv_lines

BATCH = 2_000


def csv_of(
    complaints: ComplaintQuerySet,
    *,
    filename: str,
    contacts_of: Container[int] | None = None,
) -> StreamingHttpResponse:
    """Return the file; ``contacts_of`` are the reports whose sender it names."""
    found = complaints.select_related("category", "district").order_by("pk")
    header = [*_header(), *(_contact_header() if contacts_of is not None else [])]
    rows = _rows(found.iterator(chunk_size=BATCH), contacts_of)
    response = streamed(csv_lines(header, rows), filename=filename, kind=CSV)
    response["Cache-Control"] = "no-store, private"
    return response


def _rows(
    complaints: Iterable[Complaint], contacts_of: Container[int] | None
) -> Iterator[list[str]]:
    for complaint in complaints:
        cells = _cells(complaint)
        if contacts_of is not None:
            cells += _contact(complaint, is_shown=complaint.pk in contacts_of)
        yield cells


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
