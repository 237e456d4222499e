"""The table of states, and what every verb along its arrows needs.

A notification has no permit, so the portal *receives* it (Decree 81/2018, Article
17); refusing means not listing it here. What is announced is never edited: a received
dossier can be sent back before it is published, and a published one only suspended,
ended, removed or amended as a whole. Only a reversed decision leads back from
«refused» and «removed».
"""

from typing import Any

from accounts.lifecycle import Lifecycle, TransitionNotAllowed
from accounts.models import User
from promotions import register_cache
from promotions.enums import PromotionState as State
from promotions.models import Promotion
from promotions.models.promotion import PUBLIC_STATES


class _Life(Lifecycle[Promotion]):
    """The life of a promotion; whoever looks at the register sees each step at once."""

    def move(self, record: Promotion, to_state: str, **facts: Any) -> Promotion:
        moved = super().move(record, to_state, **facts)
        if to_state in PUBLIC_STATES:
            register_cache.changed()
        return moved


LIFE = _Life(
    model=Promotion,
    table={
        State.DRAFT: frozenset({State.SUBMITTED, State.WITHDRAWN}),
        State.SUBMITTED: frozenset(
            {State.NEEDS_CHANGES, State.RECEIVED, State.WITHDRAWN, State.REFUSED}
        ),
        State.NEEDS_CHANGES: frozenset(
            {State.SUBMITTED, State.WITHDRAWN, State.REFUSED}
        ),
        State.RECEIVED: frozenset(
            {State.NEEDS_CHANGES, State.PUBLISHED, State.WITHDRAWN, State.REFUSED}
        ),
        State.PUBLISHED: frozenset({State.SUSPENDED, State.DELISTED, State.ENDED}),
        State.SUSPENDED: frozenset({State.PUBLISHED, State.DELISTED, State.ENDED}),
        State.ENDED: frozenset(),
        State.WITHDRAWN: frozenset(),
        State.REFUSED: frozenset({State.RECEIVED}),
        State.DELISTED: frozenset({State.PUBLISHED}),
    },
    needs_reason=frozenset(
        {State.NEEDS_CHANGES, State.REFUSED, State.SUSPENDED, State.DELISTED}
    ),
)


def move_from(
    promotion: Promotion, from_state: State, to_state: State, **facts: Any
) -> Promotion:
    """Move along one arrow only, where two arrows of the table meet in one state."""
    locked = LIFE.lock(promotion)
    if locked.state != from_state:
        raise TransitionNotAllowed(locked, locked.state, to_state)
    return LIFE.move(locked, to_state, **facts)


def in_the_name_of(promotion: Promotion, by: User | None) -> str:
    """Return the merchant's name for its people; a unit's officer acts as the unit."""
    return promotion.merchant.name if by is not None and by.unit is None else ""
