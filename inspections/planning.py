"""Planning an inspection: who, where, about what, and the reference it gets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import IntegerField, Max
from django.db.models.functions import Cast, Substr
from django.utils import timezone

from accounts.lifecycle import record_first
from accounts.models import District, Unit, User
from campaigns.models import Campaign
from complaints.models import Complaint
from inspections.enums import InspectionKind
from inspections.models import Inspection
from promotions.models import Merchant, Promotion

T = TypeVar("T")

REFERENCE_LOCK = 4_200_001  # any number, only that nobody else locks it


@dataclass(frozen=True)
class Subject:
    """What is known of an inspection before anybody writes its plan."""

    subject_name: str = ""
    merchant: Merchant | None = None
    promotion: Promotion | None = None
    campaign: Campaign | None = None
    district: District | None = None


def subject_of_complaints(complaints: Sequence[Complaint]) -> Subject:
    """Return what the complaints have in common; the first names the seller.

    A merchant or promotion is taken over only where all of them name the same one,
    so a plan never claims more than the consumers wrote.
    """
    if not complaints:
        return Subject()
    first = complaints[0]
    merchant = _shared(complaint.merchant for complaint in complaints)
    return Subject(
        subject_name=merchant.name if merchant else first.seller_name,
        merchant=merchant,
        promotion=_shared(complaint.promotion for complaint in complaints),
        campaign=_shared(complaint.campaign for complaint in complaints),
        district=_shared(complaint.district for complaint in complaints),
    )


def subject_of_promotion(promotion: Promotion) -> Subject:
    return Subject(
        subject_name=promotion.merchant.name,
        merchant=promotion.merchant,
        promotion=promotion,
        campaign=promotion.campaign,
        district=promotion.merchant.district,
    )


def plan(
    *,
    unit: Unit,
    district: District,
    subject_name: str,
    by: User | None,
    at: datetime,
    kind: str = InspectionKind.UNANNOUNCED,
    campaign: Campaign | None = None,
    merchant: Merchant | None = None,
    promotion: Promotion | None = None,
    complaints: Iterable[Complaint] = (),
) -> Inspection:
    """Plan an inspection and link the complaints it will answer."""
    with transaction.atomic():
        inspection = register(
            Inspection(
                unit=unit,
                district=district,
                subject_name=subject_name,
                kind=kind,
                campaign=campaign,
                merchant=merchant,
                promotion=promotion,
            ),
            by=by,
            at=at,
        )
        inspection.complaints.set(complaints)
    return inspection


def register(inspection: Inspection, *, by: User | None, at: datetime) -> Inspection:
    """Give an unsaved inspection its reference, save it and record the plan."""
    with transaction.atomic():
        inspection.reference = _next_reference(timezone.localdate(at))
        inspection.created_at = at
        inspection.save(force_insert=True)
        record_first(inspection, verb="plan", by=by, at=at)
    return inspection


def _next_reference(day: date) -> str:
    """Return «KT-2024-00012», one after the last of the year, without gaps.

    Those who plan at the same moment wait for each other until they commit.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [REFERENCE_LOCK])
    prefix = f"KT-{day.year}-"
    number = Cast(Substr("reference", len(prefix) + 1), IntegerField())
    last = Inspection.objects.filter(reference__startswith=prefix).aggregate(
        last=Max(number)
    )["last"]
    return f"{prefix}{(last or 0) + 1:05d}"


def _shared(values: Iterable[T]) -> T | None:
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None
