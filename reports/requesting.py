"""Asking for a summary report."""

import uuid
from datetime import datetime
from uuid import UUID

from accounts.lifecycle import record_first
from accounts.models import User
from accounts.once import submit_once
from campaigns.models import Campaign
from notifications.doorbell import ring
from reports.models import Report
from reports.tasks import make_report

PURPOSE = "report"


def request_report(
    campaign: Campaign,
    *,
    audience: str,
    by: User,
    at: datetime,
    key: UUID | None = None,
) -> Report:
    """Record the request and ring for the worker.

    ``key`` is that of the form: the same form sent twice is one report. Without a key
    every call is a request of its own.
    """

    def create() -> str:
        report = Report.objects.create(
            campaign=campaign, audience=audience, requested_by=by, requested_at=at
        )
        record_first(report, verb="request", by=by, at=at)
        ring(make_report, report_id=report.pk)
        return str(report.pk)

    receipt = submit_once(
        key or uuid.uuid4(),
        purpose=PURPOSE,
        content={"campaign": campaign.pk, "audience": audience, "by": by.pk},
        create=create,
    )
    return Report.objects.get(pk=int(receipt.reference))
