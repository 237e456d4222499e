"""Which officer of the Division handles a dossier: taken, given back, or assigned.

Who handles a dossier answers for it; that is no lock, so a colleague may still take a
step when somebody is away. Of two who take at once the first has it.
"""

from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.lifecycle import TransitionNotAllowed, record_step
from accounts.models import User
from promotions.models import Promotion
from promotions.notices import tell_officer
from promotions.queues import OPEN
from promotions.workflow.life import LIFE


class HeldByAnother(Exception):
    """Raised when somebody else has the dossier, or had it in the meantime."""

    def __init__(self, promotion: Promotion) -> None:
        holder = promotion.assigned_to
        super().__init__(f"Promotion {promotion.pk} is handled by {holder!r}.")
        self.promotion = promotion

    @property
    def message(self) -> str:
        holder, since = self.promotion.assigned_to, self.promotion.assigned_at
        if holder is None or since is None:
            return _("Nobody handles this dossier any more: it was given back.")
        return _("%(name)s has handled this dossier since %(moment)s.") % {
            "name": holder,
            "moment": date_format(localtime(since), "SHORT_DATETIME_FORMAT"),
        }


def take(promotion: Promotion, *, by: User, at: datetime) -> Promotion:
    """Take a dossier that nobody has; taking one's own again changes nothing."""
    with transaction.atomic():
        locked = _lock_open(promotion)
        if locked.assigned_to == by:
            return locked
        if locked.assigned_to is not None:
            raise HeldByAnother(locked)
        return _hand_to(by, locked, "take", by=by, at=at)


def give_back(promotion: Promotion, *, by: User, at: datetime) -> Promotion:
    """Put one's own dossier back among those that nobody has."""
    with transaction.atomic():
        locked = _lock_open(promotion)
        if locked.assigned_to != by:
            raise HeldByAnother(locked)
        return _hand_to(None, locked, "give_back", by=by, at=at)


def assign(
    promotion: Promotion, *, to: User, held_by: int | None, by: User, at: datetime
) -> Promotion:
    """Give a dossier to an officer, who is told by mail.

    ``held_by`` is who had it when ``by`` decided; if that has changed, nothing
    happens and ``HeldByAnother`` tells how it stands.
    """
    with transaction.atomic():
        locked = _lock_open(promotion)
        if locked.assigned_to_id != held_by:
            raise HeldByAnother(locked)
        if locked.assigned_to == to:
            return locked
        assigned = _hand_to(to, locked, "assign", by=by, at=at)
        if to != by:
            tell_officer(assigned, "assigned")
    return assigned


def _lock_open(promotion: Promotion) -> Promotion:
    locked = LIFE.lock(promotion)
    if locked.state not in OPEN:
        raise TransitionNotAllowed(locked, locked.state, locked.state)
    return locked


def _hand_to(
    officer: User | None, locked: Promotion, verb: str, *, by: User, at: datetime
) -> Promotion:
    locked.assigned_to = officer
    locked.assigned_at = at if officer is not None else None
    locked.save(update_fields=["assigned_to", "assigned_at"])
    name = str(officer) if officer is not None else ""
    record_step(locked, verb=verb, by=by, at=at, facts={"officer": name})
    return locked
