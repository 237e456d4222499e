"""What the merchant does with a dossier: hand it in, or take it back."""

from collections import Counter
from datetime import date, datetime

from django.db import transaction

from accounts.lifecycle import TransitionNotAllowed, record_step
from accounts.models import User
from promotions.enums import PromotionState as State
from promotions.models import Promotion
from promotions.notices import tell_merchant, tell_trade_management
from promotions.papers.making import hand_in
from promotions.permissions import FILING_NOTED, is_proposal
from promotions.search import refresh_search
from promotions.workflow.judgment import count_warnings, judge_step
from promotions.workflow.life import LIFE, in_the_name_of


def submit(promotion: Promotion, *, by: User | None, at: datetime) -> Promotion:
    """Hand the dossier in, if the law has no error against it.

    Raises ``LawRefuses`` with all findings. The rules that warned are kept with the
    event, so it stays visible what the officer was told at the time. What is handed in
    is kept as a version, of which the official papers are made.
    """
    with transaction.atomic():
        locked = LIFE.lock(promotion)
        if is_proposal(locked):
            raise TransitionNotAllowed(locked, locked.state, State.SUBMITTED)
        findings = judge_step(locked, State.SUBMITTED, at=at)
        refresh_search(locked)
        submitted = LIFE.move(
            locked,
            State.SUBMITTED,
            verb="submit",
            by=by,
            at=at,
            actor=in_the_name_of(locked, by),
            facts={"findings": dict(Counter(f.rule_id for f in findings))},
            changes={"submitted_at": at, "warning_count": count_warnings(findings)},
        )
        hand_in(submitted, at=at)
        tell_merchant(submitted, "submitted")
        tell_trade_management(submitted, "to_review")
    return submitted


def withdraw(
    promotion: Promotion, *, by: User | None, at: datetime, reason: str = ""
) -> Promotion:
    """Take the dossier back before it is announced; a draft needs no reason."""
    with transaction.atomic():
        locked = LIFE.lock(promotion)
        if is_proposal(locked):
            raise TransitionNotAllowed(locked, locked.state, State.WITHDRAWN)
        withdrawn = LIFE.move(
            locked,
            State.WITHDRAWN,
            verb="withdraw",
            by=by,
            at=at,
            reason=reason,
            actor=in_the_name_of(promotion, by),
            changes={"closed_at": at},
        )
        if withdrawn.submitted_at is not None:
            tell_merchant(withdrawn, "withdrawn")
            tell_trade_management(withdrawn, "withdrawn_for_division")
    return withdrawn


def record_filing(
    promotion: Promotion,
    *,
    filing_ref: str,
    filed_on: date,
    by: User | None,
    at: datetime,
) -> Promotion:
    """Note code and day of the filing at the public-service portal, or correct them.

    The state stays; the event keeps what stood there before. The same facts again
    change nothing. Legal source: Decree 81/2018/NĐ-CP, Articles 17 and 19.
    """
    with transaction.atomic():
        locked = LIFE.lock(promotion)
        if locked.state not in FILING_NOTED:
            raise TransitionNotAllowed(locked, locked.state, locked.state)
        before = locked.filing_ref, locked.filed_on
        if before == (filing_ref, filed_on):
            return locked
        locked.filing_ref, locked.filed_on = filing_ref, filed_on
        locked.save(update_fields=["filing_ref", "filed_on"])
        record_step(
            locked,
            verb="record_filing",
            by=by,
            actor=in_the_name_of(locked, by),
            facts={
                "filing_ref": filing_ref,
                "filed_on": filed_on.isoformat(),
                "filing_ref_before": before[0],
                "filed_on_before": before[1].isoformat() if before[1] else "",
            },
            at=at,
        )
    return locked
