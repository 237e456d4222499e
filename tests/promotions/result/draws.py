"""Registered games of chance that are over, and what is reported of them."""

from datetime import date, datetime, timedelta

from promotions import workflow
from promotions.enums import PromotionForm
from promotions.result.writing import save
from tests.promotions.factories import HCM, PrizeFactory, PromotionFactory

AWARDED = date(2024, 12, 1)
END = datetime(2024, 12, 2, tzinfo=HCM)
AFTER = datetime(2024, 12, 5, 9, tzinfo=HCM)
DUE = date(2025, 1, 15)
INSTANT = timedelta(microseconds=1)


def draw(**facts):
    """Return a game of chance of two prizes: one of 12 million, ten of 500,001."""
    if not facts.keys() & {"published", "suspended", "delisted", "received"}:
        facts["ended"] = True
    facts = {
        "forms": [PromotionForm.LUCKY_DRAW],
        "prizes_due_on": AWARDED,
        "merchant__email": "shop@thu.example",
        **facts,
    }
    if "merchant" in facts:
        del facts["merchant__email"]
    promotion = PromotionFactory(**facts)
    PrizeFactory(promotion=promotion, position=1)
    PrizeFactory(
        promotion=promotion,
        position=2,
        name="Giải nhì: phiếu quà",
        quantity=10,
        value_vnd=500_001,
    )
    return promotion


def written(promotion, *, given=(1, 7), at=AFTER, note="Không có"):
    counts = dict(enumerate(given, start=1))
    return save(promotion, given=counts, sales_vnd=90_000_000, note=note, at=at)


def sent(promotion, **facts):
    return workflow.send_result(written(promotion, **facts), by=None, at=AFTER)
