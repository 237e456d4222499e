"""The life of a complaint, and of each unit's part in it.

Two tables, one verb an arrow. Every verb locks the complaint first, so that answers,
returns and closing of one complaint happen one after the other; whoever comes second
reads what became of it. Closing closes the parts that are still open, so no unit waits
on a closed complaint.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext, override

from accounts.lifecycle import (
    PUBLIC,
    Lifecycle,
    ReasonMissing,
    TransitionNotAllowed,
    record_step,
)
from accounts.models import Unit, User
from campaigns.working_days import end_of_working_day_after
from complaints import notices, one_time, pauses
from complaints.enums import (
    ComplaintState as CState,
    LinkPurpose,
    ReferralRole,
    ReferralState as RState,
)
from complaints.models import Complaint, Referral
from complaints.referring import handled_from_now, send, send_again, send_all
from complaints.refusals import (
    AlreadyLed,
    AlreadyReferred,
    AnswerNotAsked,
    LeaderCannotReturn,
    OpenParts,
)
from complaints.retention.refusals import AlreadyBuried
from complaints.routing.planning import DEFAULT_ANSWER_DAYS, Receiver, plan_route
from complaints.terms import days_to_answer

FEEDBACK_LASTS = timedelta(days=30)

COMPLAINT = Lifecycle(
    Complaint,
    table={
        CState.RECEIVED: frozenset(
            {CState.IN_PROGRESS, CState.NOT_ACCEPTED, CState.WITHDRAWN}
        ),
        CState.IN_PROGRESS: frozenset(
            {CState.RESOLVED, CState.NOT_ACCEPTED, CState.WITHDRAWN}
        ),
        CState.RESOLVED: frozenset({CState.IN_PROGRESS}),
        CState.NOT_ACCEPTED: frozenset({CState.IN_PROGRESS}),
        CState.WITHDRAWN: frozenset(),
    },
    needs_reason=frozenset({CState.RESOLVED, CState.NOT_ACCEPTED}),
)
# An arrow back to «sent» asks the unit again: one that passed the complaint back, that
# answered but left something open, that was only informed and is now to act, or whose
# part was closed with a complaint that is reopened.
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
        RState.CLOSED: frozenset({RState.SENT}),
    },
    needs_reason=frozenset({RState.ANSWERED, RState.RETURNED, RState.CLOSED}),
)


@transaction.atomic
def accept_referral(referral: Referral, *, by: User | None, at: datetime) -> Referral:
    """Take the unit's part up; the complaint is then being handled."""
    complaint, part = _lock_asked(referral)
    fresh = REFERRAL.move(
        referral,
        RState.ACCEPTED,
        verb="accept",
        by=by,
        at=at,
        changes=handled_from_now(part, by),
    )
    _start(complaint, by=by, at=at)
    return fresh


@transaction.atomic
def answer_referral(
    referral: Referral, *, answer: str, by: User | None, at: datetime
) -> Referral:
    """Give the unit's answer, which goes to the complainant as it stands."""
    complaint, part = _lock_asked(referral)
    pauses.settle(part, complaint, at=at)
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
def reopen(
    complaint: Complaint, *, reason: str, by: User | None, at: datetime
) -> Complaint:
    """Take a closed complaint up again, with a new term; the leading unit acts.

    The first result stays in the course; a new one is told when it is closed again.
    What was closed as spam goes to the units now, which never had it.
    """
    if not reason.strip():
        raise ReasonMissing
    locked = COMPLAINT.lock(complaint)
    if locked.is_open:
        raise TransitionNotAllowed(locked, locked.state, CState.IN_PROGRESS)
    if locked.is_buried:
        raise AlreadyBuried
    days = days_to_answer(locked.category.code, locked.campaign)
    standing = list(
        locked.referrals.filter(role=ReferralRole.LEAD).select_related("unit")
    )
    fresh = COMPLAINT.move(
        locked,
        CState.IN_PROGRESS,
        verb="reopen",
        by=by,
        at=at,
        reason=reason,
        changes={
            "closed_at": None,
            "outcome": "",
            "quarantined_at": None,
            "due_at": end_of_working_day_after(at, days),
        },
    )
    if locked.quarantined_at is not None:
        send_all(fresh, plan_route(fresh), at=at, counted_from=at)
    for part in standing:
        receiver = Receiver(part.unit, ReferralRole.LEAD, part.reason, days)
        send_again(REFERRAL, part, receiver, by=by, at=at)
    notices.tell_reopened(fresh, reason=reason.strip())
    return fresh


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
    event = record_step(locked, verb=verb, reason=text, by=by, at=at)
    notices.tell_news(locked, event)
    return locked


def _lock_asked(referral: Referral) -> tuple[Complaint, Referral]:
    """Lock the complaint and its part that is to be answered, or refuse."""
    complaint = COMPLAINT.lock(referral.complaint)
    part = REFERRAL.lock(referral)
    if not part.is_asked:
        raise AnswerNotAsked
    return complaint, part


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
    _close_followers(fresh, verb=verb, by=by, at=at)
    notices.tell_outcome(fresh, feedback_address=_feedback_address(fresh, at=at))
    return fresh


def _close_followers(
    lead: Complaint, *, verb: str, by: User | None, at: datetime
) -> None:
    """Give everybody who reported the same the result; a withdrawn lead frees them."""
    with override(lead.language):
        together = gettext("It was handled together with others of the same matter.")
    for follower in lead.followers.open().order_by("pk"):
        locked = COMPLAINT.lock(follower)
        if lead.state == CState.WITHDRAWN:
            locked.lead_case = None
            locked.save(update_fields=["lead_case"])
            continue
        if lead.state == CState.RESOLVED:
            _start(locked, by=by, at=at)
        _close(
            locked,
            CState(lead.state),
            verb=verb,
            by=by,
            at=at,
            outcome=lead.outcome,
            parts_reason=together,
        )


def _feedback_address(complaint: Complaint, *, at: datetime) -> str:
    """Return the link of one use by which the complainant says what they think."""
    if complaint.state == CState.WITHDRAWN or not complaint.email:
        return ""
    _link, address = one_time.make(
        LinkPurpose.FEEDBACK, complaint, at=at, expires_at=at + FEEDBACK_LASTS
    )
    return address
