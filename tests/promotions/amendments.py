"""Proposals for tests: begun by a merchant's own person, changed in one point."""

from datetime import datetime

from promotions import drafting, workflow
from promotions.amending import start_amendment
from tests.promotions.factories import HCM, MerchantMemberFactory, PromotionFactory

BEFORE = datetime(2024, 11, 20, 9, tzinfo=HCM)
RUNNING = datetime(2024, 11, 26, 9, tzinfo=HCM)
STATES = {"submitted", "needs_changes", "received", "suspended", "ended", "refused"}
WHY = "Nhà cung cấp hỗ trợ thêm giá"


def announced(**facts):
    if not facts.keys() & STATES:
        facts["published"] = True
    return PromotionFactory(merchant__email="shop@thu.example", **facts)


def proposed(promotion, *, at=BEFORE, **facts):
    """Begin an amendment and store the given facts in its proposal."""
    member = MerchantMemberFactory(merchant=promotion.merchant)
    amendment = start_amendment(promotion, by=member.user, at=at)
    if facts:
        drafting.save_facts(amendment.proposal, facts, at=at)
    return again(amendment)


def with_price(amendment, price_vnd, *, at=BEFORE, **facts):
    """Give the first goods of the proposal another price in the promotion."""
    item = amendment.proposal.items.order_by("position").first()
    percent = 100 - price_vnd * 100 // item.price_before_vnd
    changed = {"price_now_vnd": price_vnd, "discount_percent": percent, **facts}
    drafting.save_item(item, changed, at=at)
    return again(amendment)


def sent(amendment, *, at=BEFORE, by=None):
    proposal = amendment.proposal
    proposal.is_declared_true = True
    proposal.save(update_fields=["is_declared_true"])
    return workflow.submit_amendment(again(amendment), by=by, at=at, reason=WHY)


def again(amendment):
    """Return the amendment as it is stored now, with fresh records around it."""
    return type(amendment).objects.get(pk=amendment.pk)
