"""What the Trade Management Division decides on a dossier before it is public."""

from datetime import date, datetime

from django.db import transaction

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed, record_step
from accounts.models import User
from promotions import supplement
from promotions.enums import PromotionState as State
from promotions.models import Promotion
from promotions.notices import tell_merchant
from promotions.price_history import lock_prices
from promotions.workflow.judgment import judge_step
from promotions.workflow.life import LIFE, move_from

CONFIRMABLE = frozenset({State.SUBMITTED, State.RECEIVED})


def ask_for_changes(
    promotion: Promotion,
    *,
    by: User | None,
    at: datetime,
    reason: str,
    days: int | None = None,
) -> Promotion:
    """Send the dossier back to the merchant, who may edit and submit it again.

    It is asked for within ``days`` working days, the campaign's own term by default.
    When they are over nothing happens by itself: a person decides.
    """
    due_at = supplement.due_at(promotion, days=days, at=at)
    with transaction.atomic():
        returned = LIFE.move(
            promotion,
            State.NEEDS_CHANGES,
            verb="ask_for_changes",
            by=by,
            at=at,
            reason=reason,
            facts={"due_at": due_at.isoformat()},
            changes={"changes_due_at": due_at, "changes_reminded_at": None},
        )
        tell_merchant(returned, "changes_asked")
    return returned


def remind_of_changes(
    promotion: Promotion, *, by: User | None, at: datetime
) -> Promotion:
    """Remind the merchant once of a term that runs out; the state stays.

    A dossier that was sent in meanwhile, or was reminded of, is left alone.
    """
    with transaction.atomic():
        locked = LIFE.lock(promotion)
        if locked.state != State.NEEDS_CHANGES or locked.changes_reminded_at:
            return locked
        locked.changes_reminded_at = at
        locked.save(update_fields=["changes_reminded_at"])
        record_step(locked, verb="remind_of_changes", by=by, at=at)
        tell_merchant(locked, "changes_due")
    return locked


def receive(
    promotion: Promotion,
    *,
    by: User | None,
    at: datetime,
    reason: str = "",
    only_sound: bool = False,
) -> Promotion:
    """Receive a dossier; with ``only_sound`` one that nobody has opened.

    That one needs a reason, and may have no error of the law against it.
    """
    if only_sound and not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        if only_sound:
            judge_step(LIFE.lock(promotion), State.RECEIVED, at=at)
        received = move_from(
            promotion,
            State.SUBMITTED,
            State.RECEIVED,
            verb="receive",
            by=by,
            at=at,
            reason=reason,
            changes={"received_at": at},
        )
        tell_merchant(received, "received")
    return received


def publish(promotion: Promotion, *, by: User | None, at: datetime) -> Promotion:
    """Show the promotion in the public register, if the law has no error against it.

    The law is asked again: a game of chance must have been confirmed by now (KM-22).
    Its prices are locked, so that nobody can say later that they were others.
    """
    with transaction.atomic():
        locked = LIFE.lock(promotion)
        if locked.state == State.RECEIVED:
            judge_step(locked, State.PUBLISHED, at=at)
        published = move_from(
            locked,
            State.RECEIVED,
            State.PUBLISHED,
            verb="publish",
            by=by,
            at=at,
            changes={"published_at": at},
        )
        lock_prices(published, at=at)
        tell_merchant(published, "published")
    return published


def refuse(
    promotion: Promotion, *, by: User | None, at: datetime, reason: str
) -> Promotion:
    """Do not list the promotion at the portal; this is no legal refusal."""
    with transaction.atomic():
        refused = LIFE.move(
            promotion,
            State.REFUSED,
            verb="refuse",
            by=by,
            at=at,
            reason=reason,
            changes={"closed_at": at},
        )
        tell_merchant(refused, "refused")
    return refused


def record_confirmation(
    promotion: Promotion,
    *,
    confirmation_ref: str,
    confirmed_on: date,
    by: User | None,
    at: datetime,
) -> Promotion:
    """Note the paper that confirms a registration, before the promotion is published.

    The state stays; the event says who noted what. Legal source: Decree 81/2018/NĐ-CP,
    Article 19, form 04.
    """
    with transaction.atomic():
        locked = LIFE.lock(promotion)
        if locked.state not in CONFIRMABLE:
            raise TransitionNotAllowed(locked, locked.state, locked.state)
        locked.confirmation_ref = confirmation_ref
        locked.confirmed_on = confirmed_on
        locked.save(update_fields=["confirmation_ref", "confirmed_on"])
        record_step(
            locked,
            verb="record_confirmation",
            by=by,
            at=at,
            facts={
                "confirmation_ref": confirmation_ref,
                "confirmed_on": confirmed_on.isoformat(),
            },
        )
    return locked
