"""What the units did to make the campaign known."""

from datetime import datetime

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from campaigns.enums import ActivityKind
from campaigns.models import Activity, Campaign
from reports.figures.dimension import ACTIVITY_KIND
from reports.figures.figure import Counted, Figure, Theme
from reports.figures.scan import Members, scan

ACTIVITIES = Figure(
    code="TR-01",
    name=_("Activities of the units"),
    definition=_("Activities that the units of the plan report, by their kind."),
    counts=lambda at: Count("pk"),
    by=(ACTIVITY_KIND,),
)
ARTICLES = Figure(
    code="TR-02",
    name=_("News items and broadcasts"),
    definition=_("The number of news items and broadcasts that the units report."),
    counts=lambda at: Sum("quantity", filter=Q(kind=ActivityKind.ARTICLE)),
)
EVENTS = Figure(
    code="TR-03",
    name=_("Seminars and events"),
    definition=_("The number of seminars and events that the units report."),
    counts=lambda at: Sum("quantity", filter=Q(kind=ActivityKind.EVENT)),
)
GUIDED = Figure(
    code="TR-04",
    name=_("Times merchants were guided"),
    definition=_("How often the units report having guided merchants."),
    counts=lambda at: Sum("quantity", filter=Q(kind=ActivityKind.GUIDANCE)),
)
REACHED = Figure(
    code="TR-05",
    name=_("People reached"),
    definition=_(
        "The sum of the people whom the units report having reached; somebody reached "
        "twice counts twice."
    ),
    counts=lambda at: Sum("reached_count"),
    by=(ACTIVITY_KIND,),
)
UNITS = Figure(
    code="TR-06",
    name=_("Units that reported"),
    definition=_("Units that report at least one activity."),
)


def count(campaign: Campaign, *, at: datetime, members: Members) -> Counted:
    reported = Activity.objects.filter(campaign=campaign)
    counted = scan(
        reported,
        [ACTIVITIES, ARTICLES, EVENTS, GUIDED, REACHED],
        along={ACTIVITY_KIND: "kind"},
        members=members,
        at=at,
    )
    units = reported.aggregate(units=Count("unit", distinct=True))["units"]
    return counted | {UNITS.code: units}


THEME = Theme(
    code="activities",
    name=_("Publicity and guidance"),
    figures=(ACTIVITIES, ARTICLES, EVENTS, GUIDED, REACHED, UNITS),
    count=count,
)
