"""Which officer of a unit handles its part of a complaint: taken, or given by a colleague.

Who handles a part answers for it; that is no lock, so a colleague may still act when
somebody is away. Of two who take at once the first has it. Nobody outside the unit
learns of it: the course of the complaint names offices, never officers.
"""

from datetime import datetime

from django.db import transaction

from accounts.lifecycle import TransitionNotAllowed, record_step
from accounts.models import User
from complaints import notices
from complaints.models import Referral
from complaints.permissions import colleagues, may_hand_over
from complaints.refusals import (
    AnswerNotAsked,
    HandledByAnother,
    MayNotHandOver,
    NotOfTheUnit,
    OfAnotherUnit,
)
from complaints.workflow import COMPLAINT, REFERRAL


@transaction.atomic
def take(referral: Referral, *, by: User, at: datetime) -> Referral:
    """Take a part that nobody of the unit has; taking one's own again changes nothing."""
    locked = _lock_open(referral, by=by)
    if locked.handler == by:
        return locked
    if locked.handler is not None:
        raise HandledByAnother(locked)
    return _give(locked, by, "take", reason="", by=by, at=at)


@transaction.atomic
def hand_over(
    referral: Referral,
    *,
    to: User,
    held_by: int | None,
    reason: str,
    by: User,
    at: datetime,
) -> Referral:
    """Give a part to a colleague, who is told by mail.

    ``held_by`` is who handled it when ``by`` decided; if that has changed, nothing
    happens and ``HandledByAnother`` tells how it stands.
    """
    locked = _lock_open(referral, by=by)
    handler = locked.handler
    if (handler.pk if handler else None) != held_by:
        raise HandledByAnother(locked)
    if not may_hand_over(by, locked):
        raise MayNotHandOver
    if not colleagues(by).filter(pk=to.pk).exists():
        raise NotOfTheUnit
    if handler == to:
        return locked
    given = _give(locked, to, "hand_over", reason=reason, by=by, at=at)
    if to != by:
        notices.tell_officer(given, to)
    return given


def _lock_open(referral: Referral, *, by: User) -> Referral:
    """Lock a part that still owes an answer, for an officer of its unit."""
    COMPLAINT.lock(referral.complaint)
    locked = REFERRAL.lock(referral)
    if by.unit_id != locked.unit_id:
        raise OfAnotherUnit
    if not locked.is_asked:
        raise AnswerNotAsked
    if not locked.is_open:
        raise TransitionNotAllowed(locked, locked.state, locked.state)
    return locked


def _give(
    locked: Referral, to: User, verb: str, *, reason: str, by: User, at: datetime
) -> Referral:
    locked.assignee = to
    locked.save(update_fields=["assignee"])
    record_step(
        locked, verb=verb, reason=reason, by=by, facts={"officer": str(to)}, at=at
    )
    return locked
