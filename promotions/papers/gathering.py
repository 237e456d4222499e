"""From a stored dossier to the facts of its papers."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.utils import translation

from accounts.folding import fold
from promotions.changes import changes_between
from promotions.law.filing_term import GIFTS_VND, filing_term
from promotions.models import Merchant, Promotion, SalesChannel
from promotions.papers import wording
from promotions.papers.facts import Amended, DossierFacts, PrizeFact, Trader
from promotions.permissions import is_proposal

PROVINCE = "tỉnh Thanh Hoá"
LANGUAGE = "vi"
DEMO_MARK = "BẢN MINH HOẠ"
DRAFT_MARK = "BẢN NHÁP"


def facts_of(promotion: Promotion, *, at: datetime, number: int = 0) -> DossierFacts:
    """Return what the papers of the dossier say now; ``number`` 0 is a draft."""
    goods = _goods(promotion)
    procedure = filing_term(promotion, at=at).procedure
    return DossierFacts(
        reference=promotion.reference,
        number=number,
        told_at=at,
        merchant=_trader(promotion.merchant),
        name=promotion.name,
        forms=tuple(promotion.forms),
        is_gift_tied_to_purchase=promotion.is_gift_tied_to_purchase,
        starts_at=promotion.starts_at,
        ends_at=promotion.ends_at,
        programme=promotion.campaign.name if promotion.campaign else "",
        customers=promotion.customers,
        content=promotion.content,
        conditions=promotion.conditions,
        districts=tuple(str(district) for district in promotion.districts.all()),
        channels=tuple(_channel(channel) for channel in promotion.channels.all()),
        is_beyond_province=promotion.is_beyond_province,
        is_online_only=promotion.is_online_only,
        goods_count=goods["count"],
        goods_quantity=None if goods["unknown"] else goods["units"],
        has_gifts=bool(goods["named_gifts"]),
        gifts_vnd=goods["gifts"],
        promoted_total_vnd=promotion.promoted_total_vnd,
        used_total_vnd=promotion.used_total_vnd,
        prizes=tuple(
            PrizeFact(prize.name, prize.quantity, prize.value_vnd)
            for prize in promotion.prizes.all()
        ),
        prizes_due_on=promotion.prizes_due_on,
        procedure=procedure.kind,
        office=procedure.office or "",
        filing_ref=promotion.filing_ref,
        mark=_mark(number),
        amended=_amended(promotion) if is_proposal(promotion) else None,
    )


def _amended(proposal: Promotion) -> Amended:
    """Return what the proposal changes, in Vietnamese whoever sends it."""
    amendment = proposal.amendment
    announced = amendment.promotion
    with translation.override(LANGUAGE):
        found = changes_between(announced, proposal)
    return Amended(
        reference=announced.reference,
        number=amendment.number,
        name=announced.name,
        period=wording.period(announced.starts_at, announced.ends_at),
        filing_ref=announced.filing_ref,
        reason=amendment.reason,
        changes=tuple((line.label, line.before, line.after) for line in found.lines),
        rows_left_out=found.rows_left_out,
    )


def _goods(promotion: Promotion) -> dict[str, Any]:
    """Sum the goods up in the database."""
    return promotion.items.aggregate(
        count=Count("pk"),
        units=Sum("quantity"),
        unknown=Count("pk", filter=Q(quantity__isnull=True)),
        gifts=GIFTS_VND,
        named_gifts=Count("pk", filter=~Q(gift_name="")),
    )


def _trader(merchant: Merchant) -> Trader:
    contact_phone = merchant.contact_phone or merchant.phone
    return Trader(
        name=merchant.name,
        kind=merchant.kind,
        tax_code=merchant.tax_code,
        address=_address(merchant),
        phone=_national(merchant.phone),
        email=merchant.email,
        representative=merchant.representative,
        contact_name=merchant.contact_name,
        contact_phone=_national(contact_phone),
    )


def _address(merchant: Merchant) -> str:
    """Return the address with what people leave out because everybody here knows it."""
    address = merchant.address
    for part in (str(merchant.district), PROVINCE):
        if fold(part) not in fold(address):
            address = f"{address}, {part}"
    return address


def _national(phone: Any) -> str:
    """Return «0237 3852 000», as people dial it here."""
    return str(phone.as_national) if phone else ""


def _channel(channel: SalesChannel) -> str:
    return f"{channel.name} ({channel.url or channel.address})"


def _mark(number: int) -> str:
    if number == 0:
        return DRAFT_MARK
    return DEMO_MARK if settings.PORTAL_DEMO else ""
