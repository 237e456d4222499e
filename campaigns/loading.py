"""Bring a campaign's plan, written as a readable file, into the database.

May run again at any time: what the plan says follows the file; what people decide
later (the term for answers, the day of the report, whether it is published) stays as
it is in the admin. Nothing is deleted.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts.loading import Counts, bring_into_line
from accounts.models import Unit
from campaigns.enums import TaskRole
from campaigns.models import Assignment, Campaign, TimeSlot

EACH = "each:"
LISTS = ("objectives", "programme")
DECIDED_LATER = ("is_published",)


@dataclass(frozen=True)
class Task:
    """One task of the file and the units it is given to."""

    section: str
    task: str
    leads: tuple[str, ...] = field(default=())
    cooperates: tuple[str, ...] = field(default=())

    def shares(self) -> Iterator[tuple[Unit, TaskRole]]:
        for role, names in (
            (TaskRole.LEAD, self.leads),
            (TaskRole.COOPERATE, self.cooperates),
        ):
            yield from ((unit, role) for name in names for unit in _units(name))


@dataclass(frozen=True)
class Loaded:
    campaign: Campaign
    campaigns: Counts
    slots: Counts
    assignments: Counts


@transaction.atomic
def load_campaign(path: Path) -> Loaded:
    """Load one campaign with its slots and tasks; the units must be there.

    Raises ``Unit.DoesNotExist`` for a unit the database does not know and
    ``ValidationError`` for a plan that breaks a rule of the database.
    """
    plan = tomllib.loads(path.read_text())
    campaign, outcome = _load_campaign(plan["campaign"])
    slots = Counter(_load_slot(campaign, row) for row in plan.get("slot", []))
    return Loaded(
        campaign,
        campaigns=Counts(**{outcome: 1}),
        slots=Counts(**slots),
        assignments=Counts(**_load_tasks(campaign, plan.get("task", []))),
    )


def _load_campaign(row: dict[str, Any]) -> tuple[Campaign, str]:
    values = {name: row[name] for name in row if name != "code"}
    values |= {name: "\n".join(row[name]) for name in LISTS if name in row}
    if Campaign.objects.filter(code=row["code"]).exists():
        values = {name: v for name, v in values.items() if name not in DECIDED_LATER}
    return bring_into_line(Campaign, key={"code": row["code"]}, values=values)


def _load_slot(campaign: Campaign, row: dict[str, Any]) -> str:
    key = {"campaign": campaign, "code": row["code"]}
    values = {name: row[name] for name in row if name != "code"}
    _slot, outcome = bring_into_line(TimeSlot, key=key, values=values)
    return outcome


def _load_tasks(campaign: Campaign, rows: list[dict[str, Any]]) -> Counter[str]:
    """Number the tasks within their section, in the order of the file."""
    positions: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    for task in (Task(**row) for row in rows):
        positions[task.section] += 1
        for unit, role in task.shares():
            key = {
                "campaign": campaign,
                "section": task.section,
                "position": positions[task.section],
                "unit": unit,
            }
            values = {"role": role, "task": task.task}
            _assignment, outcome = bring_into_line(Assignment, key=key, values=values)
            outcomes[outcome] += 1
    return outcomes


def _units(name: str) -> list[Unit]:
    if name.startswith(EACH):
        return list(Unit.objects.filter(kind=name.removeprefix(EACH), is_active=True))
    return [Unit.objects.get(code=name)]
