"""Showing who sent a report: covered until an officer says what for, and logged.

Whoever handles a report may know the sender (``permissions.may_see_contact``), but most
steps need neither name nor number: answering and writing go through the portal. So the
page covers them until the officer asks, for that person and report, for half an hour.

Legal source: Decree 13/2023/NĐ-CP, Articles 3.4 and 3.5 (in force 01/07/2023).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Person
from complaints.enums import ShowPurpose
from complaints.models import Complaint, Showing
from complaints.permissions import may_be_shown
from complaints.refusals import PurposeWithoutWords, TooManyToShow
from complaints.timeline import Entry
from complaints.workflow import COMPLAINT

LASTS = timedelta(minutes=30)
MOST_IN_A_FILE = 500


@transaction.atomic
def show(
    complaint: Complaint, *, purpose: str, note: str = "", by: User, at: datetime
) -> Showing:
    """Show this officer who sent the report; a second press changes nothing."""
    COMPLAINT.lock(complaint)
    running = showing_for(by, complaint, at=at)
    if running is not None:
        return running
    new = _showing(complaint.pk, purpose=purpose, note=note, by=by, at=at)
    new.ends_at = at + LASTS
    new.save()
    return new


@transaction.atomic
def show_in_file(
    complaints: Iterable[int], *, purpose: str, note: str = "", by: User, at: datetime
) -> None:
    """Note for each report that its sender stands in a file this officer takes out."""
    rows = [
        _showing(pk, purpose=purpose, note=note, by=by, at=at, is_export=True)
        for pk in complaints
    ]
    if len(rows) > MOST_IN_A_FILE:
        raise TooManyToShow(MOST_IN_A_FILE)
    Showing.objects.bulk_create(rows)


def showing_for(user: Person, complaint: Complaint, *, at: datetime) -> Showing | None:
    """Return the showing that lasts now for this officer, if they may still know."""
    if not may_be_shown(user, complaint):
        return None
    running = Showing.objects.running(at=at).filter(complaint=complaint, by_id=user.pk)
    return running.order_by("-ends_at").first()


def is_shown(user: Person, complaint: Complaint, *, at: datetime) -> bool:
    return showing_for(user, complaint, at=at) is not None


def told(complaint: Complaint) -> list[Entry]:
    """Return who was shown the sender, for the course that officers read."""
    showings = complaint.showings.select_related("by", "unit")
    return [Entry(one.shown_at, 4, _title(one), one.reason) for one in showings]


def _title(showing: Showing) -> str:
    if showing.is_export:
        title = _("%(officer)s (%(unit)s) took who sent this out in a file")
    else:
        title = _("%(officer)s (%(unit)s) was shown who sent this")
    return title % {"officer": showing.by, "unit": showing.unit.name}


def _showing(
    complaint: int,
    *,
    purpose: str,
    note: str,
    by: User,
    at: datetime,
    is_export: bool = False,
) -> Showing:
    if purpose == ShowPurpose.OTHER and not note.strip():
        raise PurposeWithoutWords
    assert by.unit is not None
    return Showing(
        complaint_id=complaint,
        by=by,
        unit=by.unit,
        purpose=purpose,
        note=note.strip(),
        is_export=is_export,
        shown_at=at,
        ends_at=at,
    )
