"""Deciding on a request about personal data: always with a reason, told to the person.

What is granted happens in the same transaction. A copy is offered on the page of the
report (``copying``); a correction replaces name, phone and e-mail, and the history keeps
the old ones; a restriction covers the contact to everybody but the head of Trade
Management; a deletion buries a closed report that nothing holds, as retention does.

Legal source: Decree 13/2023/NĐ-CP, Articles 14, 15 and 16; Article 16.2 names where data
need not be deleted: the law forbids it, or an authority uses them in its work by law.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction

from accounts.lifecycle import ReasonMissing, record_step
from accounts.models import User
from complaints.enums import SubjectRequestKind as Kind
from complaints.models import Complaint, SubjectRequest
from complaints.retention.burying import bury
from complaints.retention.holds import reasons_against
from complaints.rights import telling
from complaints.rights.refusals import (
    DecidedAlready,
    GroundMissing,
    KeptByLaw,
    StillHandled,
)
from complaints.workflow import COMPLAINT


@transaction.atomic
def grant(
    request: SubjectRequest, *, reason: str, by: User, at: datetime
) -> SubjectRequest:
    """Do what was asked, and say so."""
    row = _decided(request, is_granted=True, reason=reason, by=by, at=at)
    complaint = row.complaint
    known = _Known(complaint)
    _record(row, by=by, at=at)
    EFFECTS[Kind(row.kind)](complaint, row, at)
    complaint.refresh_from_db()
    telling.tell_decision(
        row,
        to=[known.email, complaint.email],
        code=known.code,
        language=complaint.language,
    )
    return row


@transaction.atomic
def refuse(
    request: SubjectRequest, *, ground: str, reason: str, by: User, at: datetime
) -> SubjectRequest:
    """Leave the data as they are, on a ground the law knows."""
    if not ground:
        raise GroundMissing
    row = _decided(
        request, is_granted=False, ground=ground, reason=reason, by=by, at=at
    )
    _record(row, by=by, at=at)
    complaint = row.complaint
    telling.tell_decision(
        row,
        to=[complaint.email],
        code=complaint.code,
        language=complaint.language,
    )
    return row


class _Known:
    """How to reach the person before anything changes."""

    def __init__(self, complaint: Complaint) -> None:
        self.email, self.code = complaint.email, complaint.code


def _decided(
    request: SubjectRequest,
    *,
    is_granted: bool,
    reason: str,
    by: User,
    at: datetime,
    ground: str = "",
) -> SubjectRequest:
    if not reason.strip():
        raise ReasonMissing
    complaint = COMPLAINT.lock(request.complaint)
    row = SubjectRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if row.decided_at is not None:
        raise DecidedAlready
    row.complaint = complaint
    row.is_granted, row.ground, row.decision = is_granted, ground, reason.strip()
    row.decided_by, row.decided_at = by, at
    row.save(
        update_fields=["is_granted", "ground", "decision", "decided_by", "decided_at"]
    )
    return row


def _record(row: SubjectRequest, *, by: User, at: datetime) -> None:
    complaint = row.complaint
    record_step(
        complaint,
        verb="decide_about_data",
        reason=row.decision,
        by=by,
        facts={"kind": row.kind, "is_granted": row.is_granted},
        at=at,
    )


def _offer(complaint: Complaint, row: SubjectRequest, at: datetime) -> None:
    """A copy is made when it is taken: there is nothing to change."""


def _correct(complaint: Complaint, row: SubjectRequest, at: datetime) -> None:
    for name, value in row.corrections.items():
        setattr(complaint, name, value)
    complaint.save(update_fields=[*row.corrections])


def _restrict(complaint: Complaint, row: SubjectRequest, at: datetime) -> None:
    complaint.restricted_at = at
    complaint.save(update_fields=["restricted_at"])


def _delete(complaint: Complaint, row: SubjectRequest, at: datetime) -> None:
    if complaint.is_open:
        raise StillHandled
    reasons = reasons_against(complaint, at=at)
    if reasons:
        raise KeptByLaw(reasons)
    bury(complaint, request=row, at=at)


EFFECTS: Mapping[Kind, Callable[[Complaint, SubjectRequest, datetime], None]] = {
    Kind.ACCESS: _offer,
    Kind.CORRECTION: _correct,
    Kind.RESTRICTION: _restrict,
    Kind.DELETION: _delete,
}
