"""The life of a set of rules: copied, tried on past complaints, put in force by two.

The rules in force are never edited. Whoever prepares a change tries it first; a second
person of the Trade Management Division reads the difference and puts it in force, and
the earlier set retires in the same transaction. An earlier set is brought back by
copying it.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.lifecycle import Lifecycle, TransitionNotAllowed, record_first
from accounts.models import User
from complaints.enums import RoutingState as State
from complaints.models import RoutingRule, RoutingSet
from complaints.refusals import StepRefused
from complaints.routing.checking import check_rules
from complaints.routing.simulating import Trial, try_rules

LIFE = Lifecycle(
    RoutingSet,
    table={
        State.DRAFT: frozenset({State.PROPOSED, State.DROPPED}),
        State.PROPOSED: frozenset({State.DRAFT, State.ACTIVE, State.DROPPED}),
        State.ACTIVE: frozenset({State.RETIRED}),
        State.RETIRED: frozenset(),
        State.DROPPED: frozenset(),
    },
    needs_reason=frozenset({State.DROPPED}),
)
COMPARED = (
    "code",
    "name",
    "position",
    "kinds",
    "channels",
    "promotion_forms",
    "least_vnd",
    "has_contacted_seller",
    "answers",
    "receiver",
    "role",
    "answer_days",
    "reason",
    "reason_en",
    "source",
    "is_active",
)


class RulesRefused(StepRefused):
    """The set has an error, was not tried as it stands, or lacks a second person."""


def rules_of(routing_set: RoutingSet) -> list[RoutingRule]:
    """Return the rules of a set with their relations, in order; three queries."""
    return list(routing_set.rules.prefetch_related("categories", "districts"))


def active_set() -> RoutingSet | None:
    return RoutingSet.objects.filter(state=State.ACTIVE).first()


@transaction.atomic
def copy_rules(
    source: RoutingSet | None, *, note: str, by: User, at: datetime
) -> RoutingSet:
    """Prepare a change from a copy of ``source``; one change at a time."""
    if RoutingSet.objects.filter(state=State.DRAFT).exists():
        raise RulesRefused(
            _("Another change is being prepared. Finish or drop that one first.")
        )
    fresh = RoutingSet.objects.create(note=note, prepared_at=at)
    record_first(
        fresh,
        verb="prepare",
        by=by,
        at=at,
        facts={"copied_from": source.pk if source else None},
    )
    for rule in rules_of(source) if source else ():
        categories, districts = rule.categories.all(), rule.districts.all()
        values = {name: getattr(rule, name) for name in COMPARED}
        copied = RoutingRule.objects.create(routing_set=fresh, **values)
        copied.categories.set(categories)
        copied.districts.set(districts)
    return fresh


@transaction.atomic
def try_out(routing_set: RoutingSet, *, at: datetime) -> Trial:
    """Make the dry run against the rules in force and note that it was made."""
    locked = LIFE.lock(routing_set)
    rules = rules_of(locked)
    active = active_set()
    trial = try_rules(rules_of(active) if active else [], rules)
    locked.trial_at = at
    locked.trial_hash = fingerprint(rules)
    locked.trial = {"tried": trial.tried, "changed": len(trial.differences)}
    locked.save(update_fields=["trial_at", "trial_hash", "trial"])
    return trial


@transaction.atomic
def propose(routing_set: RoutingSet, *, by: User, at: datetime) -> RoutingSet:
    """Hand the change to a second person; it must be sound and tried as it stands."""
    locked = LIFE.lock(routing_set)
    _demand_sound(locked)
    return LIFE.move(
        locked,
        State.PROPOSED,
        verb="propose",
        by=by,
        at=at,
        facts={"trial": locked.trial, "rules": locked.trial_hash},
        changes={"proposed_at": at, "proposed_by": by},
    )


@transaction.atomic
def activate(routing_set: RoutingSet, *, by: User, at: datetime) -> RoutingSet:
    """Put the change in force and retire what was; not by who proposed it."""
    # Whoever activates holds the active set first, so two changes take turns.
    standing = RoutingSet.objects.select_for_update().filter(state=State.ACTIVE).first()
    locked = LIFE.lock(routing_set)
    if not LIFE.allows(locked.state, State.ACTIVE):
        raise TransitionNotAllowed(locked, locked.state, State.ACTIVE)
    if locked.proposed_by_id == by.pk:
        raise RulesRefused(
            _("Who proposed a change cannot put it in force; a second person does.")
        )
    _demand_sound(locked)
    if standing is not None:
        LIFE.move(standing, State.RETIRED, verb="retire", by=by, at=at)
    return LIFE.move(
        locked,
        State.ACTIVE,
        verb="activate",
        by=by,
        at=at,
        facts={"rules": locked.trial_hash},
        changes={"activated_at": at, "activated_by": by},
    )


@transaction.atomic
def send_back(
    routing_set: RoutingSet, *, by: User, at: datetime, reason: str
) -> RoutingSet:
    """Give a proposed change back to be edited."""
    if RoutingSet.objects.filter(state=State.DRAFT).exists():
        raise RulesRefused(
            _("Another change is being prepared. Finish or drop that one first.")
        )
    return LIFE.move(
        routing_set,
        State.DRAFT,
        verb="send_back",
        by=by,
        at=at,
        reason=reason,
        changes={"proposed_at": None, "proposed_by": None},
    )


def drop(routing_set: RoutingSet, *, by: User, at: datetime, reason: str) -> RoutingSet:
    """Give a change up; its rules stay readable."""
    return LIFE.move(
        routing_set, State.DROPPED, verb="drop", by=by, at=at, reason=reason
    )


def fingerprint(rules: Sequence[RoutingRule]) -> str:
    """Return SHA-256 over all that decides where a complaint goes."""
    plain: list[dict[str, Any]] = [
        {name: getattr(rule, name) for name in COMPARED}
        | {
            "categories": sorted(c.code for c in rule.categories.all()),
            "districts": sorted(d.code for d in rule.districts.all()),
        }
        for rule in rules
    ]
    plain.sort(key=lambda rule: (rule["position"], rule["code"]))
    return sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def _demand_sound(routing_set: RoutingSet) -> None:
    rules = rules_of(routing_set)
    errors = [problem for problem in check_rules(rules) if problem.is_error]
    if errors:
        sentences = " ".join(f"{p.rule}: {p.message}".lstrip(": ") for p in errors)
        raise RulesRefused(sentences)
    if routing_set.trial_hash != fingerprint(rules):
        raise RulesRefused(
            _(
                "The rules were changed after the dry run, or never tried. Make the "
                "dry run and read what would change, then go on."
            )
        )
