"""What consumers reported during the campaign, and how it was handled."""

from datetime import datetime

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from campaigns.models import Campaign
from complaints.models import Complaint
from complaints.models.complaint import CLOSED_STATES
from reports.figures.dimension import (
    CATEGORY,
    COMPLAINT_KIND,
    COMPLAINT_STATE,
    DISTRICT,
)
from reports.figures.figure import Counted, Figure, Rate, Theme
from reports.figures.scan import Members, rates, scan

IS_CLOSED = Q(state__in=sorted(CLOSED_STATES))

RECEIVED = Figure(
    code="PA-01",
    name=pgettext_lazy("figure", "Complaints received"),
    definition=_(
        "Reports, requests and complaints about the campaign that were given a "
        "tracking code, whichever way they came."
    ),
    counts=lambda at: Count("pk"),
    by=(COMPLAINT_KIND, CATEGORY, DISTRICT, COMPLAINT_STATE),
)
CLOSED = Figure(
    code="PA-02",
    name=pgettext_lazy("figure", "Complaints closed"),
    definition=_(
        "Complaints received that are resolved, not accepted with a reason, or "
        "withdrawn by the consumer."
    ),
    counts=lambda at: Count("pk", filter=IS_CLOSED),
    by=(CATEGORY, DISTRICT),
)
ON_TIME = Figure(
    code="PA-03",
    name=pgettext_lazy("figure", "Closed on time"),
    definition=_("Closed complaints whose closing came before the due moment."),
    counts=lambda at: Count("pk", filter=IS_CLOSED & Q(closed_at__lt=F("due_at"))),
    by=(DISTRICT,),
)
LATE = Figure(
    code="PA-04",
    name=pgettext_lazy("figure", "Closed late"),
    definition=_("Closed complaints whose closing came at or after the due moment."),
    counts=lambda at: Count("pk", filter=IS_CLOSED & Q(closed_at__gte=F("due_at"))),
    by=(DISTRICT,),
)
OPEN = Figure(
    code="PA-05",
    name=pgettext_lazy("figure", "Complaints being handled"),
    definition=_("Complaints received that are not closed yet."),
    counts=lambda at: Count("pk", filter=~IS_CLOSED),
    by=(CATEGORY, DISTRICT),
)
OVERDUE = Figure(
    code="PA-06",
    name=pgettext_lazy("figure", "Complaints overdue"),
    definition=_(
        "Complaints being handled whose due moment has passed when the figures are "
        "taken, except those that wait for an answer of the consumer."
    ),
    counts=lambda at: Count(
        "pk", filter=~IS_CLOSED & Q(due_at__lte=at, paused_at__isnull=True)
    ),
    by=(DISTRICT,),
)
ON_TIME_RATE = Rate(
    code="PA-07",
    name=pgettext_lazy("figure", "Closed on time, %"),
    definition=_("Complaints closed on time, of all that are closed."),
    part=ON_TIME,
    whole=CLOSED,
    by=(DISTRICT,),
)


def count(campaign: Campaign, *, at: datetime, members: Members) -> Counted:
    counted = scan(
        Complaint.objects.genuine().filter(campaign=campaign),
        [RECEIVED, CLOSED, ON_TIME, LATE, OPEN, OVERDUE],
        along={
            COMPLAINT_KIND: "kind",
            CATEGORY: "category_id",
            DISTRICT: "district_id",
            COMPLAINT_STATE: "state",
        },
        members=members,
        at=at,
    )
    return counted | rates([ON_TIME_RATE], counted)


THEME = Theme(
    code="complaints",
    name=pgettext_lazy("figure", "Complaints of consumers"),
    figures=(RECEIVED, CLOSED, ON_TIME, LATE, OPEN, OVERDUE, ON_TIME_RATE),
    count=count,
)
