"""A dry run: what another set of rules would have done with past complaints.

Nothing is written and nobody is told. The cost is a few queries for all complaints.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from complaints.models import Complaint, RoutingRule
from complaints.routing.directory import all_units
from complaints.routing.planning import Route, plan

COMPLAINTS_TRIED = 500


@dataclass(frozen=True)
class Part:
    """A unit's part as a person compares it."""

    unit: str
    role: str
    answer_days: int


@dataclass(frozen=True)
class Difference:
    """A complaint that would have gone elsewhere."""

    complaint: Complaint
    gained: tuple[Part, ...]
    lost: tuple[Part, ...]


@dataclass(frozen=True)
class Trial:
    tried: int
    differences: tuple[Difference, ...]
    broken: tuple[str, ...]


def try_rules(
    before: Sequence[RoutingRule],
    after: Sequence[RoutingRule],
    *,
    count: int = COMPLAINTS_TRIED,
) -> Trial:
    """Compare two sets on the last ``count`` complaints; the rules come prefetched."""
    complaints = list(
        Complaint.objects.select_related("promotion", "category", "district").order_by(
            "-pk"
        )[:count]
    )
    units = all_units()
    old = [rule for rule in before if rule.is_active]
    new = [rule for rule in after if rule.is_active]
    differences = []
    broken: set[str] = set()
    for complaint in complaints:
        route = plan(complaint, new, units)
        broken |= {step.rule for step in route.trace if step.outcome == "broken"}
        difference = _compare(complaint, plan(complaint, old, units), route)
        if difference.gained or difference.lost:
            differences.append(difference)
    return Trial(len(complaints), tuple(differences), tuple(sorted(broken)))


def _compare(complaint: Complaint, before: Route, after: Route) -> Difference:
    had, has = list(_parts(before)), list(_parts(after))
    return Difference(
        complaint=complaint,
        gained=tuple(part for part in has if part not in had),
        lost=tuple(part for part in had if part not in has),
    )


def _parts(route: Route) -> Iterator[Part]:
    for receiver in route.receivers:
        yield Part(receiver.unit.name, str(receiver.role.label), receiver.answer_days)
