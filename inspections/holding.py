"""Reports whose personal data an inspection still needs; named in ``RETENTION_HOLDS``.

A sanction may be enforced for a year from its decision (Law on handling administrative
violations 2012, Article 74); what is verified further or lies with the investigating
authority has no end the portal would learn of.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.retention.holds import Hold
from inspections.enums import InspectionOutcome, InspectionState
from inspections.models import Inspection

ENFORCED_WITHIN = timedelta(days=366)


def of_inspections(at: datetime) -> Iterator[Hold]:
    """Hold back what an inspection or a sanction that is not over rests on."""
    linked = Inspection.complaints.through.objects
    yield Hold(
        _("An inspection is planned or under way"),
        linked.filter(
            inspection__state__in=[InspectionState.PLANNED, InspectionState.UNDER_WAY]
        ).values("complaint_id"),
    )
    yield Hold(
        _(
            "An inspection is verified further, or lies with the investigating authority"
        ),
        linked.filter(
            inspection__outcome__in=[
                InspectionOutcome.VERIFYING,
                InspectionOutcome.CRIMINAL,
            ]
        ).values("complaint_id"),
    )
    since = timezone.localdate(at) - ENFORCED_WITHIN
    yield Hold(
        _("A sanction can still be enforced"),
        linked.filter(inspection__sanctions__decided_on__gt=since).values(
            "complaint_id"
        ),
    )
