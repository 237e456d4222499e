"""What leadership reads: the figures of now, and the reports."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.once import ContentConflict
from campaigns import clock
from campaigns.models import Campaign
from reports.choosing import chosen_campaign, reportable_campaigns
from reports.current import current_figures
from reports.display import show_chart, show_figures, show_table
from reports.enums import Audience
from reports.figures import (
    complaints,
    inspections,
    merchants,
    procedures,
    promotions,
)
from reports.figures.dimension import CATEGORY, DISTRICT, FORM, OUTCOME
from reports.forms import ReportRequestForm
from reports.models import Report
from reports.permissions import may_download_report, may_see_dashboard
from reports.requesting import request_report
from reports.snapshot import Figures

BIG_NUMBERS = (
    merchants.MERCHANTS,
    promotions.PROMOTIONS,
    promotions.ITEMS,
    promotions.HIGH_DISCOUNT,
    promotions.USED_VALUE,
    procedures.ON_TIME_RATE,
    complaints.RECEIVED,
    complaints.OPEN,
    complaints.OVERDUE,
    complaints.ON_TIME_RATE,
    inspections.INSPECTIONS,
    inspections.FINES,
)
BY_DISTRICT = (
    merchants.MERCHANTS,
    promotions.PROMOTIONS,
    complaints.RECEIVED,
    complaints.OPEN,
    complaints.OVERDUE,
    inspections.INSPECTIONS,
    inspections.VIOLATIONS,
)
LISTED_REPORTS = 20


@require_safe
def leadership(request: HttpRequest) -> HttpResponse:
    if not may_see_dashboard(request.user):
        raise PermissionDenied
    campaign = chosen_campaign(request.GET.get("chuong-trinh", ""), at=clock.now())
    context = {
        "campaign": campaign,
        "campaigns": reportable_campaigns(),
        "reports": _past_reports(request.user),
        "may_download": may_download_report(request.user),
    }
    if campaign is not None:
        context["request_forms"] = _request_forms(campaign)
        context |= _shown(current_figures(campaign, at=clock.now()))
    return render(request, "reports/leadership.html", context)


@require_POST
def report_request(request: HttpRequest) -> HttpResponse:
    if not may_see_dashboard(request.user):
        raise PermissionDenied
    form = ReportRequestForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose for whom the report is, and ask again."))
        return redirect("leadership")
    try:
        report = request_report(**form.cleaned_data, by=request.user, at=clock.now())
    except ContentConflict:
        messages.error(request, _("This form was used already. Ask again from here."))
        return redirect("leadership")
    return redirect("report_detail", report.pk)


def _request_forms(campaign: Campaign) -> list[tuple[Audience, ReportRequestForm]]:
    """Return a form for each audience, each with a key of its own."""
    return [
        (
            audience,
            ReportRequestForm(
                initial={"campaign": campaign.code, "audience": audience.value},
                auto_id=f"{audience.value}-%s",
            ),
        )
        for audience in Audience
    ]


def _past_reports(user: User) -> Any:
    return (
        Report.objects.visible_to(user)
        .select_related("campaign", "requested_by__unit")
        .order_by("-pk")[:LISTED_REPORTS]
    )


def _shown(figures: Figures) -> dict[str, Any]:
    charts = [
        show_chart(
            figures, FORM, promotions.PROMOTIONS, caption=_("Promotions by form")
        ),
        show_chart(
            figures,
            CATEGORY,
            complaints.RECEIVED,
            caption=_("Complaints by category"),
        ),
        show_chart(
            figures,
            OUTCOME,
            inspections.CONCLUDED,
            caption=_("Concluded inspections by outcome"),
        ),
    ]
    return {
        "as_of": figures.as_of,
        "figures": show_figures(figures, BIG_NUMBERS),
        "districts": show_table(
            figures, DISTRICT, BY_DISTRICT, caption=_("Results by district")
        ),
        "charts": [chart for chart in charts if chart is not None],
    }
