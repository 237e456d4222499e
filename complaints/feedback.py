"""After the result: what the complainant thinks of it, and whether it is taken up again.

The mail with the result holds a link of one use; who has no e-mail answers on the page
of the report. A request to reopen is decided by the unit that leads.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.lifecycle import PUBLIC, ReasonMissing, record_step
from accounts.models import User
from complaints import notices, one_time
from complaints.enums import ComplaintState, FeedbackKind
from complaints.models import Complaint, Feedback, OneTimeLink
from complaints.refusals import FeedbackClosed, NothingToDecide
from complaints.workflow import COMPLAINT, FEEDBACK_LASTS, reopen as take_up_again

WITH_FEEDBACK = frozenset({ComplaintState.RESOLVED, ComplaintState.NOT_ACCEPTED})


@dataclass(frozen=True)
class Opinion:
    kind: FeedbackKind
    text: str = ""


def is_asked(complaint: Complaint, *, at: datetime) -> bool:
    """Whether the complainant may still say what they think of the last result."""
    if complaint.state not in WITH_FEEDBACK or complaint.closed_at is None:
        return False
    if at >= complaint.closed_at + FEEDBACK_LASTS:
        return False
    return not complaint.feedback.filter(result_of=complaint.closed_at).exists()


@transaction.atomic
def give(complaint: Complaint, opinion: Opinion, *, at: datetime) -> Feedback:
    """Store the opinion on the last result, once; a request to reopen says why."""
    locked = COMPLAINT.lock(complaint)
    if not is_asked(locked, at=at):
        raise FeedbackClosed
    if opinion.kind == FeedbackKind.REOPEN and not opinion.text.strip():
        raise ReasonMissing
    assert locked.closed_at is not None
    feedback = locked.feedback.create(
        result_of=locked.closed_at,
        kind=opinion.kind,
        text=opinion.text.strip(),
        given_at=at,
    )
    record_step(
        locked,
        verb=f"feedback_{opinion.kind}",
        by=None,
        reason=opinion.text,
        actor=PUBLIC,
        at=at,
    )
    if opinion.kind == FeedbackKind.REOPEN:
        notices.tell_reopening_asked(feedback)
    return feedback


@transaction.atomic
def give_by_link(link: OneTimeLink, opinion: Opinion, *, at: datetime) -> Feedback:
    """Do so by the link of the mail, and use it up. Raises ``LinkIsDead``."""
    one_time.use(link, at=at)
    return give(link.complaint, opinion, at=at)


@transaction.atomic
def reopen(
    complaint: Complaint, *, reason: str, by: User | None, at: datetime
) -> Complaint:
    """Take a closed report up again, asked for or not."""
    fresh = take_up_again(complaint, reason=reason, by=by, at=at)
    for request in fresh.feedback.to_decide():
        _decide(request, is_reopened=True, reason=reason, by=by, at=at)
    return fresh


@transaction.atomic
def keep_result(
    complaint: Complaint, *, reason: str, by: User | None, at: datetime
) -> Complaint:
    """Refuse to reopen; the complainant is told why."""
    locked = COMPLAINT.lock(complaint)
    request = locked.feedback.to_decide().last()
    if request is None or locked.is_open:
        raise NothingToDecide
    if not reason.strip():
        raise ReasonMissing
    _decide(request, is_reopened=False, reason=reason, by=by, at=at)
    event = record_step(locked, verb="keep_result", reason=reason, by=by, at=at)
    notices.tell_news(locked, event)
    return locked


def _decide(
    request: Feedback,
    *,
    is_reopened: bool,
    reason: str,
    by: User | None,
    at: datetime,
) -> None:
    request.is_reopened, request.decision = is_reopened, reason.strip()
    request.decided_by, request.decided_at = by, at
    request.save(update_fields=["is_reopened", "decision", "decided_by", "decided_at"])
