"""A unit waits for the consumer: its clock stands still, and runs again.

The consumer reads both in the course of the complaint, with the reason.
"""

from datetime import datetime

from django.db import transaction

from accounts.lifecycle import PUBLIC, ReasonMissing, TransitionNotAllowed, record_step
from accounts.models import User
from complaints import pauses
from complaints.models import Complaint, Referral
from complaints.refusals import AlreadyWaiting, AnswerNotAsked, NotWaiting, TermIsOver
from complaints.workflow import COMPLAINT, REFERRAL


@transaction.atomic
def pause(
    referral: Referral, *, reason: str, by: User | None, at: datetime
) -> Referral:
    """Stop the clock of the unit until the consumer has done what ``reason`` says."""
    complaint = COMPLAINT.lock(referral.complaint)
    locked = REFERRAL.lock(referral)
    if not locked.is_asked or locked.due_at is None:
        raise AnswerNotAsked
    if not locked.is_open:
        raise TransitionNotAllowed(locked, locked.state, locked.state)
    if locked.is_paused:
        raise AlreadyWaiting
    if at >= locked.due_at:
        raise TermIsOver
    if not reason.strip():
        raise ReasonMissing
    pauses.begin(locked, complaint, reason=reason.strip(), at=at)
    _record(locked, "pause", reason=reason, by=by, at=at)
    return locked


@transaction.atomic
def go_on(
    referral: Referral, *, reason: str, by: User | None, at: datetime
) -> Referral:
    """Let the clock of the unit run again, from where it stood."""
    if not reason.strip():
        raise ReasonMissing
    complaint = COMPLAINT.lock(referral.complaint)
    locked = REFERRAL.lock(referral)
    if not locked.is_open:
        raise TransitionNotAllowed(locked, locked.state, locked.state)
    if not pauses.settle(locked, complaint, at=at):
        raise NotWaiting
    _record(locked, "continue", reason=reason, by=by, at=at)
    return locked


def go_on_after_reply(complaint: Complaint, *, at: datetime) -> None:
    """Let every clock run again that waited for the consumer, who has replied.

    Runs inside the transaction of the reply, with the complaint locked.
    """
    for part in complaint.referrals.paused().order_by("pk"):
        locked = REFERRAL.lock(part)
        if pauses.settle(locked, complaint, at=at):
            _record(locked, "continue", reason="", by=None, at=at)


def _record(
    referral: Referral, verb: str, *, reason: str, by: User | None, at: datetime
) -> None:
    record_step(
        referral,
        verb=verb,
        reason=reason,
        by=by,
        actor="" if by else PUBLIC,
        facts={"due_on": referral.due_on.isoformat() if referral.due_on else ""},
        at=at,
    )
