"""The life of a complaint, and of each unit's part in it.

Two tables, one verb an arrow. Every verb locks the complaint first, so that answers,
returns and closing of one complaint happen one after the other; whoever comes second
reads what became of it. Closing closes the parts that are still open, so no unit waits
on a closed complaint.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext, override

from accounts.lifecycle import (
    PUBLIC,
    Lifecycle,
    ReasonMissing,
    TransitionNotAllowed,
    actor_of,
)
from accounts.models import Unit, User
from complaints import notices, pauses
from complaints.enums import (
    ComplaintState as CState,
    ReferralRole,
    ReferralState as RState,
)
from complaints.models import Complaint, Referral
from complaints.referring import send, send_again
from complaints.refusals import (
    AlreadyLed,
    AlreadyReferred,
    AnswerNotAsked,
    LeaderCannotReturn,
    OpenParts,
)
from complaints.routing import DEFAULT_ANSWER_DAYS, Receiver

COMPLAINT = Lifecycle(
    Complaint,
    table={
        CState.RECEIVED: frozenset(
            {CState.IN_PROGRESS, CState.NOT_ACCEPTED, CState.WITHDRAWN}
        ),
        CState.IN_PROGRESS: frozenset(
            {CState.RESOLVED, CState.NOT_ACCEPTED, CState.WITHDRAWN}
        ),
        CState.RESOLVED: frozenset(),
        CState.NOT_ACCEPTED: frozenset(),
        CState.WITHDRAWN: frozenset(),
    },
    needs_reason=frozenset({CState.RESOLVED, CState.NOT_ACCEPTED}),
)
# An arrow back to «sent» asks the unit again: one that passed the complaint back, that
# answered but left something open, or that was only informed and is now to act.
REFERRAL = Lifecycle(
    Referral,
    table={
        RState.SENT: frozenset(
            {
                RState.SENT,
                RState.ACCEPTED,
                RState.ANSWERED,
                RState.RETURNED,
                RState.CLOSED,
            }
        ),
        RState.ACCEPTED: frozenset({RState.ANSWERED, RState.RETURNED, RState.CLOSED}),
        RState.ANSWERED: frozenset({RState.SENT}),
        RState.RETURNED: frozenset({RState.SENT}),
        RState.CLOSED: frozenset(),
    },
    needs_reason=frozenset({RState.ANSWERED, RState.RETURNED, RState.CLOSED}),
)


@transaction.atomic
def accept_referral(referral: Referral, *, by: User | None, at: datetime) -> Referral:
    """Take the unit's part up; the complaint is then being handled."""
    complaint = _lock_asked(referral)
    fresh = REFERRAL.move(referral, RState.ACCEPTED, verb="accept", by=by, at=at)
    _start(complaint, by=by, at=at)
    return fresh


@transaction.atomic
def answer_referral(
    referral: Referral, *, answer: str, by: User | None, at: datetime
) -> Referral:
    """Give the unit's answer, which goes to the complainant as it stands."""
    complaint = _lock_asked(referral)
    pauses.settle(REFERRAL.lock(referral), complaint, at=at)
    fresh = REFERRAL.move(
        referral,
        RState.ANSWERED,
        verb="answer",
        by=by,
        at=at,
        reason=answer,
        changes={"answered_at": at, "answer": answer.strip()},
    )
    _start(complaint, by=by, at=at)
    notices.tell_answer(fresh)
    return fresh


@transaction.atomic
def return_referral(
    referral: Referral, *, reason: str, by: User | None, at: datetime
) -> Referral:
    """Pass the unit's part back to the unit that leads."""
    complaint = COMPLAINT.lock(referral.complaint)
    if referral.role == ReferralRole.LEAD:
        raise LeaderCannotReturn
    pauses.settle(REFERRAL.lock(referral), complaint, at=at)
    fresh = REFERRAL.move(
        referral, RState.RETURNED, verb="return", by=by, at=at, reason=reason
    )
    leading = complaint.referrals.filter(role=ReferralRole.LEAD).select_related("unit")
    for part in leading:
        notices.tell_returned(fresh, to=part.unit)
    return fresh


@transaction.atomic
def refer(
    complaint: Complaint,
    unit: Unit,
    *,
    role: ReferralRole,
    reason: str,
    by: User | None,
    at: datetime,
    answer_days: int = DEFAULT_ANSWER_DAYS,
) -> Referral:
    """Send the complaint to another unit, or ask one again that had it before.

    Raises ``AlreadyReferred`` where the unit still owes an answer and ``AlreadyLed``
    where another unit leads.
    """
    locked = COMPLAINT.lock(complaint)
    if not locked.is_open:
        raise TransitionNotAllowed(locked, locked.state, locked.state)
    if not reason.strip():
        raise ReasonMissing
    _forbid_second_leader(locked, unit, role)
    receiver = Receiver(unit, ReferralRole(role), reason.strip(), answer_days)
    standing = locked.referrals.filter(unit=unit).select_related("unit").first()
    if standing is None:
        return send(locked, receiver, by=by, at=at)
    if standing.is_open and (standing.is_asked or not receiver.role.is_asked):
        raise AlreadyReferred(standing)
    return send_again(REFERRAL, standing, receiver, by=by, at=at)


