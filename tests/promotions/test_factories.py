"""Every factory and every Trait gives a record the law has no error against."""

from datetime import datetime

import pytest

from promotions.enums import PromotionState
from promotions.law.finding import errors
from promotions.law.judging import check
from promotions.models.merchant import validate_tax_code
from tests.promotions.factories import (
    HCM,
    ItemFactory,
    MerchantFactory,
    MerchantMemberFactory,
    PrizeFactory,
    PromotionFactory,
    SalesChannelFactory,
    tax_code,
)

pytestmark = pytest.mark.django_db

AT = datetime(2024, 11, 18, 12, tzinfo=HCM)


def test_tax_codes_are_valid_and_differ():
    codes = [tax_code(number) for number in range(500)]

    for code in codes:
        validate_tax_code(code)
    assert len(set(codes)) == 500


@pytest.mark.parametrize(
    "situation",
    [
        "submitted",
        "needs_changes",
        "received",
        "published",
        "suspended",
        "ended",
        "refused",
        "withdrawn",
    ],
)
def test_a_situation_is_stored_in_its_state(situation):
    promotion = PromotionFactory(**{situation: True})

    assert promotion.state == PromotionState(situation)


def test_two_declared_promotions_share_the_campaign_and_break_no_rule():
    first, second = PromotionFactory.create_batch(2, declared=True)

    assert first.campaign == second.campaign
    assert errors(check(first, at=AT)) == []
    assert first.items.get().position == 1


def test_the_other_factories_give_valid_records():
    records = [
        MerchantFactory(),
        MerchantFactory(representative_office=True),
        MerchantMemberFactory(editor=True),
        SalesChannelFactory(store=True),
        ItemFactory(with_gift=True),
        PrizeFactory(),
    ]

    for record in records:
        record.full_clean()
