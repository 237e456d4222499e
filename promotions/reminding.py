"""Merchants are reminded, once, before a term they were given runs out."""

from datetime import datetime

import structlog

from promotions import supplement
from promotions.models import Promotion
from promotions.workflow import remind_of_changes as remind

BATCH = 500

log = structlog.get_logger(__name__)


def remind_of_changes(*, at: datetime) -> int:
    """Remind of each dossier whose term runs out; return how many.

    Each has a transaction of its own; what a stop left over the next run finds.
    """
    due = supplement.to_remind(Promotion.objects.all(), at=at).order_by("pk")[:BATCH]
    count = len([remind(promotion, by=None, at=at) for promotion in due])
    if count:
        log.info("changes_reminded", count=count)
    return count
