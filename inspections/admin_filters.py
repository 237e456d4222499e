"""Ways to look at the list of inspections."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from inspections.models import Inspection


class WhoseFilter(admin.SimpleListFilter):
    """The inspections of the officer's own unit."""

    title = _("whose")
    parameter_name = "whose"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("mine", _("My unit's"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Inspection]
    ) -> QuerySet[Inspection]:
        if self.value() == "mine" and isinstance(request.user, User):
            return queryset.filter(unit=request.user.unit)
        return queryset
