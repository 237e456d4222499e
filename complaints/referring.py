"""Handing a complaint to its units: the referrals, their events and the notices."""

from collections.abc import Sequence
from datetime import datetime

import structlog

from accounts.lifecycle import Lifecycle, first_event
from accounts.models import User
from campaigns.working_days import end_of_working_day_after
from complaints import notices
from complaints.enums import ReferralRole, ReferralState
from complaints.models import Complaint, Referral, ReferralEvent
from complaints.routing.planning import Receiver, Route

log = structlog.get_logger(__name__)


def send_all(
    complaint: Complaint, plan: Route, *, at: datetime, counted_from: datetime
) -> Sequence[Referral]:
    """Hand the complaint to everybody the rules name.

    No unit has longer than the whole complaint, whose term the complainant was told.
    """
    parts = [
        _part(complaint, receiver, at=at, counted_from=counted_from)
        for receiver in plan.receivers
    ]
    for part in parts:
        if part.due_at is not None:
            part.due_at = min(part.due_at, complaint.due_at)
    if not parts:
        log.critical("complaint_unrouted", complaint=complaint.pk)
    _store(parts, by=None, at=at)
    return parts


def send(
    complaint: Complaint, receiver: Receiver, *, by: User | None, at: datetime
) -> Referral:
    """Hand the complaint to a unit that does not have it yet.

    Runs inside the transaction of its caller, with the complaint locked.
    """
    part = _part(complaint, receiver, at=at, counted_from=at)
    _store([part], by=by, at=at)
    return part


def _part(
    complaint: Complaint, receiver: Receiver, *, at: datetime, counted_from: datetime
) -> Referral:
    """Return the referral; its term runs from ``counted_from`` where it waited."""
    return Referral(
        complaint=complaint,
        unit=receiver.unit,
        role=receiver.role,
        rule=receiver.rule,
        reason=receiver.reason,
        sent_at=at,
        due_at=answer_due_at(receiver.role, receiver.answer_days, at=counted_from),
    )


def _store(parts: Sequence[Referral], *, by: User | None, at: datetime) -> None:
    """Store new referrals with their first events and notices, one statement each."""
    Referral.objects.bulk_create(parts)
    ReferralEvent.objects.bulk_create(
        first_event(part, verb="send", by=by, at=at, facts=_sending(part))
        for part in parts
    )
    notices.tell_units(parts, occasion="sent")


def handled_from_now(part: Referral, by: User | None) -> dict[str, User]:
    """Return the change that gives a part nobody has to who takes it up."""
    is_free = part.handler is None
    is_colleague = by is not None and by.unit_id == part.unit_id
    return {"assignee": by} if by is not None and is_colleague and is_free else {}


def answer_due_at(
    role: ReferralRole, working_days: int, *, at: datetime
) -> datetime | None:
    """Return when the unit's term has run out; none where no answer is asked."""
    return end_of_working_day_after(at, working_days) if role.is_asked else None


def send_again(
    lifecycle: Lifecycle[Referral],
    referral: Referral,
    receiver: Receiver,
    *,
    by: User | None,
    at: datetime,
) -> Referral:
    """Ask a unit that had the complaint before, with a fresh term.

    What it answered the first time stays in the events.
    """
    due = answer_due_at(receiver.role, receiver.answer_days, at=at)
    fresh = lifecycle.move(
        referral,
        ReferralState.SENT,
        verb="send_again",
        by=by,
        at=at,
        reason=receiver.reason,
        facts=_sending(
            Referral(role=receiver.role, reason=receiver.reason, due_at=due)
        ),
        changes={
            "role": receiver.role,
            "rule": None,
            "reason": receiver.reason,
            "sent_at": at,
            "due_at": due,
            "answered_at": None,
            "answer": "",
            "escalated_at": None,
            "first_opened_at": None,
        },
    )
    notices.tell_units([fresh], occasion=f"sent:{fresh.events.count()}")
    return fresh


def _sending(referral: Referral) -> dict[str, str]:
    """What the course of the complaint tells of a sending, also after a second one."""
    due_on = referral.due_on
    return {
        "role": referral.role,
        "reason": referral.reason,
        "due_on": due_on.isoformat() if due_on else "",
    }
