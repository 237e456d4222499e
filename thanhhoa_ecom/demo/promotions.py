"""Promotions of the demo: filed, judged and published through the verbs of real use."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from campaigns.models import Campaign
from promotions import dossier, workflow
from promotions.enums import PromotionForm
from promotions.models import GoodsGroup, Merchant, Promotion
from thanhhoa_ecom.demo.merchants import trade_of
from thanhhoa_ecom.demo.people import person
from thanhhoa_ecom.demo.vocabulary import CHANGES_ASKED, REFUSALS, Goods

DISCOUNTS = (10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 62, 70)


def file_promotion(
    merchant: Merchant, campaign: Campaign, *, number: int, at: datetime
) -> Promotion:
    """File one promotion and take it as far as its number says.

    Of twenty, fifteen are published, two wait, one has changes asked for, one is a
    draft and one is refused.
    """
    random = Random(number * 7919)
    promotion = _draft(merchant, campaign, random, number=number, at=at)
    trade_officer = person("thuong-mai")
    stage = number % 20
    if stage == 19:
        return promotion
    author = merchant.members.first()
    filer = author.user if author else None
    promotion = workflow.submit(promotion, by=filer, at=at)
    if stage in (16, 17):
        return promotion
    if stage == 18:
        return workflow.ask_for_changes(
            promotion,
            by=trade_officer,
            at=at + timedelta(hours=5),
            reason=random.choice(CHANGES_ASKED),
        )
    if stage == 15:
        return workflow.refuse(
            promotion,
            by=trade_officer,
            at=at + timedelta(hours=7),
            reason=random.choice(REFUSALS),
        )
    promotion = workflow.receive(
        promotion, by=trade_officer, at=at + timedelta(hours=3)
    )
    return workflow.publish(promotion, by=trade_officer, at=at + timedelta(hours=4))


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
    author = merchant.members.first()
    promotion = dossier.start(
        merchant, by=author.user if author else None, at=at, campaign=campaign
    )
    slot = campaign.slots.first() if random.random() < 0.4 else None
    window = slot or campaign
    promotion.slot = slot
    promotion.name = _name(chosen[0], discount, random)
    promotion.forms = [PromotionForm.DISCOUNT]
    promotion.starts_at, promotion.ends_at = window.starts_at, window.ends_at
    promotion.customers = "Mọi khách hàng mua lẻ"
    promotion.content = (
        f"Giảm {discount}% giá bán ngay trước thời gian khuyến mại cho các mặt hàng "
        "nêu trong danh mục, đến hết số lượng đã công bố."
    )
    promotion.conditions = random.choice(
        (
            "Không giới hạn số lượng mua.",
            "Mỗi khách hàng mua tối đa 03 sản phẩm mỗi mặt hàng.",
            "Áp dụng cho đơn hàng từ 100.000 đồng.",
        )
    )
    promotion.is_declared_true = True
    promotion.promoted_total_vnd = sum(item.price_vnd for item in chosen) * 100
    promotion.used_total_vnd = promotion.promoted_total_vnd * discount // 100
    promotion.filing_ref = (
        f"000.00.13.H56-2411{number % 20 + 1:02d}-{number % 9000:04d}"
    )
    promotion.filed_on = at.date()
    if random.random() < 0.15:
        promotion.forms.append(PromotionForm.GIFT)
    promotion.save()
    promotion.channels.set(merchant.channels.all())
    if random.random() < 0.6:
        promotion.districts.set([merchant.district])
    _add_items(promotion, chosen, discount, random)
    return promotion


def _add_items(
    promotion: Promotion, chosen: Sequence[Goods], discount: int, random: Random
) -> None:
    groups = {group.code: group for group in GoodsGroup.objects.all()}
    has_gift = PromotionForm.GIFT in promotion.forms
    for position, goods in enumerate(chosen, start=1):
        is_first = position == 1
        promotion.items.create(
            position=position,
            name=goods.name,
            goods_group=groups[goods.group],
            unit_of_measure=goods.unit_of_measure,
            quantity=random.choice((50, 100, 200, 500)),
            price_before_vnd=goods.price_vnd,
            price_now_vnd=goods.price_vnd * (100 - discount) // 100,
            discount_percent=Decimal(discount),
            gift_name="Túi vải dệt cói" if has_gift and is_first else "",
            gift_group=groups["handicraft"] if has_gift and is_first else None,
            gift_value_vnd=goods.price_vnd // 10 if has_gift and is_first else 0,
            is_local=goods.is_local,
            is_ocop=goods.is_ocop,
            is_vietnamese=goods.is_local or random.random() < 0.3,
        )


def _name(goods: Goods, discount: int, random: Random) -> str:
    pattern = random.choice(
        (
            "{goods} giảm {discount}%",
            "Online Friday: {goods} giảm {discount}%",
            "Tuần lễ mua sắm – {goods} giảm {discount}%",
        )
    )
    return pattern.format(goods=goods.name, discount=discount)
