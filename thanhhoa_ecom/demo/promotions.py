"""Promotions of the demo: filed, judged and published through the verbs of real use."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from campaigns.models import Campaign
from promotions import dossier, drafting, workflow
from promotions.enums import PromotionForm
from promotions.models import GoodsGroup, Merchant, Promotion
from thanhhoa_ecom.demo.merchants import trade_of
from thanhhoa_ecom.demo.people import person
from thanhhoa_ecom.demo.vocabulary import CHANGES_ASKED, REFUSALS, Goods

DISCOUNTS = (10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 62, 70)
NAMES = (
    "{goods} giảm {discount}%",
    "Online Friday: {goods} giảm {discount}%",
    "Tuần lễ mua sắm – {goods} giảm {discount}%",
)
CONDITIONS = (
    "Không giới hạn số lượng mua.",
    "Mỗi khách hàng mua tối đa 03 sản phẩm mỗi mặt hàng.",
    "Áp dụng cho đơn hàng từ 100.000 đồng.",
)


def file_promotion(
    merchant: Merchant, campaign: Campaign, *, number: int, at: datetime
) -> Promotion:
    """File one promotion and take it as far as its number says.

    Of twenty, fifteen are published, two wait, one has changes asked for, one is a
    draft and one is refused.
    """
    random = Random(number * 7919)
    promotion = _draft(merchant, campaign, random, number=number, at=at)
    stage, officer = number % 20, person("thuong-mai")
    if stage == 19:
        return promotion
    promotion = _submit(promotion, at=at)
    if stage in {16, 17}:
        return promotion
    if stage == 18:
        reason, later = random.choice(CHANGES_ASKED), at + timedelta(hours=5)
        return workflow.ask_for_changes(promotion, by=officer, at=later, reason=reason)
    if stage == 15:
        reason, later = random.choice(REFUSALS), at + timedelta(hours=7)
        return workflow.refuse(promotion, by=officer, at=later, reason=reason)
    workflow.receive(promotion, by=officer, at=at + timedelta(hours=3))
    return workflow.publish(promotion, by=officer, at=at + timedelta(hours=4))


def _submit(promotion: Promotion, *, at: datetime) -> Promotion:
    with dossier.editing(promotion, at=at) as declared:
        declared.is_declared_true = True
    return workflow.submit(declared, by=person("cua-hang"), at=at)


def _draft(
    merchant: Merchant,
    campaign: Campaign,
    random: Random,
    *,
    number: int,
    at: datetime,
) -> Promotion:
    goods = trade_of(merchant).goods
    chosen = random.sample(goods, k=random.randint(1, min(3, len(goods))))
    discount = random.choice(DISCOUNTS)
    has_gift = random.random() < 0.15
    promotion = dossier.start(merchant, by=person("cua-hang"), at=at, campaign=campaign)
    facts = _facts(campaign, chosen, discount, random, number=number, at=at)
    facts["channels"] = list(merchant.channels.all())
    facts["districts"] = [merchant.district] if random.random() < 0.6 else []
    if has_gift:
        facts["forms"] = [PromotionForm.DISCOUNT, PromotionForm.GIFT]
    promotion = drafting.save_facts(promotion, facts, at=at)
    groups = {group.code: group for group in GoodsGroup.objects.all()}
    for item in chosen:
        details = _item(item, groups, discount, random)
        if has_gift and item is chosen[0]:
            details |= _gift(item, groups)
        drafting.add_item(promotion, details, at=at)
    return promotion


def _facts(
    campaign: Campaign,
    chosen: list[Goods],
    discount: int,
    random: Random,
    *,
    number: int,
    at: datetime,
) -> dict[str, Any]:
    slot = campaign.slots.first() if random.random() < 0.4 else None
    window = slot or campaign
    promoted = sum(item.price_vnd for item in chosen) * 100
    name = random.choice(NAMES).format(goods=chosen[0].name, discount=discount)
    return {
        "slot": slot,
        "name": name,
        "forms": [PromotionForm.DISCOUNT],
        "starts_at": window.starts_at,
        "ends_at": window.ends_at,
        "customers": "Mọi khách hàng mua lẻ",
        "content": (
            f"Giảm {discount}% giá bán ngay trước thời gian khuyến mại cho các mặt "
            "hàng nêu trong danh mục, đến hết số lượng đã công bố."
        ),
        "conditions": random.choice(CONDITIONS),
        "promoted_total_vnd": promoted,
        "used_total_vnd": promoted * discount // 100,
        "filing_ref": f"000.00.13.H56-2411{at.day:02d}-{number % 10_000:04d}",
        "filed_on": at.date(),
    }


def _item(
    goods: Goods, groups: dict[str, GoodsGroup], discount: int, random: Random
) -> dict[str, Any]:
    return {
        "name": goods.name,
        "goods_group": groups[goods.group],
        "unit_of_measure": goods.unit_of_measure,
        "quantity": random.choice((50, 100, 200, 500)),
        "price_before_vnd": goods.price_vnd,
        "price_now_vnd": goods.price_vnd * (100 - discount) // 100,
        "discount_percent": Decimal(discount),
        "is_local": goods.is_local,
        "is_ocop": goods.is_ocop,
        "is_vietnamese": goods.is_local or random.random() < 0.3,
    }


def _gift(goods: Goods, groups: dict[str, GoodsGroup]) -> dict[str, Any]:
    return {
        "gift_name": "Túi vải dệt cói",
        "gift_group": groups["handicraft"],
        "gift_value_vnd": goods.price_vnd // 10,
    }
