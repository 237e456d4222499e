"""What units report to have done; the report to the Ministry counts it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Sum
from django.utils import timezone

from accounts.models import User
from campaigns.enums import ActivityKind
from campaigns.models import Activity
from campaigns.models.activity import ActivityQuerySet


class DoneInFuture(Exception):
    """Raised when something is reported as done that lies ahead."""


@dataclass(frozen=True)
class Total:
    """How often, how much and for how many people one kind of work was done."""

    kind: ActivityKind
    report_count: int
    quantity: int
    reached_count: int


def report(activity: Activity, *, by: User, at: datetime) -> Activity:
    """Save what the unit of ``by`` did, in the name of that unit and person.

    A correction is a new statement: it carries the name and moment of who made it.
    Raises ``DoneInFuture``.
    """
    if activity.done_on > timezone.localdate(at):
        raise DoneInFuture
    assert by.unit is not None
    activity.unit = by.unit
    activity.reported_by = by
    activity.reported_at = at
    activity.save()
    return activity


def totals(activities: ActivityQuerySet) -> list[Total]:
    """Return one line for every kind, also for those nobody reported."""
    rows = (
        activities.order_by()
        .values("kind")
        .annotate(
            reports=Count("pk"), quantity=Sum("quantity"), reached=Sum("reached_count")
        )
    )
    found = {row["kind"]: row for row in rows}
    return [_total(kind, found.get(kind)) for kind in ActivityKind]


def _total(kind: ActivityKind, row: Mapping[str, Any] | None) -> Total:
    if row is None:
        return Total(kind, 0, 0, 0)
    return Total(kind, row["reports"], row["quantity"], row["reached"])
