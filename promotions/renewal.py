"""Using a promotion again: what stays the same is taken over into a new draft.

Dates, sums, the declaration and everything of the filing belong to the old dossier
alone; the new one is declared and judged anew.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import models, transaction

from accounts.models import User
from campaigns.models import Campaign
from promotions.dossier import start
from promotions.drafting import changing
from promotions.models import Item, Prize, Promotion

TAKEN_OVER = (
    "name",
    "forms",
    "customers",
    "content",
    "conditions",
    "is_beyond_province",
    "is_online_only",
    "is_gift_tied_to_purchase",
    "is_at_protected_place",
)
ROWS_AT_ONCE = 2_000


def renew(
    promotion: Promotion,
    *,
    by: User,
    at: datetime,
    campaign: Campaign | None = None,
) -> Promotion:
    """Return a new draft of the same merchant; ``campaign`` is the one joined.

    Goods and prizes are rows of their own, so the old dossier stays as it was.
    """
    with transaction.atomic():
        draft = start(
            promotion.merchant,
            by=by,
            at=at,
            campaign=campaign,
            facts={"renewed_from": promotion.reference},
        )
        with changing(draft, at=at) as dossier:
            for name in TAKEN_OVER:
                setattr(dossier, name, getattr(promotion, name))
            dossier.districts.set(promotion.districts.all())
            dossier.channels.set(promotion.channels.all())
            _copy(promotion.items.all(), dossier)
            _copy(promotion.prizes.all(), dossier)
    return dossier


def _copy(rows: models.QuerySet[Any], dossier: Promotion) -> None:
    """Store each row again for the new dossier; many of them take no memory."""
    copies = _taken_over(rows, dossier)
    while some := list(islice(copies, ROWS_AT_ONCE)):
        rows.model._default_manager.bulk_create(some)


def _taken_over(
    rows: models.QuerySet[Any], dossier: Promotion
) -> Iterator[Item | Prize]:
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        row.pk = None
        row._state.adding = True
        row.promotion = dossier
        yield row
