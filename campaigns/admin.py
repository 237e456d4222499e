from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from accounts.admin_base import OfficeAdmin
from accounts.models import User
from accounts.permissions import Person, may_enter_admin
from campaigns import activities, admin_views, clock
from campaigns.admin_forms import ActivityForm
from campaigns.current import current_campaign
from campaigns.models import Activity, Assignment, Campaign, TimeSlot
from campaigns.permissions import (
    may_change_activity,
    may_keep_campaigns,
    may_report_activities,
    sees_every_activity,
)


class PartOfCampaign(admin.TabularInline[Model, Campaign]):
    """A part is seen and kept by who sees and keeps the campaign."""

    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_enter_admin(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_keep_campaigns(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_keep_campaigns(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_keep_campaigns(request.user)


class TimeSlotInline(PartOfCampaign):
    model = TimeSlot
    fields = ["code", "name", "starts_at", "ends_at"]


class AssignmentInline(PartOfCampaign):
    """Folded away: the plan of 2024 has seventy, one for each committee."""

    model = Assignment
    classes = ["collapse"]
    formfield_overrides = {
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 60})}
    }
    fields = ["section", "position", "unit", "role", "task"]
    autocomplete_fields = ["unit"]


@admin.register(Campaign)
class CampaignAdmin(OfficeAdmin[Campaign]):
    list_display = ["short_name", "starts_at", "ends_at", "is_published"]
    list_filter = ["is_published"]
    search_fields = ["name", "short_name", "code"]
    inlines = [TimeSlotInline, AssignmentInline]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    change_form_template = "admin/campaigns/campaign/change_form.html"

    def may_see(self, user: Person) -> bool:
        return may_enter_admin(user)

    def may_add(self, user: Person) -> bool:
        return may_keep_campaigns(user)

    def may_change(self, user: Person, record: Campaign | None) -> bool:
        return may_keep_campaigns(user)

    def get_urls(self) -> list[URLPattern]:
        copy = path(
            "<int:pk>/copy/",
            self.admin_site.admin_view(self.copy_view),
            name="campaigns_campaign_copy",
        )
        return [copy, *super().get_urls()]

    def copy_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return admin_views.copy(self, request, pk)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["may_copy"] = may_keep_campaigns(request.user)
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(Activity)
class ActivityAdmin(OfficeAdmin[Activity]):
    form = ActivityForm
    list_display = ["title", "kind", "unit", "done_on", "quantity", "reached_count"]
    list_filter = ["campaign", "kind", "done_on"]
    list_select_related = ["unit"]
    search_fields = ["title", "unit__name"]
    date_hierarchy = "done_on"

    def may_add(self, user: Person) -> bool:
        return may_report_activities(user)

    def may_change(self, user: Person, record: Activity | None) -> bool:
        return record is None or may_change_activity(user, record)

    def has_delete_permission(
        self, request: HttpRequest, obj: Activity | None = None
    ) -> bool:
        """A unit takes a mistaken report back; its history stays."""
        return obj is not None and self.has_change_permission(request, obj)

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        every_unit = ["unit"] if sees_every_activity(request.user) else []
        return [*self.list_filter, *every_unit]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        campaign = current_campaign(at=clock.now())
        return {
            "campaign": campaign and campaign.pk,
            "done_on": clock.today(),
            **super().get_changeform_initial_data(request),
        }

    def save_model(
        self, request: HttpRequest, obj: Activity, form: Any, change: bool
    ) -> None:
        assert isinstance(request.user, User)
        activities.report(obj, by=request.user, at=clock.now())
