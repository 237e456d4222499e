"""Who may do what with an inspection. Who sees which one: ``Inspection.visible_to``."""

from typing import TypeGuard

from accounts.enums import UnitKind
from accounts.models import Unit, User
from accounts.permissions import Person, is_of, is_of_surveillance
from inspections.enums import InspectionState
from inspections.models import Inspection

OPEN_STATES = frozenset({InspectionState.PLANNED, InspectionState.UNDER_WAY})
READERS = frozenset(
    {
        UnitKind.MARKET_SURVEILLANCE,
        UnitKind.SURVEILLANCE_TEAM,
        UnitKind.INSPECTORATE,
        UnitKind.DISTRICT_COMMITTEE,
    }
)


def may_read_inspections(user: Person) -> TypeGuard[User]:
    """Those for whom ``visible_to`` may hold something at all."""
    return is_of(user, *READERS)


def may_plan(user: Person) -> TypeGuard[User]:
    """Plan III.3: the surveillance department and its teams lead the handling."""
    return is_of_surveillance(user)


def may_plan_for(user: Person, unit: Unit) -> bool:
    """The department plans for itself and every team; a team only for itself."""
    if is_of(user, UnitKind.MARKET_SURVEILLANCE):
        return unit.kind in {UnitKind.MARKET_SURVEILLANCE, UnitKind.SURVEILLANCE_TEAM}
    return may_plan(user) and user.unit_id == unit.pk


def may_edit(user: Person, inspection: Inspection) -> bool:
    """An open inspection, by its own unit or the surveillance department.

    Nothing changes after the conclusion: what was told to people stays true.
    """
    return inspection.state in OPEN_STATES and may_plan_for(user, inspection.unit)


def may_begin(user: Person, inspection: Inspection) -> bool:
    return inspection.state == InspectionState.PLANNED and may_edit(user, inspection)


def may_conclude(user: Person, inspection: Inspection) -> bool:
    return inspection.state == InspectionState.UNDER_WAY and may_edit(user, inspection)


def may_cancel(user: Person, inspection: Inspection) -> bool:
    return may_edit(user, inspection)
