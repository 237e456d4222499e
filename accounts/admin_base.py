"""How officers see records in the admin: deny first, and only what is theirs.

An ``OfficeAdmin`` starts every list, object, search and choice from the model's
``visible_to(user)``. Nothing may be added, changed or deleted unless the class says
who may; what a person sees but may not change is shown read-only.
"""

from typing import Any, Generic, TypeVar

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from accounts.permissions import Person, is_officer

M = TypeVar("M", bound=Model)


class OfficeAdmin(admin.ModelAdmin[M], Generic[M]):
    """Override ``may_add``, ``may_change`` and ``may_see`` with named predicates."""

    def may_see(self, user: Person) -> bool:
        """Whether the model is on this person's desk at all."""
        return is_officer(user)

    def may_add(self, user: Person) -> bool:
        return False

    def may_change(self, user: Person, record: M | None) -> bool:
        """Whether this record (or, for None, any at all) may be changed."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[M]:
        visible: Any = super().get_queryset(request)
        seen: QuerySet[M] = visible.visible_to(request.user)
        return seen

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.may_see(request.user)

    def has_view_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        if not self.may_see(request.user):
            return False
        return obj is None or self.get_queryset(request).filter(pk=obj.pk).exists()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may_add(request.user)

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        # Asked first: what nobody may change, as on most pages, needs no look-up.
        return self.may_change(request.user, obj) and self.has_view_permission(
            request, obj
        )

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False
