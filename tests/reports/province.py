"""A small province with every kind of result, and its figures."""

from datetime import date, datetime
from decimal import Decimal

from promotions.models import LegalFact
from tests.accounts.factories import DistrictFactory
from tests.campaigns.factories import (
    HCM,
    ActivityFactory,
    AssignmentFactory,
    CampaignFactory,
    TimeSlotFactory,
)
from tests.complaints.factories import CategoryFactory, ComplaintFactory
from tests.inspections.factories import (
    FindingFactory,
    InspectedGoodsFactory,
    InspectionFactory,
    SanctionFactory,
)
from tests.promotions.factories import (
    MerchantFactory,
    PromotionFactory,
    SalesChannelFactory,
)

AS_OF = datetime(2024, 12, 10, 9, tzinfo=HCM)


def fill_the_province():
    """Return a campaign with 2 merchants, 3 promotions, 4 complaints, 1 sanction."""
    LegalFact.objects.get_or_create(
        code="notification_working_days",
        in_force_from=date(2018, 7, 15),
        defaults={
            "name": "Thời hạn thông báo",
            "value": 3,
            "measure": "ngày làm việc",
            "source": "Nghị định 81/2018/NĐ-CP, Điều 17",
            "confidence": "high",
        },
    )
    campaign = CampaignFactory(plan_ref="123/KH-SCT")
    slot = TimeSlotFactory(campaign=campaign)
    city = DistrictFactory(code="380", name="Thành phố Thanh Hoá", slug="tp-thanh-hoa")
    town = DistrictFactory(code="382", name="Thành phố Sầm Sơn", slug="tp-sam-son")
    DistrictFactory(code="384", name="Huyện Mường Lát", slug="huyen-muong-lat")
    _offer(campaign, slot, city, town)
    for district, situation in [
        (city, {"resolved": True}),
        (city, {"overdue": True}),
        (town, {"counterfeit": True}),
        (town, {"resolved": True, "due_at": datetime(2024, 12, 1, tzinfo=HCM)}),
    ]:
        ComplaintFactory(campaign=campaign, district=district, **situation)
    _inspect(campaign, city, town)
    article = ActivityFactory(campaign=campaign, quantity=12, reached_count=45_000)
    AssignmentFactory(campaign=campaign, unit=article.unit)
    CategoryFactory(code="late-delivery", name="Giao hàng chậm")
    return campaign


def _offer(campaign, slot, city, town):
    shop = MerchantFactory(district=city)
    SalesChannelFactory(merchant=shop)
    PromotionFactory(
        published=True,
        campaign=campaign,
        slot=slot,
        merchant=shop,
        max_discount_percent=Decimal("62.5"),
        item__discount_percent=Decimal("62.5"),
        item__is_ocop=True,
        item__is_local=True,
        used_total_vnd=1_250_000_000,
        filing_ref="000.00.20.H56-241120-0001",
        filed_on=date(2024, 11, 20),
    )
    PromotionFactory(
        ended=True,
        campaign=campaign,
        merchant=shop,
        forms=["gift", "discount"],
        used_total_vnd=3_456_789,
        filing_ref="000.00.20.H56-241122-0002",
        filed_on=date(2024, 11, 22),
    )
    PromotionFactory(
        received=True,
        campaign=campaign,
        merchant=MerchantFactory(district=town, household=True),
    )


def _inspect(campaign, city, town):
    fined = InspectionFactory(
        concluded=True, outcome="sanctioned", campaign=campaign, district=city
    )
    FindingFactory(inspection=fined)
    SanctionFactory(inspection=fined, fine_vnd=7_500_000)
    InspectedGoodsFactory(inspection=fined)
    InspectionFactory(under_way=True, campaign=campaign, district=town)
