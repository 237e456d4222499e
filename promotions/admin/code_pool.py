"""Pools of shopping codes: the Division opens those of the province and stops any."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _, ngettext

from accounts.admin_base import OfficeAdmin
from accounts.lifecycle import TransitionNotAllowed
from accounts.models import User
from accounts.permissions import Person
from campaigns import clock
from promotions.enums import PoolState
from promotions.models import CodePool
from promotions.permissions import may_review
from promotions.shopping_codes.pools import open_pool, stop

FACTS = (
    "title",
    "benefit",
    "terms",
    "quota",
    "opens_at",
    "closes_at",
    "expires_at",
)


class StopActionForm(ActionForm):
    reason = forms.CharField(label=_("Reason"), max_length=500, required=False)


@admin.register(CodePool)
class CodePoolAdmin(OfficeAdmin[CodePool]):
    list_display = ["title", "promotion", "quota", "issued", "redeemed", "state"]
    list_filter = ["state"]
    list_select_related = ["promotion"]
    list_per_page = 50
    list_max_show_all = 50
    show_full_result_count = False
    actions = ["stop_selected"]
    action_form = StopActionForm
    readonly_fields = ["promotion", "issued", "redeemed", "state", "created_at"]

    def may_add(self, user: Person) -> bool:
        return may_review(user)

    def get_fields(self, request: HttpRequest, obj: CodePool | None = None) -> Any:
        return [*FACTS] if obj is None else [*FACTS, *self.readonly_fields]

    def save_model(
        self, request: HttpRequest, obj: CodePool, form: Any, change: bool
    ) -> None:
        """A pool is only ever opened here; its facts are public and stay."""
        if change or not isinstance(request.user, User):
            raise PermissionDenied
        facts = {name: getattr(obj, name) for name in FACTS}
        obj.pk = open_pool(None, facts, by=request.user, at=clock.now()).pk

    def has_stop_permission(self, request: HttpRequest) -> bool:
        return may_review(request.user)

    @admin.action(
        description=_("Stop giving out codes, for the reason beside"),
        permissions=["stop"],
    )
    def stop_selected(self, request: HttpRequest, queryset: QuerySet[CodePool]) -> None:
        assert isinstance(request.user, User)
        reason, count = request.POST.get("reason", "").strip(), 0
        if not reason:
            messages.error(request, _("Say why no more codes are given out."))
            return
        for pool in queryset.filter(state=PoolState.OPEN):
            try:
                stop(pool, by=request.user, at=clock.now(), reason=reason)
            except TransitionNotAllowed:
                continue
            count += 1
        text = ngettext(
            "%(count)d pool is stopped.", "%(count)d pools are stopped.", count
        )
        messages.success(request, text % {"count": count})
