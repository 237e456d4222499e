"""Reports about the same matter: suggested, linked to a lead case, and parted again.

Everybody who reported keeps their own number, course and answer: closing the lead case
closes each linked report with the same result, told to each. A suggestion is a hint; an
officer decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.postgres.search import SearchQuery
from django.db import transaction
from django.db.models import QuerySet

from accounts.folding import fold
from accounts.lifecycle import ReasonMissing, TransitionNotAllowed, record_step
from accounts.models import User
from accounts.permissions import Person
from complaints.models import Complaint
from complaints.models.complaint import SELLER_WORDS
from complaints.refusals import CannotFollow, NotLinked
from complaints.workflow import COMPLAINT

WINDOW = timedelta(days=14)
READ_AT_MOST = 30
SHORTEST_WORD = 3


@dataclass(frozen=True)
class Suggestion:
    """``likeness`` is the share of words both stories have, from 0 to 100."""

    complaint: Complaint
    likeness: int


def suggest(complaint: Complaint, *, by: Person, most: int = 5) -> list[Suggestion]:
    """Return reports that may be about the same matter, the likeliest first.

    Three bounded queries at most: by promotion, by merchant and by the words of the
    seller's name, within two weeks before and after.
    """
    begins, ends = complaint.received_at - WINDOW, complaint.received_at + WINDOW
    near = (
        Complaint.objects.visible_to(by)
        .genuine()
        .filter(received_at__gte=begins, received_at__lte=ends, lead_case__isnull=True)
    )
    found: dict[int, Complaint] = {}
    for candidates in _same_seller(complaint, near.exclude(pk=complaint.pk)):
        found |= {one.pk: one for one in candidates.order_by("-pk")[:READ_AT_MOST]}
    words = _words(complaint)
    suggestions = [
        Suggestion(one, _likeness(words, _words(one))) for one in found.values()
    ]
    return sorted(suggestions, key=lambda s: (-s.likeness, s.complaint.pk))[:most]


@transaction.atomic
def link(
    complaint: Complaint, lead: Complaint, *, by: User | None, at: datetime
) -> Complaint:
    """Let the report follow another one, which is the lead case."""
    leading = COMPLAINT.lock(lead)
    locked = COMPLAINT.lock(complaint)
    for one in (locked, leading):
        if not one.is_open:
            raise TransitionNotAllowed(one, one.state, one.state)
    is_chain = leading.lead_case_id is not None or locked.followers.exists()
    if locked.pk == leading.pk or is_chain or locked.lead_case_id is not None:
        raise CannotFollow
    locked.lead_case = leading
    locked.save(update_fields=["lead_case"])
    _record(locked, "link_lead", lead=leading.pk, by=by, at=at)
    return locked


@transaction.atomic
def unlink(
    complaint: Complaint, *, reason: str, by: User | None, at: datetime
) -> Complaint:
    """Let the report go its own way again."""
    if not reason.strip():
        raise ReasonMissing
    locked = COMPLAINT.lock(complaint)
    if locked.lead_case_id is None:
        raise NotLinked
    if not locked.is_open:
        raise TransitionNotAllowed(locked, locked.state, locked.state)
    lead, locked.lead_case = locked.lead_case_id, None
    locked.save(update_fields=["lead_case"])
    _record(locked, "unlink_lead", lead=lead, reason=reason, by=by, at=at)
    return locked


def _same_seller(
    complaint: Complaint, near: QuerySet[Complaint]
) -> Iterator[QuerySet[Complaint]]:
    if complaint.promotion_id is not None:
        yield near.filter(promotion_id=complaint.promotion_id)
    if complaint.merchant_id is not None:
        yield near.filter(merchant_id=complaint.merchant_id)
    words = fold(complaint.seller_name).split()
    if words:
        query = SearchQuery(" & ".join(words), config="simple", search_type="raw")
        yield near.alias(seller_words=SELLER_WORDS).filter(seller_words=query)


def _words(complaint: Complaint) -> frozenset[str]:
    words = fold(f"{complaint.story} {complaint.demand}").split()
    return frozenset(word for word in words if len(word) >= SHORTEST_WORD)


def _likeness(first: frozenset[str], second: frozenset[str]) -> int:
    fewest = min(len(first), len(second))
    return round(100 * len(first & second) / fewest) if fewest else 0


def _record(
    complaint: Complaint,
    verb: str,
    *,
    lead: int,
    by: User | None,
    at: datetime,
    reason: str = "",
) -> None:
    record_step(complaint, verb=verb, reason=reason, by=by, facts={"lead": lead}, at=at)
