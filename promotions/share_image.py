"""The picture that messages and social networks show for a promotion."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext, override

from campaigns.moments import ending, starting
from promotions.amounts import percent
from promotions.models import Promotion
from promotions.register import Standing, standing
from promotions.typesetting import set_page

KEPT_SECONDS = 86_400
SIZES_BY_LENGTH = ((40, 62), (90, 52), (150, 42))
SMALLEST = 34
NAME_CHARACTERS = 220


def share_image(promotion: Promotion, *, at: datetime) -> bytes:
    """Return a PNG of 1200 × 630 pixels; the same facts are drawn once a day."""
    with override("vi"):
        facts = _facts(promotion, at=at)
    digest = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
    key = f"share-image:{digest}"
    kept = cache.get(key)
    if isinstance(kept, bytes):
        return kept
    picture = set_page("share.typ", facts, to="png")
    cache.set(key, picture, KEPT_SECONDS)
    return picture


def _facts(promotion: Promotion, *, at: datetime) -> dict[str, Any]:
    stands = standing(promotion, at=at)
    name = promotion.name[:NAME_CHARACTERS]
    size = next((s for length, s in SIZES_BY_LENGTH if len(name) <= length), SMALLEST)
    highest = promotion.max_discount_percent
    shows_discount = stands in {Standing.RUNNING, Standing.COMING} and highest
    assert promotion.starts_at is not None
    assert promotion.ends_at is not None
    return {
        "office": gettext("Department of Industry and Trade of Thanh Hoá"),
        "name": name,
        "name_size": size,
        "merchant": promotion.merchant.name,
        "period": gettext("%(start)s – %(end)s")
        % {"start": starting(promotion.starts_at), "end": ending(promotion.ends_at)},
        "standing": str(stands.label),
        "is_bad": stands not in {Standing.RUNNING, Standing.COMING},
        "up_to": gettext("Down by up to") if shows_discount else "",
        "discount": percent(highest) if shows_discount and highest else "",
        "reference": promotion.reference,
    }