@transaction.atomic
def resolve(
    complaint: Complaint,
    *,
    outcome: str,
    by: User | None,
    at: datetime,
    open_parts_reason: str = "",
) -> Complaint:
    """Close the complaint with its result.

    While a unit still owes an answer, ``open_parts_reason`` must say why it is not
    waited for; otherwise ``OpenParts`` is raised.
    """
    locked = COMPLAINT.lock(complaint)
    owed = list(locked.referrals.open().asked().select_related("unit"))
    if owed and locked.is_open and not open_parts_reason.strip():
        raise OpenParts(owed)
    return _close(
        locked,
        CState.RESOLVED,
        verb="resolve",
        by=by,
        at=at,
        outcome=outcome,
        parts_reason=open_parts_reason,
    )


@transaction.atomic
def not_accept(
    complaint: Complaint, *, outcome: str, by: User | None, at: datetime
) -> Complaint:
    """Close a complaint that cannot be taken up; ``outcome`` is the reason told."""
    return _close(
        COMPLAINT.lock(complaint),
        CState.NOT_ACCEPTED,
        verb="not_accept",
        by=by,
        at=at,
        outcome=outcome,
        parts_reason=outcome,
    )


@transaction.atomic
def withdraw(
    complaint: Complaint, *, by: User | None, at: datetime, outcome: str = ""
) -> Complaint:
    """Close the complaint because the complainant no longer pursues it."""
    locked = COMPLAINT.lock(complaint)
    with override(locked.language):
        told = outcome or gettext("Withdrawn by the person who sent it.")
    return _close(
        locked,
        CState.WITHDRAWN,
        verb="withdraw",
        by=by,
        at=at,
        outcome=told,
        parts_reason=told,
    )


@transaction.atomic
def tell(
    complaint: Complaint, *, by: User | None, at: datetime, verb: str, text: str
) -> Complaint:
    """Add news to the course of the complaint without changing its state.

    The complainant reads ``text`` in the timeline and by e-mail, also where the
    complaint is closed already.
    """
    if not text.strip():
        raise ReasonMissing
    locked = COMPLAINT.lock(complaint)
    event = locked.events.create(
        verb=verb,
        from_state=locked.state,
        to_state=locked.state,
        reason=text.strip(),
        by=by,
        actor=actor_of(by),
        happened_at=at,
    )
    notices.tell_news(locked, event)
    return locked


def _lock_asked(referral: Referral) -> Complaint:
    """Lock the complaint of a part that is to be answered, or refuse."""
    complaint = COMPLAINT.lock(referral.complaint)
    if not REFERRAL.lock(referral).is_asked:
        raise AnswerNotAsked
    return complaint


def _start(complaint: Complaint, *, by: User | None, at: datetime) -> None:
    if complaint.state == CState.RECEIVED:
        COMPLAINT.move(complaint, CState.IN_PROGRESS, verb="start", by=by, at=at)


def _forbid_second_leader(complaint: Complaint, unit: Unit, role: str) -> None:
    if role != ReferralRole.LEAD:
        return
    if complaint.referrals.filter(role=role).exclude(unit=unit).exists():
        raise AlreadyLed


def _close(
    locked: Complaint,
    to_state: CState,
    *,
    verb: str,
    by: User | None,
    at: datetime,
    outcome: str,
    parts_reason: str,
) -> Complaint:
    """Move to a closed state, close the open parts, tell the complainant."""
    for part in locked.referrals.paused():
        pauses.settle(REFERRAL.lock(part), locked, at=at)
    fresh = COMPLAINT.move(
        locked,
        to_state,
        verb=verb,
        by=by,
        at=at,
        reason=outcome,
        actor="" if by else PUBLIC,
        changes={"closed_at": at, "outcome": outcome.strip()},
    )
    with override(fresh.language):
        ended = gettext("The report was closed.")
    for part in fresh.referrals.open().order_by("pk"):
        reason = parts_reason.strip() if part.is_asked else ""
        REFERRAL.move(
            part, RState.CLOSED, verb="close", by=by, at=at, reason=reason or ended
        )
    notices.tell_outcome(fresh)
    return fresh
