"""Merchants as officers look them up."""

from django.urls import reverse

import pytest

from tests.accounts.factories import UserFactory
from tests.promotions.factories import (
    MerchantFactory,
    MerchantMemberFactory,
    PromotionFactory,
)

pytestmark = pytest.mark.django_db

LIST = reverse("admin:promotions_merchant_changelist")


def names(response):
    return [merchant.name for merchant in response.context["cl"].result_list]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_rows(
    count, desk, django_assert_num_queries
):
    MerchantFactory.create_batch(count)
    client = desk(UserFactory(trade_management=True))
    client.get(LIST)

    with django_assert_num_queries(8):
        assert len(names(client.get(LIST))) == count


@pytest.mark.parametrize("query", ["hoa loc", "Hoà Lộc", "HÒA  LỘC", "2899999013"])
def test_search_needs_no_marks(query, desk):
    MerchantFactory(name="HTX Hoà Lộc", tax_code="2899999013")
    MerchantFactory(name="Công ty Hoà Bình")

    response = desk(UserFactory(district_officer=True)).get(LIST, {"q": query})

    assert names(response) == ["HTX Hoà Lộc"]


def test_only_submitted_dossiers_are_counted(desk):
    merchant = MerchantFactory()
    PromotionFactory(merchant=merchant)
    PromotionFactory(merchant=merchant, submitted=True)

    response = desk(UserFactory(trade_management=True)).get(LIST)

    assert [m.submitted_count for m in response.context["cl"].result_list] == [1]


def test_nobody_changes_a_merchant_here(desk):
    merchant = MerchantFactory(name="Tên cũ")
    page = reverse("admin:promotions_merchant_change", args=[merchant.pk])
    client = desk(UserFactory(trade_management=True))

    assert client.get(page).context["has_change_permission"] is False
    assert client.post(page, {"name": "Tên mới"}).status_code == 403
    merchant.refresh_from_db()
    assert merchant.name == "Tên cũ"


def test_a_merchant_does_not_enter(desk):
    member = MerchantMemberFactory()

    assert desk(member.user).get(LIST, follow=True).status_code == 403


def test_a_phone_cannot_be_guessed_by_the_address(desk):
    MerchantFactory()

    response = desk(UserFactory(leader=True)).get(LIST, {"phone__startswith": "+84"})

    assert response.status_code == 400
