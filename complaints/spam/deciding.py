"""Setting a report aside as possible spam, and what a person decides of it.

Nothing is lost and nothing is said: the report is stored with all its evidence and the
sender has the usual receipt. No unit gets it until a person of Trade Management
releases it; its terms are then counted from the day it came. Closing it as spam keeps
it too, with the reason, which the sender reads in the course of the report. No e-mail
goes out then, as the address in a spam report mostly belongs to somebody else.
"""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from accounts.lifecycle import ReasonMissing, record_step
from accounts.models import User
from complaints.enums import ComplaintState, QuarantineDecision
from complaints.models import Complaint, Quarantine
from complaints.referring import send_all
from complaints.refusals import SpamDecided
from complaints.routing.planning import plan_route
from complaints.spam.weighing import Weight
from complaints.workflow import COMPLAINT


def set_aside(complaint: Complaint, weight: Weight, *, at: datetime) -> Quarantine:
    """Keep a report just stored from being sent on; runs in its transaction."""
    complaint.quarantined_at = at
    complaint.save(update_fields=["quarantined_at"])
    record_step(
        complaint, verb="quarantine", by=None, facts={"score": weight.score}, at=at
    )
    return Quarantine.objects.create(
        complaint=complaint,
        score=weight.score,
        signs=[asdict(found) for found in weight.found],
        began_at=at,
    )


@transaction.atomic
def release(
    complaint: Complaint, *, by: User, at: datetime, reason: str = ""
) -> Complaint:
    """Send the report on its way; every term is counted from its receipt."""
    locked = _lock(complaint)
    _decide(locked, QuarantineDecision.RELEASED, reason=reason, by=by, at=at)
    locked.quarantined_at = None
    locked.save(update_fields=["quarantined_at"])
    plan = plan_route(locked)
    record_step(
        locked,
        verb="release",
        reason=reason,
        by=by,
        facts={"routing": [asdict(step) for step in plan.trace]},
        at=at,
    )
    send_all(locked, plan, at=at, counted_from=locked.received_at)
    return locked


@transaction.atomic
def close_as_spam(
    complaint: Complaint, *, reason: str, by: User, at: datetime
) -> Complaint:
    """Close the report without sending it to anybody; it stays, with the reason."""
    if not reason.strip():
        raise ReasonMissing
    locked = _lock(complaint)
    _decide(locked, QuarantineDecision.SPAM, reason=reason, by=by, at=at)
    return COMPLAINT.move(
        locked,
        ComplaintState.NOT_ACCEPTED,
        verb="close_as_spam",
        by=by,
        at=at,
        reason=reason,
        changes={"closed_at": at, "outcome": reason.strip()},
    )


def _lock(complaint: Complaint) -> Complaint:
    """Lock the report; of two officers the second learns that it is decided."""
    locked = COMPLAINT.lock(complaint)
    if not locked.is_set_aside:
        raise SpamDecided
    return locked


def _decide(
    locked: Complaint,
    decision: QuarantineDecision,
    *,
    reason: str,
    by: User,
    at: datetime,
) -> None:
    Quarantine.objects.filter(complaint=locked).update(
        decision=decision, reason=reason.strip(), decided_at=at, decided_by=by
    )
