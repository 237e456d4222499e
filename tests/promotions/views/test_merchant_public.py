from django.urls import reverse

import pytest

from tests.promotions.factories import (
    MerchantFactory,
    PromotionFactory,
    SalesChannelFactory,
)

pytestmark = pytest.mark.django_db


def address(merchant):
    return reverse("merchant_public", args=[merchant.tax_code])


def test_merchant_with_nothing_published_has_no_page(client):
    merchant = MerchantFactory()
    PromotionFactory(received=True, merchant=merchant)

    assert client.get(address(merchant)).status_code == 404


def test_page_lists_what_is_published_and_its_channels_only(client):
    merchant = MerchantFactory()
    shown = PromotionFactory(published=True, merchant=merchant, name="Công bố rồi")
    hidden = PromotionFactory(received=True, merchant=merchant, name="Chưa công bố rồi")
    shown.channels.add(SalesChannelFactory(merchant=merchant, name="Gian hàng một"))
    hidden.channels.add(SalesChannelFactory(merchant=merchant, name="Gian hàng hai"))

    text = client.get(address(merchant)).text

    assert [
        word in text
        for word in (
            "Công bố rồi",
            "Chưa công bố rồi",
            "Gian hàng một",
            "Gian hàng hai",
        )
    ] == [True, False, True, False]


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_one_row_and_three(
    client, django_assert_num_queries, count
):
    merchant = MerchantFactory()
    for _ in range(count):
        PromotionFactory(published=True, merchant=merchant)

    with django_assert_num_queries(8):
        client.get(address(merchant))


@pytest.mark.parametrize("code", ["0", "khong-co", "9" * 200])
def test_unknown_tax_code_is_not_found(client, code):
    assert client.get(f"/thuong-nhan/{code}/").status_code == 404
