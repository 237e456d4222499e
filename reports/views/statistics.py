"""The public figures: results of the province, and of nobody."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns import clock
from campaigns.current import current_campaign
from complaints.conservation import newest_balance
from reports.current import current_figures
from reports.display import show_chart, show_figures, shown
from reports.figures import complaints, inspections, merchants, promotions
from reports.figures.dimension import DISTRICT, FORM, MERCHANT_KIND
from reports.open_complaints import Extract, extract
from reports.snapshot import Figures
from reports.suppression import SMALLEST_SHOWN

BALANCE_LASTS = timedelta(days=2)
PUBLIC = (
    merchants.MERCHANTS,
    promotions.PROMOTIONS,
    promotions.ITEMS,
    promotions.OCOP_ITEMS,
    promotions.HIGH_DISCOUNT,
    promotions.MEAN_DISCOUNT,
    complaints.RECEIVED,
    complaints.CLOSED,
    complaints.ON_TIME_RATE,
    inspections.INSPECTIONS,
)


@login_not_required
@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    campaign = current_campaign(at=clock.now())
    balance = newest_balance()
    context: dict[str, Any] = {
        "campaign": campaign,
        "balance": balance,
        "is_balance_old": balance is not None
        and clock.now() - balance.counted_at > BALANCE_LASTS,
    }
    if campaign is not None:
        at = clock.now()
        context |= _shown(
            current_figures(campaign, at=at), reported=extract(campaign, at=at)
        )
    return render(request, "reports/statistics.html", context)


def _shown(figures: Figures, *, reported: Extract) -> dict[str, Any]:
    charts = [
        show_chart(
            figures, FORM, promotions.PROMOTIONS, caption=_("Promotions by form")
        ),
        show_chart(
            figures,
            MERCHANT_KIND,
            merchants.MERCHANTS,
            caption=_("Merchants by kind"),
        ),
    ]
    return {
        "as_of": figures.as_of,
        "figures": show_figures(figures, PUBLIC),
        "charts": [chart for chart in charts if chart is not None],
        "districts": _districts(figures, reported=reported),
        "reported": reported,
        "smallest_shown": SMALLEST_SHOWN,
    }


def _districts(
    figures: Figures, *, reported: Extract
) -> list[tuple[str, str, str, str]]:
    """Complaints are told as in the open data: figures of now would tell the newest."""
    received = reported.counts("district")
    return [
        (
            name,
            shown(
                merchants.MERCHANTS, figures.row(merchants.MERCHANTS, DISTRICT, code)
            ),
            shown(
                promotions.PROMOTIONS,
                figures.row(promotions.PROMOTIONS, DISTRICT, code),
            ),
            ""
            if received.get(code) is None
            else shown(complaints.RECEIVED, received[code]),
        )
        for code, name in figures.members(DISTRICT)
    ]
