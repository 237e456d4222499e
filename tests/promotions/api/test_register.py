from decimal import Decimal

from django.urls import reverse

import pytest

from promotions.search import refresh_search
from tests.accounts.factories import UserFactory
from tests.promotions.factories import (
    ItemFactory,
    MerchantFactory,
    PrizeFactory,
    PromotionFactory,
    SalesChannelFactory,
    the_campaign,
)

pytestmark = pytest.mark.django_db
UNPUBLISHED = ["submitted", "needs_changes", "received", "refused", "withdrawn"]


def found(client, **query):
    page = client.get(reverse("api_promotions"), query)
    assert page.status_code == 200, page.json()
    return [row["reference"] for row in page.json()["results"]]


def walked(client, **query):
    """Return every row of a list, part by part."""
    rows, address = [], reverse("api_promotions")
    page = client.get(address, query).json()
    while page["next"]:
        rows += page["results"]
        page = client.get(page["next"].removeprefix("http://testserver")).json()
    return [row["reference"] for row in rows + page["results"]]


# Who sees what


@pytest.mark.parametrize("trait", UNPUBLISHED)
def test_nothing_unpublished_is_listed_or_found(client, trait):
    hidden = PromotionFactory(**{trait: True})

    assert found(client) == []
    for route in ("api_promotion", "api_items"):
        assert client.get(reverse(route, args=[hidden.reference])).status_code == 404


@pytest.mark.parametrize("trait", UNPUBLISHED)
def test_officer_who_is_logged_in_sees_no_more_than_anybody(client, trait):
    hidden = PromotionFactory(**{trait: True})
    client.force_login(UserFactory(trade_management=True))

    page = client.get(reverse("api_promotion", args=[hidden.reference]))

    assert page.status_code == 404


def test_nobody_is_named(client):
    merchant = MerchantFactory(
        contact_name="Lê Thị Riêng",
        contact_phone="+84912345678",
        representative="Ông A",
    )
    promotion = PromotionFactory(published=True, merchant=merchant)

    for route, key in (
        ("api_promotion", promotion.reference),
        ("api_merchant", merchant.tax_code),
    ):
        text = client.get(reverse(route, args=[key])).text
        assert merchant.name in text
        assert "Lê Thị Riêng" not in text
        assert "912345678" not in text
        assert "Ông A" not in text
        assert merchant.email not in text


def test_merchant_without_a_public_promotion_is_not_told(client):
    hidden = PromotionFactory(submitted=True).merchant
    shown = PromotionFactory(published=True).merchant

    listed = client.get(reverse("api_merchants")).json()["results"]

    assert [row["tax_code"] for row in listed] == [shown.tax_code]
    assert (
        client.get(reverse("api_merchant", args=[hidden.tax_code])).status_code == 404
    )


def test_merchant_shows_only_channels_of_public_promotions(client):
    promotion = PromotionFactory(published=True)
    used = SalesChannelFactory(merchant=promotion.merchant, name="Đã dùng")
    SalesChannelFactory(merchant=promotion.merchant, name="Chưa dùng")
    promotion.channels.add(used)

    page = client.get(reverse("api_merchant", args=[promotion.merchant.tax_code]))

    assert [channel["name"] for channel in page.json()["channels"]] == ["Đã dùng"]


# The list


def test_search_is_that_of_the_page(client):
    wanted = PromotionFactory(published=True, name="Nem chua giảm giá")
    other = PromotionFactory(published=True, name="Chiếu cói Nga Sơn", item=None)
    for promotion in (wanted, other):
        refresh_search(promotion)

    assert found(client, q="chieu coi") == [other.reference]
    assert found(client, q="nem") == [wanted.reference]


def test_ended_ones_are_listed_only_when_asked_for(client):
    ended = PromotionFactory(ended=True)

    assert found(client) == []
    assert found(client, **{"trang-thai": "da-ket-thuc"}) == [ended.reference]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"giam-tu": "15"}, "giam-tu"),
        ({"huyen": "khong-co"}, "huyen"),
        ({"nhom": "khong-co"}, "nhom"),
        ({"ocop": "maybe"}, "ocop"),
        ({"nhom": ""}, "nhom"),
        ({"giam-tu": ""}, "giam-tu"),
        ({"nguyen-van": "1"}, "nguyen-van"),
        ({"q": "a" * 201}, "q"),
        ({"limit": "0"}, "limit"),
        ({"limit": "101"}, "limit"),
        ({"limit": "ba"}, "limit"),
        ({"cursor": "ba"}, "cursor"),
        ({"gia": "1"}, "gia"),
    ],
)
def test_a_value_that_makes_no_sense_is_named(client, query, field):
    page = client.get(reverse("api_promotions"), query)

    assert page.status_code == 400
    assert page["Content-Type"] == "application/problem+json"
    assert [error["field"] for error in page.json()["errors"]] == [field]


