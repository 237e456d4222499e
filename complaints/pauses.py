"""Clocks that stand still while a unit waits for the consumer.

A term moves by the working days that were waited, so a unit has as many days left
after a pause as before it; who was waited for on the last day of the term, and replies
on a day off, leaves the unit the next working day. The whole complaint waits with the
unit that leads. These functions run inside the transaction of a verb, with both rows
locked.
"""

from datetime import datetime

from django.utils import timezone

from campaigns.working_days import end_of_working_day_after
from complaints.deadlines import working_days_after
from complaints.enums import ReferralRole
from complaints.models import Complaint, Pause, Referral
from complaints.models.complaint import last_day_before


def begin(
    referral: Referral, complaint: Complaint, *, reason: str, at: datetime
) -> None:
    """Stop the clock of one part, and that of the whole where the part leads."""
    Pause.objects.create(referral=referral, reason=reason, paused_at=at)
    referral.paused_at = at
    referral.save(update_fields=["paused_at"])
    if referral.role == ReferralRole.LEAD:
        complaint.paused_at = at
        complaint.save(update_fields=["paused_at"])


def settle(referral: Referral, complaint: Complaint, *, at: datetime) -> bool:
    """Let the clock run again and move the term; say whether it stood still."""
    pause = referral.pauses.filter(ended_at__isnull=True).first()
    if pause is None:
        return False
    days = working_days_after(
        timezone.localdate(pause.paused_at), timezone.localdate(at)
    )
    pause.ended_at, pause.days_waited = max(at, pause.paused_at), days
    pause.save(update_fields=["ended_at", "days_waited"])
    if referral.due_at is not None:
        referral.due_at = moved(referral.due_at, days, pause)
    referral.paused_at = None
    referral.save(update_fields=["due_at", "paused_at"])
    if referral.role == ReferralRole.LEAD:
        complaint.due_at = moved(complaint.due_at, days, pause)
        complaint.paused_at = None
        complaint.save(update_fields=["due_at", "paused_at"])
    return True


def moved(due_at: datetime, days: int, pause: Pause) -> datetime:
    """Return the end of a term that lasts ``days`` working days longer.

    What was late when the clock stopped stays as late.
    """
    later = due_at
    if days:
        last_moment = timezone.make_aware(
            datetime.combine(last_day_before(due_at), datetime.min.time())
        )
        later = end_of_working_day_after(last_moment, days)
    if due_at <= pause.paused_at or pause.ended_at is None:
        return later
    return max(later, end_of_working_day_after(pause.ended_at, 0))
