"""Until when the personal data of a report are kept, and what became of them."""

from datetime import date
from typing import Any

from accounts.models import User
from campaigns.clock import now
from complaints.models import Complaint, Tombstone
from complaints.permissions import may_see_contact
from complaints.retention.holds import reasons_against
from complaints.retention.rules import kept_until, rules_in_force


def retention_of(user: User, complaint: Complaint) -> dict[str, Any] | None:
    """Return what keeps the personal data, or what became of them."""
    if not may_see_contact(user, complaint):
        return None
    is_kept = not complaint.is_open and not complaint.is_buried
    return {
        "tombstone": Tombstone.objects.filter(complaint=complaint)
        .select_related("rule")
        .first(),
        "kept_until": _kept_until(complaint) if is_kept else None,
        "holds": complaint.holds.select_related("held_by", "lifted_by"),
        "reasons": reasons_against(complaint, at=now()) if is_kept else [],
    }


def _kept_until(complaint: Complaint) -> date | None:
    rule = rules_in_force().of(complaint)
    closed_at = complaint.closed_at
    return kept_until(closed_at, rule.months) if rule and closed_at else None
