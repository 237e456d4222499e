"""How long the personal data of a closed report are kept, by how it ended.

Legal source: Decree 13/2023/NĐ-CP, Article 3 (no longer than the purpose needs) and
Article 16; neither gives a number. A term in months ends with the day of the last
month that has the number of the closing day, or with the last day of that month (Civil
Code 2015, Article 148); the data are due from the midnight that follows.
"""

import tomllib
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from complaints.enums import ComplaintState, RetentionOutcome
from complaints.loading import DATA
from complaints.models import Complaint, RetentionRule

ONE_DAY = timedelta(days=1)
DECEMBER = 12


@dataclass(frozen=True)
class Rules:
    """The rules in force, read once."""

    rules: Sequence[RetentionRule]

    def of(self, complaint: Complaint) -> RetentionRule | None:
        """Return the rule of a closed report: of its group before that of all groups."""
        outcome, group = outcome_of(complaint), complaint.category.group
        of_outcome = {
            rule.category_group: rule for rule in self.rules if rule.outcome == outcome
        }
        return of_outcome.get(group) or of_outcome.get("")

    def conditions(self, *, at: datetime) -> list[Q]:
        """Return, for each rule, which closed reports are past it at ``at``."""
        return [
            _ended(rule.outcome)
            & self._in_group(rule)
            & Q(closed_at__lt=closed_before(rule.months, at=at))
            for rule in self.rules
        ]

    def _in_group(self, rule: RetentionRule) -> Q:
        if rule.category_group:
            return Q(category__group=rule.category_group)
        own = [
            other.category_group
            for other in self.rules
            if other.outcome == rule.outcome and other.category_group
        ]
        return ~Q(category__group__in=own)


def rules_in_force() -> Rules:
    return Rules(list(RetentionRule.objects.active()))


def outcome_of(complaint: Complaint) -> RetentionOutcome | None:
    """Say how the report ended; None while it is open."""
    if complaint.is_open:
        return None
    is_refused = complaint.state == ComplaintState.NOT_ACCEPTED
    if is_refused and complaint.quarantined_at is not None:
        return RetentionOutcome.SPAM
    return RetentionOutcome(complaint.state)


def kept_until(closed_at: datetime, months: int) -> date:
    """Return the last day on which the data are kept."""
    return add_months(timezone.localdate(closed_at), months)


def closed_before(months: int, *, at: datetime) -> datetime:
    """Return the moment before which a report was closed whose term is over at ``at``.

    The other way round of ``kept_until``: both agree on every day of the calendar.
    """
    today = timezone.localdate(at)
    last = add_months(today, -months)
    while add_months(last, months) >= today:
        last -= ONE_DAY
    return timezone.make_aware(datetime.combine(last + ONE_DAY, time.min))


def add_months(day: date, months: int) -> date:
    """Return the day so many months on; the last of a month too short for it."""
    year, month = divmod(day.year * DECEMBER + day.month - 1 + months, DECEMBER)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def load_rules(*, rule_model: Any) -> int:
    """Add the default rules that are missing; return how many were added.

    The model is an argument because a migration brings its own version of it.
    """
    rows = tomllib.loads((DATA / "retention.toml").read_text("utf-8"))["rule"]
    added = 0
    for row in rows:
        _rule, is_new = rule_model.objects.get_or_create(
            outcome=row["outcome"],
            category_group=row.get("category_group", ""),
            defaults=row,
        )
        added += is_new
    return added


def _ended(outcome: str) -> Q:
    match outcome:
        case RetentionOutcome.SPAM:
            return Q(state=ComplaintState.NOT_ACCEPTED, quarantined_at__isnull=False)
        case RetentionOutcome.NOT_ACCEPTED:
            return Q(state=ComplaintState.NOT_ACCEPTED, quarantined_at__isnull=True)
        case _:
            return Q(state=outcome)
