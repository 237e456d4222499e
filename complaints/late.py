"""Terms that end soon or have run out: who is told, and how often.

A unit is reminded at most once a working day for each complaint. A part that is late
by as many working days as the campaign allows is brought before the head of the unit,
once for each term, and that is recorded.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

import structlog

from accounts.lifecycle import record_step
from campaigns.working_days import is_working_day
from complaints import notices
from complaints.deadlines import soon_before, working_days_left
from complaints.models import Referral
from complaints.workflow import COMPLAINT, REFERRAL
from notifications.models import Notice

BATCH = 200
DEFAULT_ESCALATION_DAYS = 3

log = structlog.get_logger(__name__)


def remind_units(*, at: datetime) -> int:
    """Remind each unit of its parts that are due soon or late; return how many."""
    day = timezone.localdate(at)
    if not is_working_day(day):
        return 0
    count = 0
    for parts in _due_soon_or_late(at):
        told = _told(parts, day)
        for part in parts:
            if (notices.reminder_key(part, day), part.unit.email) not in told:
                _remind(part, day=day, at=at)
                count += 1
    if count:
        log.info("units_reminded", count=count)
    return count


def escalate_late(*, at: datetime) -> int:
    """Bring before the heads what is late beyond measure; return how many parts."""
    late = Referral.objects.asked().overdue(at=at).filter(escalated_at__isnull=True)
    parts = late.select_related("complaint__campaign").order_by("pk")
    count = sum(escalate(part, at=at) for part in parts if is_far_too_late(part, at=at))
    if count:
        log.info("referrals_escalated", count=count)
    return count


def is_far_too_late(part: Referral, *, at: datetime) -> bool:
    campaign = part.complaint.campaign
    most = campaign.complaint_escalation_days if campaign else DEFAULT_ESCALATION_DAYS
    return part.due_at is not None and -working_days_left(part.due_at, at=at) >= most


@transaction.atomic
def escalate(referral: Referral, *, at: datetime) -> bool:
    """Tell the head of the unit once; False where the part is no longer late."""
    COMPLAINT.lock(referral.complaint)
    part = REFERRAL.lock(referral)
    is_late = part.is_open and not part.is_paused and part.escalated_at is None
    if not is_late or part.due_at is None or at < part.due_at:
        return False
    part.escalated_at = at
    part.save(update_fields=["escalated_at"])
    days = -working_days_left(part.due_at, at=at)
    record_step(part, verb="escalate", by=None, facts={"days_late": days}, at=at)
    notices.tell_head(part, days_late=days)
    return True


def _remind(part: Referral, *, day: date, at: datetime) -> None:
    assert part.due_at is not None
    left = working_days_left(part.due_at, at=at)
    with transaction.atomic():
        notices.remind_unit(part, day=day, days_left=left)


def _told(parts: list[Referral], day: date) -> set[tuple[str, str]]:
    keys = {notices.reminder_key(part, day) for part in parts}
    rows = Notice.objects.filter(event_key__in=keys)
    return set(rows.values_list("event_key", "recipient"))


def _due_soon_or_late(at: datetime) -> Iterator[list[Referral]]:
    """Yield the running parts of units that can be written to, some at a time."""
    due = (
        Referral.objects.asked()
        .running()
        .filter(due_at__lte=soon_before(at))
        .exclude(unit__email="")
        .select_related("unit", "complaint__category", "complaint__district")
        .order_by("pk")
    )
    last = 0
    while parts := list(due.filter(pk__gt=last)[:BATCH]):
        yield parts
        last = parts[-1].pk
