"""Handing a complaint to its units: the referrals, their events and the notices."""

from collections.abc import Sequence
from datetime import datetime

import structlog

from accounts.lifecycle import Lifecycle, record_first
from accounts.models import User
from campaigns.working_days import end_of_working_day_after
from complaints import notices
from complaints.enums import ReferralRole, ReferralState
from complaints.models import Complaint, Referral
from complaints.routing.planning import Receiver, Route

log = structlog.get_logger(__name__)


def send_all(
    complaint: Complaint, plan: Route, *, at: datetime, counted_from: datetime
) -> Sequence[Referral]:
    """Hand the complaint to everybody the rules name.

    No unit has longer than the whole complaint, whose term the complainant was told.
    """
    referrals = [
        send(
            complaint,
            receiver,
            by=None,
            at=at,
            counted_from=counted_from,
            latest=complaint.due_at,
        )
        for receiver in plan.receivers
    ]
    if not referrals:
        log.critical("complaint_unrouted", complaint=complaint.pk)
    return referrals


def send(
    complaint: Complaint,
    receiver: Receiver,
    *,
    by: User | None,
    at: datetime,
    counted_from: datetime | None = None,
    latest: datetime | None = None,
) -> Referral:
    """Create the referral of a unit that does not have the complaint yet.

    Its term runs from now, or from ``counted_from`` where the complaint waited, and
    ends by ``latest``. Runs inside the transaction of its caller, with the complaint
    just made or locked.
    """
    due_at = answer_due_at(receiver.role, receiver.answer_days, at=counted_from or at)
    referral = Referral.objects.create(
        complaint=complaint,
        unit=receiver.unit,
        role=receiver.role,
        rule=receiver.rule,
        reason=receiver.reason,
        sent_at=at,
        due_at=min(due_at, latest) if due_at and latest else due_at,
    )
    record_first(referral, verb="send", by=by, at=at, facts=_sending(referral))
    notices.tell_unit(referral, occasion="sent")
    return referral


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
    notices.tell_unit(fresh, occasion=f"sent:{fresh.events.count()}")
    return fresh


def _sending(referral: Referral) -> dict[str, str]:
    """What the course of the complaint tells of a sending, also after a second one."""
    due_on = referral.due_on
    return {
        "role": referral.role,
        "reason": referral.reason,
        "due_on": due_on.isoformat() if due_on else "",
    }
