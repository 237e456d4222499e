"""The records that the examples of the documentation speak of."""

from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

from django.db import connection

from accounts.lifecycle import PUBLIC
from campaigns.models import Campaign
from complaints.talking import ask
from complaints.workflow import accept_referral
from promotions.enums import SheetMode, SheetPolicy
from promotions.models import ReferenceCounter
from promotions.price_history import lock_prices
from promotions.search import refresh_search
from promotions.sheets.checking import check_sheet
from promotions.sheets.uploading import accept_upload
from tests.accounts.factories import DistrictFactory
from tests.campaigns.factories import TimeSlotFactory
from tests.complaints.factories import (
    ComplaintFactory,
    ReferralFactory,
    default_rules,
    routed_units,
)
from tests.promotions.factories import (
    HCM,
    STARTED_AT,
    ApiKeyFactory,
    ItemFactory,
    MerchantFactory,
    PromotionFactory,
    SalesChannelFactory,
    the_campaign,
)

FRIDAY_MORNING = datetime(2024, 11, 29, 9, tzinfo=HCM)
REPORT = "PA-7K3M-9QXD-2TRV"
SECRET = "km_abcdefgh-secret-of-the-examples"
SHEET = """\
Tên hàng hoá,Nhóm hàng,Đơn vị tính,Giá trước khuyến mại,Giá khuyến mại
Nem chua hộp 20 chiếc,"Thực phẩm, đồ uống đóng gói",hộp,100000,70000
Nước mắm Ba Làng,"Thực phẩm, đồ uống đóng gói",,185000,150000
""".encode()


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
    promotion.channels.add(SalesChannelFactory(pk=7, merchant=merchant))
    lock_prices(promotion, at=STARTED_AT)
    refresh_search(promotion)
    drafts(merchant, campaign)
    complaints(promotion)


def drafts(merchant, campaign):
    """Two drafts of the merchant, a sheet of the second, and a key to them."""
    ApiKeyFactory(merchant=merchant, secret=SECRET)
    ReferenceCounter.objects.update_or_create(year=2024, defaults={"last_number": 3})
    for reference in ("KM-2024-000002", "KM-2024-000003"):
        draft = PromotionFactory(
            declared=True,
            merchant=merchant,
            campaign=campaign,
            reference=reference,
            starts_at="2024-11-30T00:00+07:00",
            ends_at="2024-12-01T12:00+07:00",
        )
    with connection.cursor() as cursor:  # the number stands in an example
        cursor.execute("ALTER SEQUENCE promotions_sheetjob_id_seq RESTART WITH 1")
    job = accept_upload(
        draft,
        BytesIO(SHEET),
        filename="hang-hoa.csv",
        mode=SheetMode.ADD,
        policy=SheetPolicy.PARTIAL,
        by=merchant.members.get().user,
        at=STARTED_AT,
        key=uuid4(),
    )
    check_sheet(job.pk)


def complaints(promotion):
    """The rules, the units, and one report with a question that waits."""
    default_rules()
    district = promotion.merchant.district
    units = routed_units(district)
    complaint = ComplaintFactory(
        code=REPORT, promotion=promotion, district=district, phone="+84912345678"
    )
    complaint.events.create(
        verb="receive",
        from_state="",
        to_state=complaint.state,
        actor=PUBLIC,
        happened_at=complaint.received_at,
    )
    part = ReferralFactory(complaint=complaint, unit=units["lead"])
    accept_referral(part, by=None, at=FRIDAY_MORNING)
    ask(part, text="Anh/chị mua tại quầy nào?", by=None, at=FRIDAY_MORNING)
    the_day_before = {
        "campaign": promotion.campaign,
        "district": district,
        "received_at": FRIDAY_MORNING - timedelta(days=1),
    }
    ComplaintFactory.create_batch(7, **the_day_before)
    ComplaintFactory.create_batch(2, **the_day_before, counterfeit=True)
