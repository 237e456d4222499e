"""What hangs on an inspection in the admin, under the rights of the inspection."""

from typing import Any, Generic, TypeVar

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from inspections.admin_forms import FindingForm
from inspections.models import (
    Finding,
    InspectedGoods,
    Inspection,
    InspectionEvent,
    Sanction,
)
from inspections.permissions import may_edit, may_plan, may_read_inspections

STEPS = {
    "plan": pgettext_lazy("step of an inspection", "Planned"),
    "begin": pgettext_lazy("step of an inspection", "Begun"),
    "conclude": pgettext_lazy("step of an inspection", "Concluded"),
    "cancel": pgettext_lazy("step of an inspection", "Cancelled"),
}
M = TypeVar("M", bound=Model)


class PartInline(admin.TabularInline[M, Inspection], Generic[M]):
    """A part of an inspection: whoever may edit the whole may edit it."""

    extra = 0

    def has_view_permission(
        self, request: HttpRequest, obj: Inspection | None = None
    ) -> bool:
        return may_read_inspections(request.user)

    def has_add_permission(
        self, request: HttpRequest, obj: Inspection | None = None
    ) -> bool:
        return self._may_edit(request, obj)

    def has_change_permission(
        self, request: HttpRequest, obj: Inspection | None = None
    ) -> bool:
        return self._may_edit(request, obj)

    def has_delete_permission(
        self, request: HttpRequest, obj: Inspection | None = None
    ) -> bool:
        return self._may_edit(request, obj)

    def _may_edit(self, request: HttpRequest, inspection: Inspection | None) -> bool:
        if inspection is None:
            return may_plan(request.user)
        return may_edit(request.user, inspection)


class FindingInline(PartInline[Finding]):
    model = Finding
    form = FindingForm


class GoodsInline(PartInline[InspectedGoods]):
    model = InspectedGoods


class SanctionInline(PartInline[Sanction]):
    model = Sanction


class EventInline(admin.TabularInline[InspectionEvent, Inspection]):
    """The history: read, never written here."""

    model = InspectionEvent
    readonly_fields = ["happened_at", "step", "actor", "by", "reason"]
    fields = readonly_fields  # type: ignore[assignment]
    extra = 0
    max_num = 0
    can_delete = False

    @admin.display(description=_("what happened"))
    def step(self, event: InspectionEvent) -> str:
        return str(STEPS.get(event.verb, event.verb))

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("by")

    def has_view_permission(
        self, request: HttpRequest, obj: Inspection | None = None
    ) -> bool:
        return may_read_inspections(request.user)

    def has_add_permission(
        self, request: HttpRequest, obj: Inspection | None = None
    ) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: Inspection | None = None
    ) -> bool:
        return False
