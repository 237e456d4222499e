"""The records that the examples of the documentation speak of."""

from decimal import Decimal

from campaigns.models import Campaign
from promotions.price_history import lock_prices
from promotions.search import refresh_search
from tests.accounts.factories import DistrictFactory
from tests.campaigns.factories import TimeSlotFactory
from tests.promotions.factories import (
    STARTED_AT,
    ItemFactory,
    MerchantFactory,
    PromotionFactory,
    SalesChannelFactory,
    the_campaign,
)

FRIDAY_MORNING = "2024-11-29T09:00+07:00"


def world():
    campaign = the_campaign()
    Campaign.objects.filter(pk=campaign.pk).update(code="online-friday-2024")
    merchant = MerchantFactory(
        tax_code="2899999013",
        name="Hợp tác xã Nem chua Ví dụ",
        address="Số 5 đường Lê Hoàn",
        district=DistrictFactory(code="380", name="Thành phố Thanh Hoá"),
        website="https://nem.example",
    )
    promotion = PromotionFactory(
        published=True,
        merchant=merchant,
        campaign=campaign,
        slot=TimeSlotFactory(campaign=campaign),
        reference="KM-2024-000001",
        name="Nem chua Thanh Hoá giảm 30%",
        starts_at="2024-11-29T00:00+07:00",
        ends_at="2024-12-01T12:00+07:00",
    )
    ItemFactory(
        promotion=promotion,
        position=2,
        name="Giò lụa",
        price_before_vnd=160_000,
        price_now_vnd=120_000,
        discount_percent=Decimal(25),
    )
    promotion.channels.add(SalesChannelFactory(merchant=merchant))
    lock_prices(promotion, at=STARTED_AT)
    refresh_search(promotion)
    return promotion
