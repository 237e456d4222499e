from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection

import pytest

from promotions.merchants import (
    ChannelInUse,
    TaxCodeTaken,
    register_merchant,
    remove_channel,
    save_channel,
    save_merchant,
)
from promotions.models import Merchant, Promotion
from promotions.search import refresh_search, search
from tests.accounts.factories import DistrictFactory, UserFactory
from tests.promotions.factories import (
    MerchantMemberFactory,
    PromotionFactory,
    SalesChannelFactory,
    tax_code,
)

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2024, 11, 20, 9, tzinfo=HCM)

pytestmark = pytest.mark.django_db


def facts(**changes):
    return {
        "tax_code": tax_code(700),
        "kind": "enterprise",
        "name": "Công ty Ba Làng",
        "address": "Xã Hải Thanh",
        "district": DistrictFactory(),
        "phone": "+842373852000",
        "contact_name": "Nguyễn Thử",
        **changes,
    }


def test_profile_is_created_with_its_owner():
    user = UserFactory()

    merchant = register_merchant(facts(), by=user, at=NOW)

    assert [member.user for member in merchant.members.all()] == [user]
    assert merchant.created_at == NOW


def test_repeat_by_a_member_changes_nothing():
    membership = MerchantMemberFactory()
    known = membership.merchant

    again = register_merchant(
        facts(tax_code=known.tax_code), by=membership.user, at=NOW
    )

    assert again == known
    assert Merchant.objects.get().name == known.name


def test_tax_code_of_another_account_is_taken_in_any_writing():
    known = MerchantMemberFactory().merchant
    spaced = f"{known.tax_code[:4]} {known.tax_code[4:]}"

    with pytest.raises(TaxCodeTaken):
        register_merchant(facts(tax_code=spaced), by=UserFactory(), at=NOW)

    assert known.members.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_register_at_once_one_gets_the_tax_code():
    given = facts()
    users = UserFactory.create_batch(2)

    def register(user):
        try:
            return register_merchant(given, by=user, at=NOW)
        except TaxCodeTaken as taken:
            return taken
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(register, users))

    assert sorted(type(result).__name__ for result in results) == [
        "Merchant",
        "TaxCodeTaken",
    ]
    assert Merchant.objects.get().members.count() == 1


def test_renamed_merchant_is_found_by_the_new_name():
    promotion = PromotionFactory(published=True)
    refresh_search(promotion)

    save_merchant(promotion.merchant, {"name": "Hợp tác xã Lam Kinh"})

    assert list(search(Promotion.objects.all(), "lam kinh")) == [promotion]


def test_channel_is_added_and_changed():
    merchant = MerchantMemberFactory().merchant
    stall = {"kind": "marketplace", "name": "Gian hàng", "url": "https://san.example/"}

    channel = save_channel(merchant, stall, channel=None)
    save_channel(merchant, {"name": "Gian hàng mới"}, channel=channel)

    assert list(merchant.channels.values_list("name", "url")) == [
        ("Gian hàng mới", "https://san.example/")
    ]


@pytest.mark.parametrize(("trait", "is_removed"), [(None, True), ("submitted", False)])
def test_channel_stays_once_a_dossier_with_it_was_handed_in(trait, is_removed):
    channel = SalesChannelFactory()
    promotion = PromotionFactory(
        merchant=channel.merchant, **({trait: True} if trait else {})
    )
    promotion.channels.add(channel)

    if is_removed:
        remove_channel(channel)
    else:
        with pytest.raises(ChannelInUse):
            remove_channel(channel)

    assert channel.merchant.channels.exists() == (not is_removed)
