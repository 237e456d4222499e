"""Receiving a complaint: once, and all of it or nothing.

The complaint, its evidence, its first event, the referrals with theirs, and every
notice are stored in one transaction before anybody reads «received». A repeat with the
same key gets the first code.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError
from django.utils import timezone

from psycopg.errors import ForeignKeyViolation

from accounts.lifecycle import PUBLIC, actor_of, record_first
from accounts.models import District, User
from accounts.once import Receipt, submit_once
from campaigns.current import current_campaign
from campaigns.models import Campaign
from campaigns.working_days import end_of_working_day_after
from complaints import notices
from complaints.codes import new_code
from complaints.consenting import keep
from complaints.enums import ComplaintSource
from complaints.evidence.claiming import claim, hashes
from complaints.guides import guide_of
from complaints.models import Category, Complaint, Referral, Upload
from complaints.questions import Answers
from complaints.receipts.sealing import seal_new
from complaints.referring import send_all
from complaints.routing.planning import plan_route
from complaints.spam.deciding import set_aside
from complaints.spam.weighing import CLEAN, Sending, Weight, weigh
from complaints.terms import days_to_answer
from promotions.models import Merchant, Promotion

PURPOSE = "complaint"


@dataclass(frozen=True, kw_only=True)
class ComplaintFacts:
    """What the complainant says, with the records it names as the form read them.

    ``answers`` are those to the questions of the category; what it does not ask is not
    stored.
    """

    kind: str
    category: Category
    district: District
    seller_name: str
    seller_channel: str
    story: str
    consent_version: str
    promotion: Promotion | None = None
    merchant: Merchant | None = None
    seller_link: str = ""
    seller_address: str = ""
    bought_on: date | None = None
    order_ref: str = ""
    amount_vnd: int | None = None
    demand: str = ""
    has_contacted_seller: bool = False
    contacted_on: date | None = None
    seller_answer: str = ""
    full_name: str = ""
    phone: str = ""
    email: str = ""
    language: str = settings.LANGUAGE_CODE
    may_share_with_seller: bool = False
    answers: Answers = field(default_factory=dict)


def file_complaint(
    facts: ComplaintFacts,
    *,
    key: UUID,
    at: datetime,
    source: ComplaintSource,
    by: User | None = None,
    uploads: Sequence[Upload] = (),
    sending: Sending | None = None,
) -> Receipt:
    """Store the complaint and send it on its way; return the receipt with its code.

    ``by`` is the officer who writes it down for a caller; ``uploads`` are the finished
    ones that become evidence. ``sending`` is what came with it over the net, by which
    spam is known: such a report is stored like any other, but waits for a person before
    any unit gets it, and the sender is told nothing of it. Raises ``ContentConflict``
    where the key stands for other content already, and ``EvidenceRefused`` where a file
    is gone; ``ValueError`` where an answer does not fit its question. A broken routing
    rule never loses a complaint: it is stored, and the log shouts.
    """
    weight = CLEAN
    if sending is not None:
        # Counted on real time: who floods the portal does not rehearse.
        weight = weigh(sending, story=facts.story, key=key, real_now=timezone.now())

    def create() -> str:
        complaint = _store(facts, at=at, source=source)
        keep(complaint)
        pieces = claim(complaint, uploads, by=by, at=at)
        parts = _send_on(complaint, weight, at=at, by=by)
        seal_new(complaint, parts, pieces, at=at)
        return complaint.code

    content = _content(facts, source=source, uploads=uploads)
    try:
        return submit_once(key, purpose=PURPOSE, content=content, create=create)
    except IntegrityError as error:
        if not isinstance(error.__cause__, ForeignKeyViolation):
            raise
        # A routing rule was deleted after it was read: read what is there now.
        return submit_once(key, purpose=PURPOSE, content=content, create=create)


def _content(
    facts: ComplaintFacts, *, source: ComplaintSource, uploads: Sequence[Upload]
) -> dict[str, Any]:
    """What the key is bound to, as plain values: records stand in it by their codes.

    What came in later and is empty adds nothing to it.
    """
    content: dict[str, Any] = {
        **vars(facts),
        "category": facts.category.code,
        "district": facts.district.code,
        "promotion": facts.promotion.reference if facts.promotion else "",
        "merchant": facts.merchant.tax_code if facts.merchant else "",
        "source": source,
    }
    if not facts.answers:
        del content["answers"]
    if uploads:
        content["evidence"] = hashes(uploads)
    return content


def _send_on(
    complaint: Complaint, weight: Weight, *, at: datetime, by: User | None
) -> Sequence[Referral]:
    plan = None if weight.is_heavy else plan_route(complaint)
    record_first(
        complaint,
        verb="receive",
        by=by,
        at=at,
        actor=actor_of(by) if by else PUBLIC,
        facts={"routing": [asdict(step) for step in plan.trace]} if plan else {},
    )
    if plan is None:
        set_aside(complaint, weight, at=at)
        parts: Sequence[Referral] = []
    else:
        parts = send_all(complaint, plan, at=at, counted_from=at)
    notices.send_receipt(complaint, parts)
    return parts


def _store(
    facts: ComplaintFacts, *, at: datetime, source: ComplaintSource
) -> Complaint:
    promotion = facts.promotion
    campaign = _campaign(promotion, at=at)
    guide = guide_of(facts.category.code)
    return Complaint.objects.create(
        **vars(facts)
        | {
            "code": new_code(),
            "source": source,
            "merchant": promotion.merchant if promotion else facts.merchant,
            "campaign": campaign,
            "answers": guide.kept(facts.answers),
            "consented_at": at,
            "received_at": at,
            "due_at": end_of_working_day_after(
                at, days_to_answer(facts.category.code, campaign)
            ),
        }
    )


def _campaign(promotion: Promotion | None, *, at: datetime) -> Campaign | None:
    """The campaign the promotion takes part in, else the one of the day."""
    if promotion is not None and promotion.campaign is not None:
        return promotion.campaign
    return current_campaign(at=at)
