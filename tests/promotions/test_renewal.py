"""A promotion used again: a new draft with what stays the same, and nothing else."""

from datetime import datetime

import pytest

from promotions.enums import PromotionState
from promotions.law.finding import errors
from promotions.law.judging import check
from promotions.models import Promotion
from promotions.renewal import renew
from promotions.story import story
from tests.accounts.factories import DistrictFactory
from tests.promotions.factories import (
    HCM,
    ItemFactory,
    MerchantMemberFactory,
    PrizeFactory,
    PromotionFactory,
    SalesChannelFactory,
)

pytestmark = pytest.mark.django_db

NEXT_YEAR = datetime(2025, 10, 6, 9, tzinfo=HCM)


@pytest.fixture
def old():
    promotion = PromotionFactory(
        ended=True,
        forms=["discount", "contest"],
        filing_ref="000.00.13.H56-241118-0001",
        filed_on="2024-11-18",
        confirmation_ref="12/XN",
        confirmed_on="2024-11-19",
        promoted_total_vnd=35_000_000,
        used_total_vnd=21_000_000,
        prizes_due_on="2024-12-10",
    )
    ItemFactory(promotion=promotion, position=7, name="Mắm tôm", with_gift=True)
    PrizeFactory(promotion=promotion, position=1)
    promotion.channels.add(SalesChannelFactory(merchant=promotion.merchant))
    promotion.districts.add(DistrictFactory())
    return promotion


@pytest.fixture
def new(old):
    member = MerchantMemberFactory(merchant=old.merchant)
    return renew(old, by=member.user, at=NEXT_YEAR)


def rows(manager):
    return list(manager.order_by("position").values())


def without_keys(found):
    own = {"id", "promotion_id"}
    return [{k: v for k, v in row.items() if k not in own} for row in found]


def test_goods_prizes_and_places_are_taken_over(old, new):
    assert without_keys(rows(new.items)) == without_keys(rows(old.items))
    assert without_keys(rows(new.prizes)) == without_keys(rows(old.prizes))
    assert list(new.channels.all()) == list(old.channels.all())
    assert list(new.districts.all()) == list(old.districts.all())
    assert (new.name, new.forms, new.conditions) == (
        old.name,
        old.forms,
        old.conditions,
    )


def test_dates_filing_and_declaration_are_not(new):
    new.refresh_from_db()
    never = (
        *("starts_at", "ends_at", "prizes_due_on", "campaign", "slot"),
        *("filed_on", "confirmed_on", "promoted_total_vnd", "used_total_vnd"),
        *("submitted_at", "received_at", "published_at", "closed_at"),
    )
    assert {name: getattr(new, name) for name in never} == dict.fromkeys(never)
    assert (new.filing_ref, new.confirmation_ref) == ("", "")
    assert not new.is_declared_true
    assert new.state == PromotionState.DRAFT
    assert new.reference == "KM-2025-000001"


def test_the_old_promotion_stays_as_it_was(old):
    before = Promotion.objects.values().get(pk=old.pk), rows(old.items)
    member = MerchantMemberFactory(merchant=old.merchant)

    renew(old, by=member.user, at=NEXT_YEAR)

    assert (Promotion.objects.values().get(pk=old.pk), rows(old.items)) == before


def test_its_story_says_where_it_comes_from(old, new):
    (entry,) = story(new)

    assert old.reference in entry.text


def test_the_new_draft_is_judged_anew(new):
    missing = {finding.field for finding in errors(check(new, at=NEXT_YEAR))}

    assert {"starts_at", "ends_at", "is_declared_true"} <= missing
