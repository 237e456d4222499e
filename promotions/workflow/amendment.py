"""The life of an amendment: the merchant proposes, the Division answers.

Every verb locks the promotion before the amendment, so that nobody suspends or ends it
in between. Legal source: Decree 81/2018/NĐ-CP, Article 20.
"""

from datetime import date, datetime

from django.db import transaction

from accounts.lifecycle import Lifecycle, TransitionNotAllowed, record_step
from accounts.models import User
from promotions.amending import (
    put_in_place,
    refuse_what_is_no_change,
    refuse_what_is_over,
    refuse_what_is_stale,
)
from promotions.enums import AmendmentState as State
from promotions.law.finding import errors
from promotions.law.judging import check
from promotions.models import Amendment, Promotion
from promotions.notices import tell_merchant, tell_trade_management
from promotions.papers.making import hand_in
from promotions.workflow.judgment import LawRefuses
from promotions.workflow.life import LIFE, in_the_name_of

AMENDMENT_LIFE = Lifecycle(
    model=Amendment,
    table={
        State.DRAFT: frozenset({State.SUBMITTED, State.WITHDRAWN}),
        State.SUBMITTED: frozenset({State.ACCEPTED, State.REFUSED, State.WITHDRAWN}),
        State.ACCEPTED: frozenset(),
        State.REFUSED: frozenset(),
        State.WITHDRAWN: frozenset(),
    },
    needs_reason=frozenset({State.SUBMITTED, State.REFUSED}),
)


def submit_amendment(
    amendment: Amendment,
    *,
    by: User | None,
    at: datetime,
    reason: str,
    filing_ref: str = "",
    filed_on: date | None = None,
) -> Amendment:
    """Hand the proposal in, if the law has no error against it.

    Raises ``LawRefuses`` (KM-32 where customers would lose what was announced) or
    ``AmendmentImpossible``; then it stays as it was.
    """
    with transaction.atomic():
        promotion, locked = _locked(amendment, State.SUBMITTED)
        LIFE.lock(locked.proposal)
        _judge(locked, promotion, at=at)
        submitted = AMENDMENT_LIFE.move(
            locked,
            State.SUBMITTED,
            verb="submit_amendment",
            by=by,
            at=at,
            reason=reason,
            actor=in_the_name_of(promotion, by),
            changes={
                "submitted_at": at,
                "reason": reason.strip(),
                "filing_ref": filing_ref,
                "filed_on": filed_on,
            },
        )
        hand_in(submitted.proposal, at=at)
        _note(promotion, submitted, "submit_amendment", by=by, at=at, reason=reason)
        tell_merchant(promotion, "amendment_submitted", amendment=submitted)
        tell_trade_management(promotion, "amendment_to_review", amendment=submitted)
    return submitted


def withdraw_amendment(
    amendment: Amendment, *, by: User | None, at: datetime
) -> Amendment:
    """Take the proposal back; what is announced stays as it is."""
    with transaction.atomic():
        promotion, locked = _locked(amendment, State.WITHDRAWN)
        withdrawn = AMENDMENT_LIFE.move(
            locked,
            State.WITHDRAWN,
            verb="withdraw_amendment",
            by=by,
            at=at,
            actor=in_the_name_of(promotion, by),
            changes={"decided_at": at},
        )
        if withdrawn.submitted_at is not None:
            _note(promotion, withdrawn, "withdraw_amendment", by=by, at=at)
            tell_trade_management(promotion, "amendment_withdrawn", amendment=withdrawn)
    return withdrawn


def accept_amendment(
    amendment: Amendment, *, by: User | None, at: datetime, reason: str = ""
) -> Amendment:
    """Put the proposal in the place of what is announced, in one transaction.

    The law is asked again: what was allowed before the start may be to the customers'
    harm now.
    """
    with transaction.atomic():
        promotion, locked = _locked(amendment, State.ACCEPTED)
        _judge(locked, promotion, at=at)
        accepted = AMENDMENT_LIFE.move(
            locked,
            State.ACCEPTED,
            verb="accept_amendment",
            by=by,
            at=at,
            reason=reason,
            changes={"decided_at": at},
        )
        put_in_place(accepted, promotion, at=at)
        _note(promotion, accepted, "accept_amendment", by=by, at=at, reason=reason)
        tell_merchant(promotion, "amendment_accepted", amendment=accepted)
    return accepted


def refuse_amendment(
    amendment: Amendment, *, by: User | None, at: datetime, reason: str
) -> Amendment:
    """Leave what is announced as it is, and say why."""
    with transaction.atomic():
        promotion, locked = _locked(amendment, State.REFUSED)
        refused = AMENDMENT_LIFE.move(
            locked,
            State.REFUSED,
            verb="refuse_amendment",
            by=by,
            at=at,
            reason=reason,
            changes={"decided_at": at},
        )
        _note(promotion, refused, "refuse_amendment", by=by, at=at, reason=reason)
        tell_merchant(promotion, "amendment_refused", amendment=refused)
    return refused


def _locked(amendment: Amendment, to_state: State) -> tuple[Promotion, Amendment]:
    """Lock the promotion, then the amendment; who comes second reads how it stands."""
    promotion = LIFE.lock(amendment.promotion)
    locked = AMENDMENT_LIFE.lock(amendment)
    if not AMENDMENT_LIFE.allows(locked.state, to_state):
        raise TransitionNotAllowed(locked, locked.state, to_state)
    locked.promotion = promotion
    return promotion, locked


def _judge(amendment: Amendment, promotion: Promotion, *, at: datetime) -> None:
    refuse_what_is_over(promotion, at=at)
    refuse_what_is_stale(amendment, promotion)
    refuse_what_is_no_change(amendment)
    findings = check(amendment.proposal, at=at)
    if errors(findings):
        raise LawRefuses(amendment.proposal, findings)


def _note(
    promotion: Promotion,
    amendment: Amendment,
    verb: str,
    *,
    by: User | None,
    at: datetime,
    reason: str = "",
) -> None:
    """Tell the step in the story of the promotion, whose state stays."""
    record_step(
        promotion,
        verb=verb,
        reason=reason,
        by=by,
        actor=in_the_name_of(promotion, by),
        facts={"amendment": amendment.number},
        at=at,
    )
