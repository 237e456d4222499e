"""Who receives a complaint: every matching rule adds one unit.

The Trade Management Division always catches: it leads where no rule names a leader,
and receives in place of a unit that does not exist. Both are logged as errors, because
somebody has to repair the rules. Nothing here writes.

Source: plan III.1.2, III.2 and III.3.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.translation import gettext, override

import structlog

from accounts.enums import UnitKind
from accounts.models import Unit
from complaints.enums import ReferralRole
from complaints.models import Complaint, RoutingRule

log = structlog.get_logger(__name__)

BY_DISTRICT = frozenset({UnitKind.DISTRICT_COMMITTEE, UnitKind.SURVEILLANCE_TEAM})
DEFAULT_ANSWER_DAYS = 15
STRONGEST_FIRST = (
    ReferralRole.LEAD,
    ReferralRole.SUPPORT,
    ReferralRole.REFERRAL,
    ReferralRole.INFORMED,
)


@dataclass(frozen=True)
class Receiver:
    """A unit that is to receive a complaint, and why."""

    unit: Unit
    role: ReferralRole
    reason: str
    answer_days: int
    rule: RoutingRule | None = None


@dataclass(frozen=True)
class Trace:
    """What one rule did with a complaint; kept with its first event.

    ``outcome`` is «sent», «joined» (the unit receives by another rule already) or
    «no_unit» (no active unit of the kind: the default unit receives instead).
    """

    rule: str
    outcome: str
    unit: str


@dataclass(frozen=True)
class Route:
    receivers: tuple[Receiver, ...]
    trace: tuple[Trace, ...]


def route(complaint: Complaint) -> list[Receiver]:
    """Return the units that receive the complaint, in the order of the rules."""
    return list(plan_route(complaint, rules=_active_rules()).receivers)


def plan_route(
    complaint: Complaint, *, rules: Iterable[RoutingRule] | None = None
) -> Route:
    """Return the receivers with the trace of each matching rule."""
    matching = [
        rule
        for rule in (_active_rules() if rules is None else rules)
        if _matches(rule, complaint)
    ]
    units = _units_for(matching, complaint)
    default = units.get(UnitKind.TRADE_MANAGEMENT)
    receivers: dict[int, Receiver] = {}
    trace = []
    for rule in matching:
        unit = units.get(UnitKind(rule.receiver))
        if unit is None:
            _complain_of_missing_unit(rule, complaint)
            trace.append(Trace(rule.code, "no_unit", default.code if default else ""))
            continue
        outcome = "joined" if unit.pk in receivers else "sent"
        trace.append(Trace(rule.code, outcome, unit.code))
        _add(receivers, _by_rule(rule, unit, complaint))
    _give_a_leader(receivers, default, complaint)
    return Route(tuple(receivers.values()), tuple(trace))


def _active_rules() -> Iterable[RoutingRule]:
    return RoutingRule.objects.filter(is_active=True).prefetch_related("categories")


def _matches(rule: RoutingRule, complaint: Complaint) -> bool:
    categories = {category.pk for category in rule.categories.all()}
    return not categories or complaint.category_id in categories


def _units_for(rules: list[RoutingRule], complaint: Complaint) -> dict[UnitKind, Unit]:
    """Return the first active unit of each kind, of the district where that matters."""
    kinds = {UnitKind(rule.receiver) for rule in rules} | {UnitKind.TRADE_MANAGEMENT}
    here = Q(kind__in=kinds - BY_DISTRICT) | Q(
        kind__in=kinds & BY_DISTRICT, districts=complaint.district_id
    )
    found: dict[UnitKind, Unit] = {}
    for unit in Unit.objects.filter(here, is_active=True).order_by("code"):
        found.setdefault(UnitKind(unit.kind), unit)
    return found


def _by_rule(rule: RoutingRule, unit: Unit, complaint: Complaint) -> Receiver:
    return Receiver(
        unit=unit,
        role=ReferralRole(rule.role),
        reason=rule.reason_in(complaint.language),
        answer_days=rule.answer_days,
        rule=rule,
    )


def _add(receivers: dict[int, Receiver], receiver: Receiver) -> None:
    """Keep one receiver a unit, in the strongest role any rule gives it."""
    standing = receivers.get(receiver.unit.pk)
    if standing is None or _strength(receiver) < _strength(standing):
        receivers[receiver.unit.pk] = receiver


def _strength(receiver: Receiver) -> int:
    return STRONGEST_FIRST.index(receiver.role)


def _give_a_leader(
    receivers: dict[int, Receiver], default: Unit | None, complaint: Complaint
) -> None:
    if any(receiver.role is ReferralRole.LEAD for receiver in receivers.values()):
        return
    if default is None:
        log.critical(
            "complaint_has_no_leader",
            remedy="Activate a unit of the kind trade_management, then refer it.",
        )
        return
    log.error("complaint_led_by_default", remedy="Activate a routing rule that leads.")
    with override(complaint.language):
        reason = gettext(
            "The Trade Management Division leads the handling of what consumers "
            "report about promotions."
        )
    leader = Receiver(default, ReferralRole.LEAD, reason, DEFAULT_ANSWER_DAYS)
    standing = receivers.get(default.pk)
    receivers[default.pk] = replace(leader, rule=standing.rule if standing else None)


def _complain_of_missing_unit(rule: RoutingRule, complaint: Complaint) -> None:
    log.error(
        "routing_rule_has_no_unit",
        rule=rule.code,
        receiver=rule.receiver,
        district=complaint.district.code,
        remedy="Create or activate the unit, or change the rule.",
    )
