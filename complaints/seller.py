"""Asking the seller: by one link, with what the complainant allowed to pass on.

The seller answers within seven working days; a promise is checked with the
complainant once its day is over.

Legal source: Law 19/2023/QH15, Article 57.2 (in force 01/07/2024).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.folding import fold
from accounts.lifecycle import (
    PUBLIC,
    ReasonMissing,
    TransitionNotAllowed,
    record_step,
)
from accounts.models import User
from campaigns.working_days import end_of_working_day_after
from complaints import notices, one_time
from complaints.enums import LinkPurpose, ReferralRole, SellerAnswer
from complaints.masking import mask_sender
from complaints.models import Complaint, OneTimeLink, SellerRequest
from complaints.refusals import (
    AlreadyToldWhetherKept,
    NobodyLeads,
    PromiseWithoutDay,
    TellsWhoReports,
)
from complaints.workflow import COMPLAINT

ANSWER_DAYS = 7
LINK_DAYS = 20
LONGEST_PROMISE_DAYS = 180


@dataclass(frozen=True)
class Reply:
    """What the seller says; ``promised_on`` only with a promise."""

    kind: SellerAnswer
    text: str
    promised_on: date | None = None


@transaction.atomic
def ask_seller(
    complaint: Complaint, *, email: str, text: str, by: User | None, at: datetime
) -> SellerRequest:
    """Send the seller a link to answer by; a request still unanswered is replaced.

    Without the complainant's agreement ``text`` may not tell who reports.
    """
    locked = COMPLAINT.lock(complaint)
    if not locked.is_open:
        raise TransitionNotAllowed(locked, locked.state, locked.state)
    leading = locked.referrals.filter(role=ReferralRole.LEAD).first()
    if leading is None:
        raise NobodyLeads
    if not text.strip():
        raise ReasonMissing
    if not locked.tells_seller and tells_who_reports(text, locked):
        raise TellsWhoReports
    _replace_waiting(locked, at=at)
    link, address = one_time.make(
        LinkPurpose.SELLER,
        locked,
        at=at,
        expires_at=end_of_working_day_after(at, LINK_DAYS),
    )
    request = SellerRequest.objects.create(
        complaint=locked,
        unit=leading.unit,
        recipient=email,
        text=text.strip(),
        shares_contact=locked.tells_seller,
        link=link,
        sent_by=by,
        sent_at=at,
        due_at=end_of_working_day_after(at, ANSWER_DAYS),
    )
    facts = {"due_on": request.due_on.isoformat()}
    _record(locked, "ask_seller", text=text, by=by, at=at, **facts)
    notices.ask_seller(request, address)
    return request


@transaction.atomic
def answer_as_seller(link: OneTimeLink, reply: Reply, *, at: datetime) -> SellerRequest:
    """Store the seller's answer and use the link up. Raises ``LinkIsDead``."""
    complaint = COMPLAINT.lock(link.complaint)
    one_time.use(link, at=at)
    if not reply.text.strip():
        raise ReasonMissing
    is_promise = reply.kind == SellerAnswer.PROMISE
    if is_promise and reply.promised_on is None:
        raise PromiseWithoutDay
    request = SellerRequest.objects.select_for_update(of=("self",)).get(link=link)
    request.answered_at = at
    request.answer_kind = reply.kind
    request.answer = reply.text.strip()
    request.promised_on = reply.promised_on if is_promise else None
    request.save()
    day = request.promised_on.isoformat() if request.promised_on else ""
    _record(
        complaint,
        "seller_answers",
        text=reply.text,
        actor=complaint.seller_name[:200],
        at=at,
        kind=reply.kind,
        promised_on=day,
    )
    notices.tell_seller_answered(request)
    return request


@transaction.atomic
def tell_whether_kept(
    request: SellerRequest, *, is_kept: bool, at: datetime
) -> SellerRequest:
    """Store what the complainant says of the seller's promise, once."""
    complaint = COMPLAINT.lock(request.complaint)
    locked = SellerRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if locked.is_kept is not None or locked.checked_at is None:
        raise AlreadyToldWhetherKept
    locked.is_kept, locked.kept_told_at = is_kept, at
    locked.save(update_fields=["is_kept", "kept_told_at"])
    verb = "promise_kept" if is_kept else "promise_broken"
    _record(complaint, verb, text="", actor=PUBLIC, at=at)
    notices.tell_whether_kept(locked)
    return locked


@transaction.atomic
def tell_whether_kept_by_link(
    link: OneTimeLink, *, is_kept: bool, at: datetime
) -> SellerRequest:
    """Do so by the link of the mail, and use it up. Raises ``LinkIsDead``."""
    one_time.use(link, at=at)
    request = SellerRequest.objects.select_related("complaint").get(check_link=link)
    return tell_whether_kept(request, is_kept=is_kept, at=at)


def promise_to_judge(complaint: Complaint) -> SellerRequest | None:
    """Return the promise the complainant is being asked about."""
    asked = complaint.seller_requests.promised().filter(checked_at__isnull=False)
    return asked.filter(is_kept__isnull=True).last()


def tells_who_reports(text: str, complaint: Complaint) -> bool:
    """Whether a text names the complainant, their phone number or their e-mail."""
    digits = re.sub(r"\D", "", text)
    phone = re.sub(r"\D", "", str(complaint.phone or ""))[-9:]
    words, name = f" {fold(text)} ", fold(complaint.full_name)
    return (
        bool(phone and phone in digits)
        or bool(complaint.email and complaint.email.lower() in text.lower())
        or bool(name and f" {name} " in words)
    )


def text_for_seller(request: SellerRequest) -> str:
    """Return the question as the seller may read it now.

    It may name a complainant who agreed then and has taken that back since.
    """
    if request.shares_contact and not request.tells_contact:
        return mask_sender(request.complaint, request.text)
    return request.text


def latest_promise(at: datetime) -> date:
    """Return the last day a promise may name."""
    return date.fromordinal(timezone.localdate(at).toordinal() + LONGEST_PROMISE_DAYS)


def _replace_waiting(complaint: Complaint, *, at: datetime) -> None:
    for old in complaint.seller_requests.waiting().select_related("link"):
        one_time.end(old.link, at=at)
        old.replaced_at = at
        old.save(update_fields=["replaced_at"])


def _record(
    complaint: Complaint,
    verb: str,
    *,
    text: str,
    at: datetime,
    by: User | None = None,
    actor: str = "",
    **facts: str,
) -> None:
    record_step(
        complaint, verb=verb, reason=text, by=by, actor=actor, facts=facts, at=at
    )
