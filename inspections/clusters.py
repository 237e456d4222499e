"""Reports that gather on one promotion or one merchant: proposed for inspection.

A proposal is a hint for the surveillance department; it decides. The score is one for
each report and two more for each that the leading unit confirmed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet

from accounts.permissions import Person
from complaints.enums import ComplaintState, Verdict
from complaints.models import Complaint
from inspections.enums import InspectionState
from inspections.models import Inspection

WINDOW = timedelta(days=60)
FEWEST = 3
MOST = 20
NAMED_AT_MOST = 50
CONFIRMED_WEIGHT = 2


@dataclass(frozen=True)
class Cluster:
    """``complaints`` are the numbers of the newest reports, at most fifty."""

    name: str
    merchant: str
    count: int
    confirmed: int
    last_at: datetime
    complaints: tuple[int, ...]

    @property
    def score(self) -> int:
        return self.count + CONFIRMED_WEIGHT * self.confirmed


def clusters(user: Person, *, at: datetime) -> list[Cluster]:
    """Return the proposals this person may see, the highest score first.

    Reports that an inspection answers already are left out, and a merchant whose
    reports are all about one promotion is proposed once.
    """
    open_reports = _open_reports(user, at=at)
    promotions = list(_by(open_reports, "promotion", "promotion__merchant"))
    taken = {one.complaints for one in promotions}
    merchants = [
        one
        for one in _by(open_reports, "merchant", "merchant")
        if one.complaints not in taken
    ]
    found = sorted([*promotions, *merchants], key=lambda one: -one.score)
    return found[:MOST]


def _open_reports(user: Person, *, at: datetime) -> QuerySet[Complaint]:
    through = Inspection.complaints.through.objects
    inspected = through.filter(complaint_id=OuterRef("pk")).exclude(
        inspection__state=InspectionState.CANCELLED
    )
    return (
        Complaint.objects.visible_to(user)
        .genuine()
        .filter(received_at__gt=at - WINDOW)
        .exclude(state__in=[ComplaintState.NOT_ACCEPTED, ComplaintState.WITHDRAWN])
        .exclude(verdict=Verdict.UNFOUNDED)
        .exclude(Exists(inspected))
    )


def _by(reports: QuerySet[Complaint], what: str, whose: str) -> Iterator[Cluster]:
    is_confirmed = Q(verdict=Verdict.CONFIRMED)
    rows: QuerySet[Any, dict[str, Any]] = (
        reports.filter(**{f"{what}__isnull": False})
        .order_by()
        .values(what, title=F(f"{what}__name"), owner=F(f"{whose}__name"))
        .annotate(
            count=Count("pk"),
            confirmed=Count("pk", filter=is_confirmed),
            last_at=Max("received_at"),
            numbers=ArrayAgg("pk", order_by="-pk"),
        )
        .filter(count__gte=FEWEST)
        .order_by(-(F("count") + CONFIRMED_WEIGHT * F("confirmed")), what)
    )
    for row in rows[:MOST]:
        yield Cluster(
            row["title"],
            row["owner"],
            row["count"],
            row["confirmed"],
            row["last_at"],
            tuple(row["numbers"][:NAMED_AT_MOST]),
        )
