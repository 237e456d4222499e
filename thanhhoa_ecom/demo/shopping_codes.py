"""Pools of shopping codes of the demo, in every state a visitor may meet."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from campaigns.models import Campaign
from promotions.enums import PromotionState
from promotions.models import CodePool, Promotion
from promotions.shopping_codes import claiming
from promotions.shopping_codes.pools import open_pool
from thanhhoa_ecom.demo.people import person

TERMS = (
    "Mỗi khách hàng một mã, dùng một lần, không quy đổi thành tiền và không cộng dồn với "
    "mã khác."
)


def open_pools(campaign: Campaign, *, at: datetime) -> None:
    """Open three pools once: one open, one to come, one whose codes are gone."""
    if CodePool.objects.exists():
        return
    running = list(
        Promotion.objects.filter(
            state=PromotionState.PUBLISHED, starts_at__lte=at, ends_at__gt=at
        ).order_by("pk")[:2]
    )
    if len(running) < 2:
        return
    officer, shop = person("thuong-mai"), person("cua-hang")
    first, second = running
    open_pool(
        None,
        _facts("Mã mua sắm toàn tỉnh 20.000 ₫", "20.000", campaign.ends_at, 2_000, at),
        by=officer,
        at=at,
    )
    assert first.ends_at is not None
    assert second.ends_at is not None
    later = at + timedelta(hours=5)
    open_pool(
        first,
        _facts("Mã giảm thêm 30.000 ₫", "30.000", first.ends_at, 300, later),
        by=shop,
        at=at,
    )
    few = open_pool(
        second,
        _facts("10 mã giảm 100.000 ₫", "100.000", second.ends_at, 10, at),
        by=shop,
        at=at,
    )
    for number in range(few.quota):
        email = f"khach-{number}@demo.thanhhoa.example"
        claiming.claim(few.pk, email=email, key=UUID(int=number), at=at)


def _facts(
    title: str, amount: str, until: datetime, quota: int, opens_at: datetime
) -> dict[str, Any]:
    return {
        "title": title,
        "benefit": f"Giảm {amount} ₫ cho đơn hàng từ 300.000 ₫",
        "terms": TERMS,
        "quota": quota,
        "opens_at": opens_at,
        "closes_at": until,
        "expires_at": until,
    }
