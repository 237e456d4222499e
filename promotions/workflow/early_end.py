"""Stopping before the announced end: asked for by the merchant, decided by a person.

Every verb locks the promotion first, so that it cannot end by itself in between.
Legal source: Decree 81/2018/NĐ-CP, Article 22.
"""

from datetime import datetime

from django.db import transaction

from accounts.lifecycle import (
    Lifecycle,
    TransitionNotAllowed,
    record_first,
    record_step,
)
from accounts.models import User
from promotions.enums import (
    EarlyEndGround,
    EarlyEndState as State,
    PromotionState,
)
from promotions.models import EarlyEnd, Promotion
from promotions.notices import tell_merchant, tell_trade_management
from promotions.stopping import refuse_what_cannot_end
from promotions.workflow.life import LIFE, in_the_name_of

EARLY_END_LIFE = Lifecycle(
    model=EarlyEnd,
    table={
        State.REQUESTED: frozenset({State.ACCEPTED, State.REFUSED, State.WITHDRAWN}),
        State.ACCEPTED: frozenset(),
        State.REFUSED: frozenset(),
        State.WITHDRAWN: frozenset(),
    },
    needs_reason=frozenset({State.REFUSED}),
)


def request_early_end(
    promotion: Promotion,
    *,
    ground: EarlyEndGround,
    explanation: str,
    how_told: str,
    proof_url: str = "",
    by: User | None,
    at: datetime,
) -> EarlyEnd:
    """Ask the Division; until its answer the promotion goes on as announced.

    A request that waits already is given back. Raises ``EndImpossible``.
    """
    with transaction.atomic():
        locked = LIFE.lock(promotion)
        refuse_what_cannot_end(locked, at=at)
        waiting = locked.early_ends.waiting().first()
        if waiting is not None:
            return waiting
        early_end = EarlyEnd.objects.create(
            promotion=locked,
            ground=ground,
            explanation=explanation,
            how_told=how_told,
            proof_url=proof_url,
            requested_at=at,
        )
        actor = in_the_name_of(locked, by)
        record_first(early_end, verb="request_early_end", by=by, at=at, actor=actor)
        _note(locked, "request_early_end", by=by, at=at, reason=explanation)
        tell_merchant(locked, "early_end_requested", early_end=early_end)
        tell_trade_management(locked, "early_end_to_review", early_end=early_end)
    return early_end


def withdraw_early_end(
    early_end: EarlyEnd, *, by: User | None, at: datetime
) -> EarlyEnd:
    with transaction.atomic():
        promotion = LIFE.lock(early_end.promotion)
        withdrawn = EARLY_END_LIFE.move(
            early_end,
            State.WITHDRAWN,
            verb="withdraw_early_end",
            by=by,
            at=at,
            actor=in_the_name_of(promotion, by),
            changes={"decided_at": at},
        )
        _note(promotion, "withdraw_early_end", by=by, at=at)
    return withdrawn


def accept_early_end(
    early_end: EarlyEnd, *, by: User | None, at: datetime, reason: str = ""
) -> EarlyEnd:
    """End the promotion now; its page tells the day and the ground."""
    with transaction.atomic():
        promotion = LIFE.lock(early_end.promotion)
        _refuse_a_second_answer(early_end, State.ACCEPTED)
        refuse_what_cannot_end(promotion, at=at)
        accepted = EARLY_END_LIFE.move(
            early_end,
            State.ACCEPTED,
            verb="accept_early_end",
            by=by,
            at=at,
            reason=reason,
            changes={"decided_at": at},
        )
        ended = _end(promotion, "accept_early_end", by=by, at=at, reason=reason)
        tell_merchant(ended, "early_end_accepted", early_end=accepted)
    return accepted


def refuse_early_end(
    early_end: EarlyEnd, *, by: User | None, at: datetime, reason: str
) -> EarlyEnd:
    """Let the promotion go on as announced, and say why."""
    with transaction.atomic():
        promotion = LIFE.lock(early_end.promotion)
        refused = EARLY_END_LIFE.move(
            early_end,
            State.REFUSED,
            verb="refuse_early_end",
            by=by,
            at=at,
            reason=reason,
            changes={"decided_at": at},
        )
        _note(promotion, "refuse_early_end", by=by, at=at, reason=reason)
        tell_merchant(promotion, "early_end_refused", early_end=refused)
    return refused


def order_early_end(
    promotion: Promotion,
    *,
    explanation: str,
    how_told: str,
    by: User | None,
    at: datetime,
) -> EarlyEnd:
    """End a promotion by order of the authority; a request that waits is settled."""
    with transaction.atomic():
        locked = LIFE.lock(promotion)
        refuse_what_cannot_end(locked, at=at)
        for waiting in locked.early_ends.waiting():
            refuse_early_end(waiting, by=by, at=at, reason=explanation)
        ordered = EarlyEnd.objects.create(
            promotion=locked,
            ground=EarlyEndGround.ORDER,
            explanation=explanation,
            how_told=how_told,
            requested_at=at,
        )
        record_first(ordered, verb="order_early_end", by=by, at=at)
        accepted = EARLY_END_LIFE.move(
            ordered,
            State.ACCEPTED,
            verb="order_early_end",
            by=by,
            at=at,
            reason=explanation,
            changes={"decided_at": at},
        )
        ended = _end(locked, "order_early_end", by=by, at=at, reason=explanation)
        tell_merchant(ended, "early_end_ordered", early_end=accepted)
    return accepted


def _end(
    promotion: Promotion, verb: str, *, by: User | None, at: datetime, reason: str
) -> Promotion:
    return LIFE.move(
        promotion,
        PromotionState.ENDED,
        verb=verb,
        by=by,
        at=at,
        reason=reason,
        changes={"closed_at": at},
    )


def _refuse_a_second_answer(early_end: EarlyEnd, to_state: State) -> None:
    """Say how the request stands before saying what became of the promotion."""
    locked = EARLY_END_LIFE.lock(early_end)
    if not EARLY_END_LIFE.allows(locked.state, to_state):
        raise TransitionNotAllowed(locked, locked.state, to_state)


def _note(
    promotion: Promotion,
    verb: str,
    *,
    by: User | None,
    at: datetime,
    reason: str = "",
) -> None:
    record_step(
        promotion,
        verb=verb,
        reason=reason,
        by=by,
        actor=in_the_name_of(promotion, by),
        at=at,
    )
