"""Stored dossiers that the law wants papers of."""

from datetime import datetime

from promotions.enums import PromotionForm
from promotions.models import Item
from promotions.papers.making import hand_in
from promotions.workflow import ask_for_changes, submit
from tests.promotions.factories import (
    HCM,
    MerchantMemberFactory,
    PrizeFactory,
    PromotionFactory,
)

SENT_AT = datetime(2024, 11, 18, 10, tzinfo=HCM)


def notified(**facts):
    """Return a draft of a discount that must be notified, with its member's person."""
    membership = MerchantMemberFactory()
    promotion = PromotionFactory(
        **{
            "declared": True,
            "merchant": membership.merchant,
            "is_online_only": False,
            "used_total_vnd": 150_000_000,
            "promoted_total_vnd": 900_000_000,
            **facts,
        }
    )
    return promotion, membership.user


def sent(**facts):
    promotion, person = notified(**facts)
    return submit(promotion, by=person, at=SENT_AT), person


def lucky_draw():
    promotion, person = notified(
        forms=[PromotionForm.DISCOUNT, PromotionForm.LUCKY_DRAW]
    )
    PrizeFactory(promotion=promotion)
    return promotion, person


def sent_back(promotion):
    return ask_for_changes(promotion, by=None, at=SENT_AT, reason="Thiếu giá.")


def with_goods(count, **facts):
    """Return the version of a sent dossier of many goods; its papers are not made."""
    promotion, person = notified(submitted=True, **facts)
    first = promotion.items.get()
    Item.objects.bulk_create(
        Item(
            promotion=promotion,
            position=place,
            name=f"{first.name} {place}",
            goods_group=first.goods_group,
            unit_of_measure="hộp",
            quantity=1,
            price_before_vnd=100_000,
            price_now_vnd=80_000,
        )
        for place in range(2, count + 1)
    )
    return hand_in(promotion, at=SENT_AT), person
