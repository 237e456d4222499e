"""A believable small province, and as large a one as a benchmark needs.

Everything up to the limits below goes through the verbs of real use; beyond them the
database copies what is there. The same numbers give the same demo.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from campaigns.models import Campaign
from complaints.models import Complaint, ComplaintEvent, Referral, ReferralEvent
from inspections.models import Inspection
from promotions.models import Item, Promotion, PromotionEvent, SheetJob
from thanhhoa_ecom.demo.complaints import receive_complaint
from thanhhoa_ecom.demo.inspections import inspect
from thanhhoa_ecom.demo.merchants import ensure_merchants
from thanhhoa_ecom.demo.multiply import Family, multiply
from thanhhoa_ecom.demo.people import ensure_people
from thanhhoa_ecom.demo.promotions import file_promotion
from thanhhoa_ecom.demo.sheets import send_sheet
from thanhhoa_ecom.demo.shopping_codes import open_pools

THROUGH_VERBS = 200
PROMOTIONS_A_MERCHANT = 2
Say = Callable[[str], object]

PROMOTION_FAMILY = Family(
    root=Promotion,
    parts=(
        Item,
        PromotionEvent,
        Promotion.districts.through,
        Promotion.channels.through,
    ),
    fresh={Promotion: {"reference": "'KM-2024-' || {id}"}},
)
COMPLAINT_FAMILY = Family(
    root=Complaint,
    parts=(ComplaintEvent, Referral, ReferralEvent),
    fresh={Complaint: {"code": "'PA-' || lpad({id}::text, 12, '0')"}},
    minutes_apart=7,
    spread_minutes=20_000,
)


def populate(
    campaign: Campaign,
    *,
    promotions: int,
    complaints: int,
    inspections: int,
    at: datetime,
    say: Say,
) -> None:
    """Fill the province up to the given numbers; what is there stays.

    Runs in one transaction for each kind of record, so a stopped run can be repeated.
    """
    ensure_people()
    with transaction.atomic():
        _file_promotions(campaign, promotions, at=at)
        open_pools(campaign, at=at)
    _send_sheet(campaign, at=at)
    say(f"promotions: {Promotion.objects.count()}")
    with transaction.atomic():
        _receive_complaints(campaign, complaints, at=at)
    say(f"complaints: {Complaint.objects.count()}")
    with transaction.atomic():
        _inspect(campaign, inspections, at=at)
    say(f"inspections: {Inspection.objects.count()}")
    if multiply(PROMOTION_FAMILY, total=promotions):
        say(f"promotions: {Promotion.objects.count()}")
    if multiply(COMPLAINT_FAMILY, total=complaints):
        say(f"complaints: {Complaint.objects.count()}")


def _file_promotions(campaign: Campaign, wanted: int, *, at: datetime) -> None:
    wanted = min(wanted, THROUGH_VERBS)
    count = max(2, -(-wanted // PROMOTIONS_A_MERCHANT))
    merchants = ensure_merchants(count, at=at - timedelta(days=40))
    numbered = Promotion.objects.filter(sheet_jobs=None).count()
    for number in range(numbered, wanted):
        filed_at = at - timedelta(days=20) + timedelta(hours=number * 13 % 240)
        merchant = merchants[number % len(merchants)]
        file_promotion(merchant, campaign, number=number, at=filed_at)


def _send_sheet(campaign: Campaign, *, at: datetime) -> None:
    """Send one item sheet; its draft is none of the numbered promotions."""
    if not SheetJob.objects.exists():
        shop = ensure_merchants(1, at=at)[0]
        send_sheet(shop, campaign, at=at - timedelta(days=1))


def _receive_complaints(campaign: Campaign, wanted: int, *, at: datetime) -> None:
    public = list(Promotion.objects.public().order_by("pk")[:THROUGH_VERBS])
    if not public:
        return
    began = max(campaign.starts_at, at - timedelta(days=6))
    minutes = max(1, int((at - began).total_seconds() // 60) - 60)
    for number in range(Complaint.objects.count(), min(wanted, THROUGH_VERBS)):
        received_at = began + timedelta(minutes=number * 37 % minutes)
        promotion = public[number * 11 % len(public)]
        receive_complaint(promotion, number=number, at=received_at, until=at)


def _inspect(campaign: Campaign, wanted: int, *, at: datetime) -> None:
    complaints = list(
        Complaint.objects.exclude(merchant=None).order_by("pk")[:THROUGH_VERBS]
    )
    present = Inspection.objects.count()
    for number in range(present, min(wanted, len(complaints))):
        begun_at = at - timedelta(hours=30) + timedelta(minutes=number % 1_000)
        inspect(complaints[number], campaign, number=number, at=begun_at)
