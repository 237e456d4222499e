"""Published promotions end by themselves when their time is over."""

from datetime import datetime

import structlog

from accounts.lifecycle import TransitionNotAllowed
from promotions.enums import PromotionState
from promotions.models import Promotion
from promotions.workflow import end

BATCH = 500

log = structlog.get_logger(__name__)


def end_finished(*, at: datetime) -> int:
    """End what is published and over at ``at``, oldest first; return how many.

    Each promotion has a transaction of its own, so a stop in the middle loses nothing
    and the next run finds the rest. One that an officer changes meanwhile is skipped.
    A suspended promotion stays suspended: its page must go on saying so.
    """
    count, last = 0, 0
    while batch := _finished(at, after=last):
        for promotion in batch:
            last = promotion.pk
            try:
                end(promotion, by=None, at=at)
                count += 1
            except TransitionNotAllowed as error:
                log.info("ending_skipped", promotion=last, state=error.from_state)
    if count:
        log.info("promotions_ended", count=count)
    return count


def _finished(at: datetime, *, after: int) -> list[Promotion]:
    finished = Promotion.objects.filter(
        state=PromotionState.PUBLISHED, ends_at__lte=at, pk__gt=after
    )
    return list(finished.order_by("pk")[:BATCH])
