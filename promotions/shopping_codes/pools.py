"""Opening a pool of codes, and stopping it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.lifecycle import Lifecycle, record_first
from accounts.models import User
from promotions.enums import PoolState, PromotionState
from promotions.models import CodePool, Promotion

LIFE = Lifecycle(
    model=CodePool,
    table={
        PoolState.OPEN: frozenset({PoolState.STOPPED}),
        PoolState.STOPPED: frozenset({PoolState.OPEN}),
    },
    needs_reason=frozenset({PoolState.STOPPED}),
)


class PoolRefused(Exception):
    """Raised where a pool cannot be opened; says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def open_pool(
    promotion: Promotion | None, facts: Mapping[str, Any], *, by: User, at: datetime
) -> CodePool:
    """Open a pool for a published promotion, or (None) for the whole province.

    A code used at checkout is part of the discount that the law judged, so it is
    claimed and redeemed within the time of the promotion (Decree 81/2018, Article 10).
    """
    if promotion is not None:
        _refuse_what_the_promotion_forbids(promotion, facts)
    with transaction.atomic():
        pool = CodePool.objects.create(promotion=promotion, created_at=at, **facts)
        actor = promotion.merchant.name if promotion is not None else ""
        record_first(pool, verb="open", by=by, at=at, actor=actor)
    return pool


def _refuse_what_the_promotion_forbids(
    promotion: Promotion, facts: Mapping[str, Any]
) -> None:
    if promotion.state != PromotionState.PUBLISHED:
        raise PoolRefused(_("Codes are given out only for a published promotion."))
    assert promotion.starts_at is not None
    assert promotion.ends_at is not None
    if facts["expires_at"] > promotion.ends_at:
        raise PoolRefused(_("Codes are redeemed before the promotion ends."))
    if facts["closes_at"] <= promotion.starts_at:
        raise PoolRefused(_("Codes cannot close before the promotion begins."))


def stop(
    pool: CodePool, *, by: User, at: datetime, reason: str, actor: str = ""
) -> CodePool:
    """Give out no more codes; those that are out stay valid."""
    return LIFE.move(
        pool, PoolState.STOPPED, verb="stop", by=by, at=at, reason=reason, actor=actor
    )


def reopen(pool: CodePool, *, by: User, at: datetime, actor: str = "") -> CodePool:
    return LIFE.move(pool, PoolState.OPEN, verb="reopen", by=by, at=at, actor=actor)
