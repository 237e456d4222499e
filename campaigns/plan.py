"""Who does what: the tasks of a campaign, part by part as the plan lists them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext

from accounts.enums import UnitKind
from accounts.models import Unit
from campaigns.enums import TaskRole
from campaigns.models import Assignment, Campaign


@dataclass(frozen=True)
class PlanTask:
    """One task; ``role`` is that of the part's units, ``partners`` are the others."""

    text: str
    role: TaskRole
    partners: list[Unit]

    @property
    def is_led(self) -> bool:
        return self.role == TaskRole.LEAD


@dataclass(frozen=True)
class PlanPart:
    """One section of the plan with the unit, or the many units, it speaks to."""

    section: str
    heading: str
    units: list[Unit]
    tasks: list[PlanTask]

    @property
    def is_of_many(self) -> bool:
        return len(self.units) > 1


def parts_of(campaign: Campaign) -> list[PlanPart]:
    """Return the plan's sections in order; one query."""
    rows = campaign.assignments.select_related("unit").order_by(
        "section", "position", "unit__name"
    )
    return [
        _part(section, list(group))
        for section, group in groupby(rows, key=lambda row: row.section)
    ]


def _part(section: str, rows: list[Assignment]) -> PlanPart:
    """A section speaks to the units of its first task; others are partners in one."""
    units = [row.unit for row in rows if row.position == rows[0].position]
    return PlanPart(
        section=section,
        heading=_heading(units),
        units=units,
        tasks=[
            _task(list(group), units)
            for _position, group in groupby(rows, key=lambda row: row.position)
        ],
    )


def _task(rows: list[Assignment], units: Iterable[Unit]) -> PlanTask:
    own = [row for row in rows if row.unit in units]
    return PlanTask(
        text=rows[0].task,
        role=TaskRole((own or rows)[0].role),
        partners=[row.unit for row in rows if row.unit not in units],
    )


def _heading(units: list[Unit]) -> str:
    if len(units) == 1:
        return units[0].name
    if all(unit.kind == UnitKind.DISTRICT_COMMITTEE for unit in units):
        return gettext("People's Committees of the districts, towns and cities")
    return "; ".join(unit.name for unit in units)