@pytest.mark.parametrize("limit", ["1", "100"])
def test_a_part_has_up_to_100_rows(client, limit):
    PromotionFactory(published=True)

    assert len(found(client, limit=limit)) == 1


@pytest.mark.parametrize("order", ["moi-nhat", "giam-nhieu", "sap-het"])
def test_parts_hold_every_row_once_in_the_order_of_the_whole(client, order):
    for percent in (None, 30, 30, 50, None, 10):
        PromotionFactory(
            published=True, item=None, max_discount_percent=percent and Decimal(percent)
        )
    query = {"sap-xep": order}

    assert walked(client, limit=2, **query) == found(client, **query)
    assert len(walked(client, limit=1, **query)) == 6


def test_parts_of_a_search_hold_every_row_once(client):
    for number in range(5):
        goods = "nem chua " * (number % 3 + 1)
        refresh_search(PromotionFactory(published=True, name=f"Giảm giá {goods}"))

    assert len(set(found(client, q="nem chua"))) == 5
    assert walked(client, q="nem chua", limit=2) == found(client, q="nem chua")


def test_a_row_added_meanwhile_moves_no_other_row(client):
    first, second = (PromotionFactory(published=True) for _ in range(2))
    page = client.get(reverse("api_promotions"), {"limit": 1}).json()
    PromotionFactory(published=True)

    rest = client.get(page["next"]).json()

    assert [row["reference"] for row in page["results"]] == [second.reference]
    assert [row["reference"] for row in rest["results"]] == [first.reference]


def test_a_cursor_belongs_to_its_order(client):
    for _ in range(2):
        PromotionFactory(published=True)
    page = client.get(reverse("api_promotions"), {"limit": 1}).json()

    other = client.get(page["next"] + "&sap-xep=sap-het")

    assert other.status_code == 400


@pytest.mark.parametrize("count", [1, 4])
def test_list_costs_the_same_for_one_row_and_four(
    client, django_assert_num_queries, count
):
    the_campaign()
    for _ in range(count):
        PromotionFactory(published=True)

    with django_assert_num_queries(1):
        assert len(found(client)) == count


# One promotion


@pytest.mark.parametrize("count", [1, 4])
def test_detail_costs_the_same_for_one_item_and_four(
    client, django_assert_num_queries, count
):
    promotion = PromotionFactory(published=True, item=None)
    for position in range(1, count + 1):
        ItemFactory(promotion=promotion, position=position)
        PrizeFactory(promotion=promotion, position=position)

    with django_assert_num_queries(5):
        page = client.get(reverse("api_promotion", args=[promotion.reference])).json()

    assert len(page["items"]) == len(page["prizes"]) == count


def test_detail_holds_the_first_20_items_and_where_all_are(client):
    promotion = PromotionFactory(published=True, item=None)
    for position in range(1, 22):
        ItemFactory(promotion=promotion, position=position)

    page = client.get(reverse("api_promotion", args=[promotion.reference])).json()
    first = client.get(page["all_items"]).json()
    rest = client.get(first["next"]).json()

    assert page["item_count"] == 21
    assert [item["position"] for item in page["items"]] == list(range(1, 21))
    assert [item["position"] for item in rest["results"]] == [21]


# The price at the shelf


@pytest.mark.parametrize(
    ("seen", "comparison", "difference"),
    [
        ("70000", "same", 0),
        ("70001", "higher", 1),
        ("69999", "lower", 1),
        ("70.000", "same", 0),
    ],
)
def test_shelf_price_is_compared(client, seen, comparison, difference):
    promotion = PromotionFactory(published=True)
    address = reverse("api_shelf_price", args=[promotion.reference, 1])

    page = client.get(address, {"gia": seen}).json()

    assert (page["comparison"], page["difference_vnd"]) == (comparison, difference)
    assert page["standing"] == "running"


def test_shelf_price_without_a_price_seen_tells_the_registered_one(client):
    promotion = PromotionFactory(published=True)

    page = client.get(reverse("api_shelf_price", args=[promotion.reference, 1])).json()

    assert page["item"]["price_now_vnd"] == 70_000
    assert page["comparison"] is None


@pytest.mark.parametrize("seen", ["", "rẻ", "-1", "1.5"])
def test_a_price_that_is_none_is_told(client, seen):
    promotion = PromotionFactory(published=True)
    address = reverse("api_shelf_price", args=[promotion.reference, 1])

    assert client.get(address, {"gia": seen}).status_code == 400


def test_a_shelf_price_of_what_is_not_public_is_not_found(client):
    promotion = PromotionFactory(received=True)
    address = reverse("api_shelf_price", args=[promotion.reference, 1])

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("position", [2, 2**31, 2**63, 10**30])
def test_an_item_that_is_not_there_is_not_found(client, position):
    promotion = PromotionFactory(published=True)
    address = reverse("api_shelf_price", args=[promotion.reference, position])

    assert client.get(address).status_code == 404
