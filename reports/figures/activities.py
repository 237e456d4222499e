"""What the units did to make the campaign known."""

from datetime import datetime

from django.db.models import Count, Q, Sum, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from campaigns.enums import ActivityKind
from campaigns.models import Activity, Assignment, Campaign
from reports.figures.dimension import ACTIVITY_KIND
from reports.figures.figure import Counted, Figure, Theme
from reports.figures.scan import Members, scan

# A task of the plan may be given to several units; it is one task.
_TASK = Concat(
    "section", Value("/"), Cast("position", TextField()), output_field=TextField()
)

ACTIVITIES = Figure(
    code="TR-01",
    name=pgettext_lazy("figure", "Activities of the units"),
    definition=_("Activities that the units of the plan report, by their kind."),
    counts=lambda at: Count("pk"),
    by=(ACTIVITY_KIND,),
)
ARTICLES = Figure(
    code="TR-02",
    name=pgettext_lazy("figure", "News items and broadcasts"),
    definition=_("The number of news items and broadcasts that the units report."),
    counts=lambda at: Sum("quantity", filter=Q(kind=ActivityKind.ARTICLE)),
)
EVENTS = Figure(
    code="TR-03",
    name=pgettext_lazy("figure", "Seminars and events"),
    definition=_("The number of seminars and events that the units report."),
    counts=lambda at: Sum("quantity", filter=Q(kind=ActivityKind.EVENT)),
)
GUIDED = Figure(
    code="TR-04",
    name=pgettext_lazy("figure", "Times merchants were guided"),
    definition=_("How often the units report having guided merchants."),
    counts=lambda at: Sum("quantity", filter=Q(kind=ActivityKind.GUIDANCE)),
)
REACHED = Figure(
    code="TR-05",
    name=pgettext_lazy("figure", "People reached"),
    definition=_(
        "The sum of the people whom the units report having reached; somebody reached "
        "twice counts twice."
    ),
    counts=lambda at: Sum("reached_count"),
    by=(ACTIVITY_KIND,),
)
UNITS = Figure(
    code="TR-06",
    name=pgettext_lazy("figure", "Units that reported"),
    definition=_("Units that report at least one activity."),
)

TASKS = Figure(
    code="TR-07",
    name=pgettext_lazy("figure", "Tasks in the plan"),
    definition=_("Tasks that the plan of the campaign gives to units."),
    counts=lambda at: Count(_TASK, distinct=True),
)
UNITS_WITH_TASKS = Figure(
    code="TR-08",
    name=pgettext_lazy("figure", "Units with tasks"),
    definition=_("Units to which the plan of the campaign gives at least one task."),
    counts=lambda at: Count("unit", distinct=True),
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
    plan = scan(
        Assignment.objects.filter(campaign=campaign),
        [TASKS, UNITS_WITH_TASKS],
        along={},
        members=members,
        at=at,
    )
    return counted | plan | {UNITS.code: units}


THEME = Theme(
    code="activities",
    name=pgettext_lazy("figure", "Publicity and guidance"),
    figures=(
        ACTIVITIES,
        ARTICLES,
        EVENTS,
        GUIDED,
        REACHED,
        UNITS,
        TASKS,
        UNITS_WITH_TASKS,
    ),
    count=count,
)
