"""Using a promotion again: what stays the same is taken over into a new draft.

Dates, sums, the declaration and everything of the filing belong to the old dossier
alone; the new one is declared and judged anew.
"""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from campaigns.models import Campaign
from promotions.dossier import start
from promotions.drafting import changing
from promotions.form_details import copy_answers
from promotions.models import Item, Prize, Promotion
from promotions.rows import copy_rows

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
            if promotion.branch is not None and promotion.branch.may_file:
                dossier.branch = promotion.branch
            dossier.districts.set(promotion.districts.all())
            dossier.channels.set(promotion.channels.all())
            copy_rows(Item, promotion, dossier)
            copy_rows(Prize, promotion, dossier)
            copy_answers(promotion, dossier, with_days=False)
    return dossier
