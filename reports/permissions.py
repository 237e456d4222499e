"""Who may do what with summary reports. Who sees them: ``Report.visible_to``."""

from typing import TypeGuard

from accounts.enums import UnitKind
from accounts.models import User
from accounts.permissions import Person, is_leader, is_of


def may_see_dashboard(user: Person) -> TypeGuard[User]:
    """The leadership, and the division that drafts its reports (plan III.1.1)."""
    return is_of(user, UnitKind.LEADERSHIP, UnitKind.IMPORT_EXPORT)


def may_request_report(user: Person) -> TypeGuard[User]:
    return may_see_dashboard(user)


def may_download_report(user: Person) -> TypeGuard[User]:
    """Only the leadership takes the files: a draft leaves the portal by its hand."""
    return is_leader(user)
