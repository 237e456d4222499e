"""What the law says of a dossier, for a page that only shows it.

Every page of a dossier asks the law anew, and asking it of 100,000 items takes a second.
What it said of the items is therefore remembered for a large dossier, under a
fingerprint of all it depends on: the items as they stand in the database, what else is
declared, the law book and the day. What is *decided* is judged without this memory.
"""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from django.utils.translation import get_language

from promotions.law.book import LawBook
from promotions.law.case import Case
from promotions.law.declaring import declare, stored_items
from promotions.law.finding import Finding
from promotions.law.judging import OfItems, in_order, judge_items
from promotions.models import Promotion

FEW_ITEMS = 1_000
FEW_FINDINGS = 2_000
REMEMBERED_FOR = timedelta(hours=1)
_FINGERPRINT = (
    "SELECT count(*), sum(hashtextextended(item::text, 0))"
    " FROM promotions_item item WHERE promotion_id = %s"
)


def look(promotion: Promotion, *, at: datetime) -> list[Finding]:
    """Return what ``judging.check`` returns, at little cost where nothing changed."""
    case = Case(declare(promotion, items=()), LawBook.on(timezone.localdate(at)), at)
    of_items = _judged(promotion, case)
    return in_order(replace(case, gathered=of_items.goods), of_items.findings)


def _judged(promotion: Promotion, case: Case) -> OfItems:
    first = list(stored_items(promotion, at_most=FEW_ITEMS + 1))
    if len(first) <= FEW_ITEMS:
        return judge_items(first, case)
    key = f"judged:{promotion.pk}:{_fingerprint(promotion, case)}"
    remembered: OfItems | None = cache.get(key)
    if remembered is not None:
        return remembered
    of_items = judge_items(stored_items(promotion), case)
    if len(of_items.findings) <= FEW_FINDINGS:
        cache.set(key, of_items, timeout=REMEMBERED_FOR.total_seconds())
    return of_items


def _fingerprint(promotion: Promotion, case: Case) -> str:
    with connection.cursor() as cursor:
        cursor.execute(_FINGERPRINT, [promotion.pk])
        items = cursor.fetchone()
    depends_on = (
        items,
        case.declaration,
        sorted(case.book.facts.items()),
        case.book.prohibitions,
        case.programme,
        case.filed_on,
        case.days,
        get_language(),
    )
    return hashlib.sha256(repr(depends_on).encode()).hexdigest()
