"""Complaints of the demo: filed as a consumer files them, answered as units answer."""

import uuid
from datetime import datetime, timedelta
from random import Random

from complaints import workflow
from complaints.consent import CURRENT_VERSION
from complaints.enums import (
    ComplaintKind,
    ComplaintSource,
    ReferralRole,
    SellerChannel,
)
from complaints.intake import ComplaintFacts, file_complaint
from complaints.models import Category, Complaint
from promotions.models import Promotion
from thanhhoa_ecom.demo.merchants import full_name, phone
from thanhhoa_ecom.demo.people import person
from thanhhoa_ecom.demo.vocabulary import ANSWERS, OUTCOMES, STORIES

KEYS = uuid.UUID("5f0c2d0e-6a3b-4c58-9b0a-2f3d1f6a2024")


def receive_complaint(
    promotion: Promotion, *, number: int, at: datetime, until: datetime
) -> Complaint:
    """File one complaint at ``at`` and take it as far as it would be by ``until``."""
    random = Random(number * 104_729)
    facts = _facts(promotion, random, number=number)
    key = uuid.uuid5(KEYS, str(number))
    receipt = file_complaint(facts, key=key, at=at, source=ComplaintSource.WEB)
    complaint = Complaint.objects.get(code=receipt.reference)
    _handle(complaint, random, stage=number % 10, at=at, until=until)
    return complaint


def _facts(promotion: Promotion, random: Random, *, number: int) -> ComplaintFacts:
    category = random.choice(list(STORIES))
    merchant = promotion.merchant
    item = promotion.items.first()
    kind = (
        ComplaintKind.TIP,
        ComplaintKind.SUPPORT,
        ComplaintKind.COMPLAINT,
    )[number % 3]
    return ComplaintFacts(
        kind=kind,
        category=Category.objects.get(code=category),
        district=merchant.district,
        seller_name=merchant.name,
        seller_channel=random.choice(
            (SellerChannel.STORE, SellerChannel.MARKETPLACE, SellerChannel.SOCIAL)
        ),
        seller_address=merchant.address,
        story=random.choice(STORIES[category]),
        demand="" if kind == ComplaintKind.TIP else "Đề nghị hoàn lại phần chênh lệch.",
        consent_version=CURRENT_VERSION,
        promotion=promotion,
        amount_vnd=item.price_now_vnd if item else None,
        has_contacted_seller=kind == ComplaintKind.SUPPORT,
        seller_answer="Người bán không trả lời."
        if kind == ComplaintKind.SUPPORT
        else "",
        full_name=full_name(random),
        phone=phone(random),
        email=f"nguoi-mua-{number}@demo.thanhhoa.example",
        may_share_with_seller=random.random() < 0.5,
    )


def _handle(
    complaint: Complaint,
    random: Random,
    *,
    stage: int,
    at: datetime,
    until: datetime,
) -> None:
    """Of ten, four are closed, three are being handled, three are new."""
    if stage >= 7:
        return
    step = (until - at) / 4
    officer = person("thuong-mai")
    lead = complaint.referrals.get(role=ReferralRole.LEAD)
    workflow.accept_referral(lead, by=officer, at=at + step)
    support = complaint.referrals.filter(role=ReferralRole.SUPPORT).first()
    if support is not None and stage < 6:
        helper, answer = person("hoi-bvntd"), random.choice(ANSWERS)
        workflow.answer_referral(support, answer=answer, by=helper, at=at + 2 * step)
    if stage < 4:
        workflow.resolve(
            complaint,
            outcome=random.choice(OUTCOMES),
            by=officer,
            at=at + min(3 * step, timedelta(days=9)),
            open_parts_reason="Đã đủ căn cứ để trả lời người tiêu dùng.",
        )
