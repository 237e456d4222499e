"""Finding the reports that wait for a worker: never begun, or begun and dropped."""

from django.utils import timezone

import structlog

from campaigns import clock
from notifications.doorbell import ring
from reports import workflow
from reports.enums import ReportState
from reports.models import Report
from reports.tasks import make_report

log = structlog.get_logger(__name__)


def resume() -> int:
    """Ring for each report that is due; return how many.

    A report is rung for again and again until a worker claims it; ringing too often
    does nothing, as only one claim succeeds.
    """
    workflow.give_up_exhausted(at=clock.now())
    waiting = Report.objects.filter(state=ReportState.REQUESTED)
    stalled = Report.objects.stalled(real_now=timezone.now())
    due = list((waiting | stalled).order_by("pk").values_list("pk", flat=True))
    for report_id in due:
        ring(make_report, report_id=report_id)
    if due:
        log.info("reports_rung_for", count=len(due))
    return len(due)
