"""A decision is looked at again: once, by another officer than the one who took it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed, record_step
from accounts.models import User
from promotions.appeals import decision_of, open_until
from promotions.enums import AppealOutcome, PromotionState as State
from promotions.models import Appeal, Promotion
from promotions.notices import tell_merchant, tell_trade_management
from promotions.workflow.life import LIFE, in_the_name_of, move_from

RESTORED = {
    State.REFUSED: State.RECEIVED,
    State.SUSPENDED: State.PUBLISHED,
    State.DELISTED: State.PUBLISHED,
}


class AppealRefused(Exception):
    """Raised where an appeal cannot be filed or decided; says why in a sentence."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def appeal(
    promotion: Promotion, *, by: User | None, at: datetime, reason: str
) -> Promotion:
    """Ask that the decision against the promotion be looked at again."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        locked = LIFE.lock(promotion)
        decision = decision_of(locked)
        if decision is None:
            raise TransitionNotAllowed(locked, locked.state, locked.state)
        if open_until(locked, at=at) is None:
            raise AppealRefused(
                _("This decision was appealed against before, or the term is over.")
            )
        Appeal.objects.create(
            promotion=locked, decision=decision, reason=reason.strip(), filed_at=at
        )
        name = in_the_name_of(locked, by)
        record_step(locked, verb="appeal", by=by, at=at, reason=reason, actor=name)
        tell_merchant(locked, "appealed")
        tell_trade_management(locked, "appeal_for_division")
    return locked


def uphold(promotion: Promotion, *, by: User, at: datetime, reason: str) -> Promotion:
    """Leave the decision as it is, and tell why."""
    with transaction.atomic():
        locked = LIFE.lock(promotion)
        _decide(locked, AppealOutcome.UPHELD, by=by, at=at, reason=reason)
        record_step(locked, verb="uphold", by=by, at=at, reason=reason)
        tell_merchant(locked, "upheld")
    return locked


def reverse(promotion: Promotion, *, by: User, at: datetime, reason: str) -> Promotion:
    """Take the decision back: the promotion stands again as before it.

    What was refused is received; the Division then publishes it as any other.
    """
    with transaction.atomic():
        locked = LIFE.lock(promotion)
        _decide(locked, AppealOutcome.REVERSED, by=by, at=at, reason=reason)
        state = State(locked.state)
        changes: dict[str, datetime | None] = {"closed_at": None}
        if state == State.REFUSED:
            changes["received_at"] = at
        restored = move_from(
            locked,
            state,
            RESTORED[state],
            verb="reverse",
            by=by,
            at=at,
            reason=reason,
            changes=changes,
        )
        tell_merchant(restored, "reversed")
    return restored


def _decide(
    locked: Promotion, outcome: AppealOutcome, *, by: User, at: datetime, reason: str
) -> None:
    """Write the outcome on the appeal against the decision that stands."""
    if not reason.strip():
        raise ReasonMissing
    decision = decision_of(locked)
    filed = (
        Appeal.objects.select_for_update()
        .undecided()
        .filter(promotion=locked, decision=decision)
        .first()
    )
    if decision is None or filed is None:
        raise TransitionNotAllowed(locked, locked.state, locked.state)
    if decision.by == by:
        raise AppealRefused(
            _("You took this decision yourself. Another officer decides the request.")
        )
    filed.outcome, filed.answer = outcome, reason.strip()
    filed.decided_by, filed.decided_at = by, at
    filed.save(update_fields=["outcome", "answer", "decided_by", "decided_at"])
