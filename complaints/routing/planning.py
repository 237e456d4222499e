"""Who receives a complaint: every matching rule adds one unit.

The Trade Management Division always catches: it leads where no rule names a leader,
and receives in place of a unit that does not exist or of a rule that breaks.
``plan_route`` says so loudly in the log, because somebody has to repair the rules;
``plan`` is silent and serves the dry run too. Nothing here writes.

Source: plan III.1.2, III.2 and III.3.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils.translation import gettext, override

import structlog

from accounts.enums import UnitKind
from accounts.models import Unit
from complaints.enums import ReferralRole, RoutingState
from complaints.models import Complaint, RoutingRule
from complaints.routing.directory import Directory, units_for
from complaints.routing.matching import matches

log = structlog.get_logger(__name__)

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

    ``outcome`` is «sent», «joined» (the unit receives by another rule already),
    «no_unit» (no active unit of the kind) or «broken» (the rule cannot be applied);
    in the last two the default unit sees the complaint.
    """

    rule: str
    outcome: str
    unit: str


@dataclass(frozen=True)
class Route:
    receivers: tuple[Receiver, ...]
    trace: tuple[Trace, ...]
    is_led_by_default: bool = False

    @property
    def has_leader(self) -> bool:
        return any(r.role is ReferralRole.LEAD for r in self.receivers)


def plan_route(
    complaint: Complaint, *, rules: Iterable[RoutingRule] | None = None
) -> Route:
    """Return the receivers with the trace of each matching rule; shout what is wrong."""
    asked = list(rules_in_force() if rules is None else rules)
    kinds = {rule.receiver for rule in asked} | {UnitKind.TRADE_MANAGEMENT}
    planned = plan(complaint, asked, units_for(kinds, complaint.district_id))
    _shout(planned, asked, complaint)
    return planned


def plan(complaint: Complaint, rules: Iterable[RoutingRule], units: Directory) -> Route:
    default = units.find(UnitKind.TRADE_MANAGEMENT, complaint.district_id)
    receivers: dict[int, Receiver] = {}
    trace = []
    for rule in rules:
        found = _apply(rule, complaint, units)
        if found is None:
            continue
        if isinstance(found, str):
            trace.append(Trace(rule.code, found, default.code if default else ""))
            continue
        outcome = "joined" if found.unit.pk in receivers else "sent"
        trace.append(Trace(rule.code, outcome, found.unit.code))
        _add(receivers, found)
    is_led = any(r.role is ReferralRole.LEAD for r in receivers.values())
    if not is_led and default is not None:
        _give_the_lead(receivers, default, complaint)
    return Route(tuple(receivers.values()), tuple(trace), is_led_by_default=not is_led)


def rules_in_force() -> Iterable[RoutingRule]:
    """Return the rules with all they ask for; every complaint waits for this query."""
    categories = RoutingRule.categories.through._default_manager
    districts = RoutingRule.districts.through._default_manager
    of_rule = {"routingrule": OuterRef("pk")}
    in_force = RoutingRule.objects.filter(
        is_active=True, routing_set__state=RoutingState.ACTIVE
    )
    # They fill the properties of these names, which would read rule by rule.
    return in_force.annotate(  # type: ignore[no-redef]
        category_ids=ArraySubquery(categories.filter(**of_rule).values("category_id")),
        district_ids=ArraySubquery(districts.filter(**of_rule).values("district_id")),
    )


def _apply(
    rule: RoutingRule, complaint: Complaint, units: Directory
) -> Receiver | str | None:
    """Return the receiver, what is wrong, or nothing where the rule does not match."""
    try:
        kind, role = UnitKind(rule.receiver), ReferralRole(rule.role)
        if not matches(rule, complaint):
            return None
    except (ValueError, TypeError, AttributeError):
        return "broken"
    unit = units.find(kind, complaint.district_id)
    if unit is None:
        return "no_unit"
    return Receiver(
        unit=unit,
        role=role,
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


def _give_the_lead(
    receivers: dict[int, Receiver], default: Unit, complaint: Complaint
) -> None:
    with override(complaint.language):
        reason = gettext(
            "The Trade Management Division leads the handling of what consumers "
            "report about promotions."
        )
    leader = Receiver(default, ReferralRole.LEAD, reason, DEFAULT_ANSWER_DAYS)
    standing = receivers.get(default.pk)
    receivers[default.pk] = replace(leader, rule=standing.rule if standing else None)


def _shout(planned: Route, rules: list[RoutingRule], complaint: Complaint) -> None:
    receiver_of = {rule.code: rule.receiver for rule in rules}
    for step in planned.trace:
        if step.outcome == "no_unit":
            log.error(
                "routing_rule_has_no_unit",
                rule=step.rule,
                receiver=receiver_of[step.rule],
                district=complaint.district.code,
                remedy="Create or activate the unit, or change the rule.",
            )
        elif step.outcome == "broken":
            log.critical(
                "routing_rule_is_broken",
                rule=step.rule,
                remedy="Prepare a change of the routing rules and correct this one.",
            )
    if not planned.has_leader:
        log.critical(
            "complaint_has_no_leader",
            remedy="Activate a unit of the kind trade_management, then refer it.",
        )
    elif planned.is_led_by_default:
        log.error(
            "complaint_led_by_default", remedy="Activate a routing rule that leads."
        )
