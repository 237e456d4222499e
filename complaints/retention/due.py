"""Which reports are due: closed long enough ago by their rule, and held by nothing."""

from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q

from complaints.models import Complaint, RetentionRule
from complaints.models.complaint import ComplaintQuerySet
from complaints.retention.holds import holds
from complaints.retention.rules import Rules, rules_in_force


def past_their_rule(rules: Rules, *, at: datetime) -> ComplaintQuerySet:
    """Return what is past its rule and not deleted yet, held back or not."""
    conditions = rules.conditions(at=at)
    if not conditions:
        return Complaint.objects.none()
    closed = Complaint.objects.filter(buried_at__isnull=True, closed_at__isnull=False)
    return closed.filter(reduce(or_, conditions))


def due(rules: Rules, *, at: datetime) -> ComplaintQuerySet:
    """Return what is due, the longest closed first."""
    left = past_their_rule(rules, at=at)
    for hold in holds(at=at):
        left = left.exclude(pk__in=hold.complaints)
    return left.order_by("closed_at", "pk")


def rule_now(complaint: Complaint, *, at: datetime) -> RetentionRule | None:
    """Return the rule by which the report is due at this moment; None if it is not."""
    rules = rules_in_force()
    is_due = due(rules, at=at).filter(Q(pk=complaint.pk)).exists()
    return rules.of(complaint) if is_due else None
