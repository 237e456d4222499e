"""What each kind of unit may do, one named predicate a line of policy.

The plan gives every task to a unit; these predicates say the same of people. An
inactive person, a person of an inactive unit and an anonymous visitor may nothing.
The administrator of the portal keeps people, units and settings, and sees records
only as a member of a unit would.
"""

from typing import TypeGuard

from django.contrib.auth.models import AnonymousUser

from accounts.enums import UnitKind
from accounts.models import User

Person = User | AnonymousUser

DEPARTMENT = frozenset(
    {
        UnitKind.IMPORT_EXPORT,
        UnitKind.TRADE_MANAGEMENT,
        UnitKind.OFFICE,
        UnitKind.INSPECTORATE,
        UnitKind.AFFILIATED,
        UnitKind.LEADERSHIP,
    }
)
SURVEILLANCE = frozenset({UnitKind.MARKET_SURVEILLANCE, UnitKind.SURVEILLANCE_TEAM})


def is_officer(user: Person) -> TypeGuard[User]:
    """An active person of an active unit."""
    return (
        isinstance(user, User)
        and user.is_active
        and user.unit is not None
        and user.unit.is_active
    )


def is_of(user: Person, *kinds: UnitKind) -> TypeGuard[User]:
    return is_officer(user) and user.unit is not None and user.unit.kind in kinds


def is_administrator(user: Person) -> TypeGuard[User]:
    return isinstance(user, User) and user.is_active and user.is_superuser


def is_of_department(user: Person) -> TypeGuard[User]:
    return is_of(user, *DEPARTMENT)


def is_of_trade_management(user: Person) -> TypeGuard[User]:
    """Plan III.1.2: promotions' procedures and consumers' reports."""
    return is_of(user, UnitKind.TRADE_MANAGEMENT)


def is_head_of_trade_management(user: Person) -> TypeGuard[User]:
    return is_of_trade_management(user) and user.is_head


def oversees_personal_data(user: Person) -> bool:
    """The head of Trade Management and the inspectorate read who looked at whom."""
    return is_head_of_trade_management(user) or is_of(user, UnitKind.INSPECTORATE)


def is_of_import_export(user: Person) -> TypeGuard[User]:
    """Plan III.1.1: leads the campaign and drafts its reports."""
    return is_of(user, UnitKind.IMPORT_EXPORT)


def is_of_surveillance(user: Person) -> TypeGuard[User]:
    """Plan III.3: leads the handling of violations."""
    return is_of(user, *SURVEILLANCE)


def is_leader(user: Person) -> TypeGuard[User]:
    return is_of(user, UnitKind.LEADERSHIP)


def may_enter_admin(user: Person) -> bool:
    """Officers work in the admin; administrators keep it."""
    return is_officer(user) or is_administrator(user)
