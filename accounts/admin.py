from typing import Any, TypeVar

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _, ngettext

from accounts.admin_base import OfficeAdmin
from accounts.admin_forms import InvitationForm, PersonForm
from accounts.inviting import invite, send_set_password
from accounts.models import District, Unit, User
from accounts.permissions import Person, is_administrator, may_enter_admin

M = TypeVar("M", bound=Model)


class DirectoryAdmin(OfficeAdmin[M]):
    """Units and districts are no secret within the office; administrators keep them."""

    def may_see(self, user: Person) -> bool:
        return may_enter_admin(user)

    def may_add(self, user: Person) -> bool:
        return is_administrator(user)

    def may_change(self, user: Person, record: M | None) -> bool:
        return is_administrator(user)

    def get_queryset(self, request: HttpRequest) -> QuerySet[M]:
        rows: QuerySet[M] = admin.ModelAdmin.get_queryset(self, request)
        return rows if self.may_see(request.user) else rows.none()


@admin.register(User)
class UserAdmin(DirectoryAdmin[User]):
    list_display = ["full_name", "email", "unit", "position", "is_active", "last_login"]
    list_filter = ["is_active", "is_superuser", "unit__kind"]
    list_select_related = ["unit"]
    search_fields = ["full_name", "email", "unit__name"]
    autocomplete_fields = ["unit"]
    readonly_fields = ["email", "last_login", "date_joined"]
    ordering = ["full_name", "email"]
    actions = ["send_password_mail", "deactivate"]

    def may_see(self, user: Person) -> bool:
        return is_administrator(user)

    def has_keep_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request.user)

    def get_readonly_fields(
        self, request: HttpRequest, obj: User | None = None
    ) -> list[str]:
        return [] if obj is None else self.readonly_fields

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> list[Any]:
        if obj is None:
            return list(InvitationForm.Meta.fields)
        return ["email", *PersonForm.Meta.fields, "last_login", "date_joined"]

    def get_form(
        self,
        request: HttpRequest,
        obj: User | None = None,
        change: bool = False,
        **kw: Any,
    ) -> Any:
        if obj is None:
            return super().get_form(
                request, obj, change, **{**kw, "form": InvitationForm}
            )
        form = super().get_form(request, obj, change, **{**kw, "form": PersonForm})
        form.editor = request.user  # type: ignore[attr-defined]
        return form

    def save_model(
        self, request: HttpRequest, obj: User, form: Any, change: bool
    ) -> None:
        """Invite who is new instead of saving an account that nobody can open."""
        if change:
            super().save_model(request, obj, form, change)
        else:
            assert isinstance(request.user, User)
            invite(obj, by=request.user)

    @admin.action(
        description=_("Send the mail to choose a new password"), permissions=["keep"]
    )
    def send_password_mail(self, request: HttpRequest, users: QuerySet[User]) -> None:
        count = sum(send_set_password(user) for user in users.select_related("unit"))
        told = ngettext(
            "%(count)s person receives a mail to choose a password.",
            "%(count)s people receive a mail to choose a password.",
            count,
        ) % {"count": count}
        self.message_user(request, told, messages.SUCCESS)

    @admin.action(description=_("Deactivate"), permissions=["keep"])
    def deactivate(self, request: HttpRequest, users: QuerySet[User]) -> None:
        """Close the accounts chosen, but never the one of who does it."""
        assert isinstance(request.user, User)
        others = users.filter(is_active=True).exclude(pk=request.user.pk)
        count = others.update(is_active=False)
        told = ngettext(
            "%(count)s account was deactivated.",
            "%(count)s accounts were deactivated.",
            count,
        ) % {"count": count}
        self.message_user(request, told, messages.SUCCESS)


@admin.register(Unit)
class UnitAdmin(DirectoryAdmin[Unit]):
    list_display = ["name", "kind", "symbol", "email", "phone", "is_active"]
    list_filter = ["kind", "is_active"]
    search_fields = ["name", "code", "symbol"]
    autocomplete_fields = ["parent", "districts"]
    fields = [
        *("name", "code", "kind", "symbol", "parent", "districts"),
        *("email", "phone", "is_active"),
    ]


@admin.register(District)
class DistrictAdmin(DirectoryAdmin[District]):
    list_display = ["name", "code", "kind", "valid_from", "valid_until"]
    list_filter = ["kind"]
    search_fields = ["name", "code"]
    fields = ["name", "code", "slug", "kind", "valid_from", "valid_until"]
