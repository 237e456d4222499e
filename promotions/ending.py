"""Published promotions end by themselves when their time is over."""

from datetime import datetime

from django.db import transaction

import structlog

from promotions.enums import PromotionState
from promotions.models import Promotion
from promotions.workflow import end

BATCH = 500

log = structlog.get_logger(__name__)


def end_finished(*, at: datetime) -> int:
    """End what is published and over at ``at``, oldest first; return how many.

    Each promotion has a transaction of its own, so a stop in the middle loses nothing
    and the next run finds the rest. One that somebody is changing at the moment is left
    to the next run. A suspended promotion stays suspended: its page must go on saying
    so.
    """
    count, last = 0, 0
    while batch := _finished(at, after=last):
        count += sum(_end(pk, at=at) for pk in batch)
        last = batch[-1]
    if count:
        log.info("promotions_ended", count=count)
    return count


def _end(pk: int, *, at: datetime) -> bool:
    """End one promotion unless it is no longer published, or locked by another."""
    with transaction.atomic():
        published = Promotion.objects.filter(pk=pk, state=PromotionState.PUBLISHED)
        free = published.select_for_update(of=("self",), skip_locked=True).first()
        if free is None:
            log.info("ending_skipped", promotion=pk)
            return False
        end(free, by=None, at=at)
    return True


def _finished(at: datetime, *, after: int) -> list[int]:
    finished = Promotion.objects.filter(
        state=PromotionState.PUBLISHED, ends_at__lte=at, pk__gt=after
    )
    return list(finished.order_by("pk").values_list("pk", flat=True)[:BATCH])
