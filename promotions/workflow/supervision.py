"""What happens to a promotion in the register: suspended, resumed, ended."""

from datetime import datetime

from django.db import transaction

from accounts.lifecycle import ReasonMissing
from accounts.models import User
from promotions.enums import PromotionState as State
from promotions.models import Promotion
from promotions.notices import tell_merchant
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
        resumed = move_from(
            promotion,
            State.SUSPENDED,
            State.PUBLISHED,
            verb="resume",
            by=by,
            at=at,
            reason=reason,
        )
        tell_merchant(resumed, "resumed")
    return resumed


def end(promotion: Promotion, *, by: User | None, at: datetime) -> Promotion:
    """Close a promotion whose time is over; nobody needs a mail for that."""
    return LIFE.move(
        promotion, State.ENDED, verb="end", by=by, at=at, changes={"closed_at": at}
    )
