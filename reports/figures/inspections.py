"""What market surveillance found. Findings and fines count once they are final."""

from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from campaigns.models import Campaign
from inspections.enums import InspectionState
from inspections.models import Finding, InspectedGoods, Inspection, Sanction
from reports.figures.dimension import (
    DISTRICT,
    INSPECTION_STATE,
    OUTCOME,
    VIOLATION,
)
from reports.figures.figure import Counted, Figure, Measure, Theme
from reports.figures.scan import Members, scan

IS_CONCLUDED = Q(state=InspectionState.CONCLUDED)

INSPECTIONS = Figure(
    code="KT-01",
    name=pgettext_lazy("figure", "Inspections"),
    definition=_(
        "Inspections for the campaign that are under way or concluded; planned and "
        "cancelled ones do not count."
    ),
    counts=lambda at: Count("pk"),
    by=(INSPECTION_STATE, DISTRICT),
)
CONCLUDED = Figure(
    code="KT-02",
    name=pgettext_lazy("figure", "Inspections concluded"),
    definition=_("Inspections with a conclusion, by their outcome."),
    counts=lambda at: Count("pk", filter=IS_CONCLUDED),
    by=(OUTCOME, DISTRICT),
)
WITH_VIOLATION = Figure(
    code="KT-03",
    name=pgettext_lazy("figure", "Inspections that found a violation"),
    definition=_("Concluded inspections with at least one violation on record."),
    counts=lambda at: Count("pk", filter=IS_CONCLUDED & Q(has_finding=True)),
    by=(DISTRICT,),
)
VIOLATIONS = Figure(
    code="KT-04",
    name=pgettext_lazy("figure", "Violations found"),
    definition=_("Violations on record in concluded inspections, by their group."),
    counts=lambda at: Count("pk"),
    by=(VIOLATION, DISTRICT),
)
SANCTIONS = Figure(
    code="KT-05",
    name=pgettext_lazy("figure", "Sanction decisions"),
    definition=_("Sanction decisions on record in concluded inspections."),
    counts=lambda at: Count("pk"),
    by=(DISTRICT,),
)
FINES = Figure(
    code="KT-06",
    name=pgettext_lazy("figure", "Fines"),
    definition=_("The sum of the fines of these decisions, in đồng."),
    counts=lambda at: Sum("fine_vnd"),
    measure=Measure.DONG,
    by=(DISTRICT,),
)
GOODS_VALUE = Figure(
    code="KT-07",
    name=pgettext_lazy("figure", "Value of goods handled"),
    definition=_(
        "The sum of the value of goods held, seized or destroyed in concluded "
        "inspections, in đồng."
    ),
    counts=lambda at: Sum("value_vnd"),
    measure=Measure.DONG,
    by=(DISTRICT,),
)


def count(campaign: Campaign, *, at: datetime, members: Members) -> Counted:
    begun = Inspection.objects.filter(
        campaign=campaign,
        state__in=[InspectionState.UNDER_WAY, InspectionState.CONCLUDED],
    ).annotate(has_finding=Exists(Finding.objects.filter(inspection=OuterRef("pk"))))
    counted = scan(
        begun,
        [INSPECTIONS, CONCLUDED, WITH_VIOLATION],
        along={INSPECTION_STATE: "state", OUTCOME: "outcome", DISTRICT: "district_id"},
        members=members,
        at=at,
    )
    final = Q(
        inspection__campaign=campaign, inspection__state=InspectionState.CONCLUDED
    )
    where = {DISTRICT: "inspection__district_id"}
    findings = scan(
        Finding.objects.filter(final),
        [VIOLATIONS],
        along={VIOLATION: "group", **where},
        members=members,
        at=at,
    )
    sanctions = scan(
        Sanction.objects.filter(final),
        [SANCTIONS, FINES],
        along=where,
        members=members,
        at=at,
    )
    goods = scan(
        InspectedGoods.objects.filter(final),
        [GOODS_VALUE],
        along=where,
        members=members,
        at=at,
    )
    return counted | findings | sanctions | goods


THEME = Theme(
    code="inspections",
    name=pgettext_lazy("figure", "Inspections"),
    figures=(
        INSPECTIONS,
        CONCLUDED,
        WITH_VIOLATION,
        VIOLATIONS,
        SANCTIONS,
        FINES,
        GOODS_VALUE,
    ),
    count=count,
)
