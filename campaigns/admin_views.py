"""The step of the campaign admin that is more than saving a form."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.admin_forms import CopyForm
from campaigns.copying import copy_campaign
from campaigns.permissions import may_keep_campaigns

if TYPE_CHECKING:
    from campaigns.admin import CampaignAdmin


def copy(desk: "CampaignAdmin", request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the new code, names and first day, then make the copy."""
    if not may_keep_campaigns(request.user):
        raise PermissionDenied
    assert isinstance(request.user, User)
    campaign = get_object_or_404(desk.get_queryset(request), pk=pk)
    names = {"name": campaign.name, "short_name": campaign.short_name}
    form = CopyForm(request.POST or None, initial=names)
    if form.is_valid():
        made = copy_campaign(campaign, **form.cleaned_data, by=request.user)
        messages.success(
            request, _("Copied. Check every date and text before you publish it.")
        )
        return redirect("admin:campaigns_campaign_change", made.pk)
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "title": _("Copy as a new campaign"),
        "campaign": campaign,
        "form": form,
    }
    return render(request, "admin/campaigns/campaign/copy.html", context)
