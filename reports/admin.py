"""Reports and snapshots to look up; both are made by the portal and stay as they are."""

from django.contrib import admin

from accounts.admin_base import OfficeAdmin
from accounts.permissions import Person
from reports.models import Report, Snapshot
from reports.permissions import may_see_dashboard


@admin.register(Report)
class ReportAdmin(OfficeAdmin[Report]):
    list_display = ["__str__", "campaign", "audience", "state", "requested_by"]
    list_filter = ["state", "audience", "campaign"]
    list_select_related = ["campaign", "requested_by"]
    date_hierarchy = "requested_at"
    actions = None
    fields = [
        "campaign",
        "audience",
        "requested_by",
        "requested_at",
        "state",
        "step",
        "attempt_count",
        "failure",
        "snapshot",
        "ready_at",
    ]

    def may_see(self, user: Person) -> bool:
        return may_see_dashboard(user)


@admin.register(Snapshot)
class SnapshotAdmin(OfficeAdmin[Snapshot]):
    list_display = ["__str__", "campaign", "as_of", "sha256"]
    list_filter = ["campaign"]
    list_select_related = ["campaign"]
    actions = None

    def may_see(self, user: Person) -> bool:
        return may_see_dashboard(user)
