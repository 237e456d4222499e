"""Why personal data must be kept although their term is over: a hold goes before a rule.

Apps above bring reasons of their own, named in ``RETENTION_HOLDS``: a function that takes
the moment and yields holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pkgutil import resolve_name
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from django_stubs_ext import StrOrPromise

from accounts.lifecycle import ReasonMissing
from accounts.models import User
from complaints.models import Complaint, Feedback, LegalHold, SubjectRequest
from complaints.retention.refusals import AlreadyBuried, AlreadyHeld, NotHeld
from complaints.workflow import COMPLAINT


@dataclass(frozen=True)
class Hold:
    """A reason, and a query of the numbers of the reports it holds back."""

    reason: StrOrPromise
    complaints: QuerySet[Any, Any]


def holds(*, at: datetime) -> list[Hold]:
    """Return every reason there is, of this app and of those above it."""
    found = [resolve_name(name) for name in settings.RETENTION_HOLDS]
    return [hold for holder in found for hold in holder(at)]


def of_complaints(at: datetime) -> Iterator[Hold]:
    """Hold back what a person holds, and what still waits for a decision."""
    yield Hold(
        _("A person holds the data"),
        LegalHold.objects.standing().values("complaint_id"),
    )
    yield Hold(
        _("Reopening is to be decided"),
        Feedback.objects.to_decide().values("complaint_id"),
    )
    yield Hold(
        _("A request about the data is to be decided"),
        SubjectRequest.objects.waiting().values("complaint_id"),
    )
    still_open = Complaint.objects.open().filter(lead_case__isnull=False)
    yield Hold(
        _("Reports that follow it are open"),
        still_open.order_by().values("lead_case_id"),
    )
    yield Hold(
        _("Its lead case is open"),
        Complaint.objects.filter(lead_case__in=Complaint.objects.open())
        .order_by()
        .values("pk"),
    )


def reasons_against(complaint: Complaint, *, at: datetime) -> list[str]:
    """Return why the data of this report must be kept, in words."""
    found = holds(at=at)
    asked = [
        ExpressionWrapper(Q(pk__in=hold.complaints), output_field=BooleanField())
        for hold in found
    ]
    answers = Complaint.objects.values_list(*asked).get(pk=complaint.pk)
    return [
        str(hold.reason)
        for hold, is_held in zip(found, answers, strict=True)
        if is_held
    ]


@transaction.atomic
def hold(complaint: Complaint, *, reason: str, by: User, at: datetime) -> LegalHold:
    """Keep the data of the report, whatever the rules say, until somebody lifts it."""
    if not reason.strip():
        raise ReasonMissing
    locked = COMPLAINT.lock(complaint)
    if locked.is_buried:
        raise AlreadyBuried
    if locked.holds.standing().exists():
        raise AlreadyHeld
    return locked.holds.create(reason=reason.strip(), held_by=by, held_at=at)


@transaction.atomic
def lift(complaint: Complaint, *, reason: str, by: User, at: datetime) -> LegalHold:
    """End the hold; the rules count again."""
    if not reason.strip():
        raise ReasonMissing
    standing = COMPLAINT.lock(complaint).holds.standing().first()
    if standing is None:
        raise NotHeld
    standing.lift_reason = reason.strip()
    standing.lifted_by, standing.lifted_at = by, at
    standing.save(update_fields=["lift_reason", "lifted_by", "lifted_at"])
    return standing
