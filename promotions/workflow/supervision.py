"""What happens to a promotion in the register: suspended, resumed, removed, ended."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.lifecycle import ReasonMissing
from accounts.models import User
from promotions.appeals import undecided
from promotions.enums import PromotionState as State
from promotions.models import Promotion
from promotions.notices import tell_merchant
from promotions.workflow.appealing import AppealRefused
from promotions.workflow.life import LIFE, move_from


def suspend(
    promotion: Promotion, *, by: User | None, at: datetime, reason: str
) -> Promotion:
    """Mark a published promotion as suspended; its page stays and says so."""
    with transaction.atomic():
        suspended = LIFE.move(
            promotion, State.SUSPENDED, verb="suspend", by=by, at=at, reason=reason
        )
        tell_merchant(suspended, "suspended")
    return suspended


def resume(
    promotion: Promotion, *, by: User | None, at: datetime, reason: str
) -> Promotion:
    """Lift a suspension, for a reason that stands in the history."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        locked = LIFE.lock(promotion)
        _refuse_while_appealed(locked)
        resumed = move_from(
            locked,
            State.SUSPENDED,
            State.PUBLISHED,
            verb="resume",
            by=by,
            at=at,
            reason=reason,
        )
        tell_merchant(resumed, "resumed")
    return resumed


def delist(
    promotion: Promotion, *, by: User | None, at: datetime, reason: str
) -> Promotion:
    """Remove a promotion from the register by decision.

    Nobody finds it any more; who has its address reads that it was removed.
    """
    with transaction.atomic():
        locked = LIFE.lock(promotion)
        _refuse_while_appealed(locked)
        delisted = LIFE.move(
            locked,
            State.DELISTED,
            verb="delist",
            by=by,
            at=at,
            reason=reason,
            changes={"closed_at": at},
        )
        tell_merchant(delisted, "delisted")
    return delisted


def end(promotion: Promotion, *, by: User | None, at: datetime) -> Promotion:
    """Close a promotion whose time is over; nobody needs a mail for that."""
    return LIFE.move(
        promotion, State.ENDED, verb="end", by=by, at=at, changes={"closed_at": at}
    )


def _refuse_while_appealed(locked: Promotion) -> None:
    """Let nobody pass by a request on which another officer has to decide."""
    if undecided(locked) is not None:
        raise AppealRefused(
            _("The merchant has asked for a review. Please decide that first.")
        )
