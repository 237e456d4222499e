"""Who keeps the campaigns, and who reports and reads what was done for them.

Plan III.1.1: the Import and Export Division leads the campaign and sums up the
results; every unit carries out its part and reports it.
"""

from typing import TYPE_CHECKING

from accounts.permissions import (
    Person,
    is_administrator,
    is_leader,
    is_of_import_export,
    is_officer,
    may_enter_admin,
)

if TYPE_CHECKING:
    from campaigns.models import Activity


def sees_drafts(user: Person) -> bool:
    """Campaigns that are not published yet are known within the office."""
    return may_enter_admin(user)


def may_keep_campaigns(user: Person) -> bool:
    return is_of_import_export(user) or is_administrator(user)


def sees_every_activity(user: Person) -> bool:
    return is_of_import_export(user) or is_leader(user)


def may_report_activities(user: Person) -> bool:
    return is_officer(user)


def may_change_activity(user: Person, activity: "Activity") -> bool:
    """A report is corrected or taken back by the unit that made it."""
    return is_officer(user) and activity.unit_id == user.unit_id
