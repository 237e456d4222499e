import csv
import io
from datetime import timedelta
from xml.etree import ElementTree

from django.urls import reverse

import pytest

from promotions import open_register
from promotions.search import refresh_search
from tests.promotions.factories import MerchantFactory, PromotionFactory

pytestmark = pytest.mark.django_db
ROUTES = ("promotions_json", "promotions_csv", "promotions_atom")
ATOM = "{http://www.w3.org/2005/Atom}"


def listed(**facts):
    promotion = PromotionFactory(**({"published": True} | facts))
    refresh_search(promotion)
    return promotion


def of_json(client, **query):
    return client.get(reverse("promotions_json"), query).json()


def of_csv(client, **query):
    content = client.get(reverse("promotions_csv"), query).content
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def of_atom(client, **query):
    page = client.get(reverse("promotions_atom"), query)
    return ElementTree.fromstring(page.content)  # noqa: S314 -- our own


def test_each_file_holds_what_the_same_query_finds_on_the_page(client):
    wanted = listed(name="Nước mắm Ba Làng")
    listed(name="Nem chua")
    listed(name="Nước mắm chưa công bố", published=False, received=True)

    query = {"q": "nuoc mam"}

    found = of_json(client, **query)["promotions"]
    assert [one["reference"] for one in found] == [wanted.reference]
    assert [row[0] for row in of_csv(client, **query)[1:]] == [wanted.reference]
    titles = of_atom(client, **query).findall(f"{ATOM}entry/{ATOM}title")
    assert [title.text for title in titles] == [wanted.name]


def test_json_tells_prices_as_numbers_of_dong_and_where_the_list_stands(client):
    promotion = listed(name="Nem chua", item__price_now_vnd=65_000)

    told = of_json(client, q="nem", page="2", la="gi")

    assert told["address"].endswith("/khuyen-mai/?q=nem")
    assert told["is_complete"] is True
    (one,) = told["promotions"]
    assert one["address"].endswith(promotion.get_absolute_url())
    assert one["goods"] == [
        {
            "name": "Nem chua Thanh Hoá",
            "price_before_vnd": 100_000,
            "price_now_vnd": 65_000,
            "discount_percent": "35.00",
        }
    ]


@pytest.mark.parametrize("route", ROUTES)
def test_nothing_of_a_person_is_given_out(client, route):
    merchant = MerchantFactory(
        contact_name="Nguyễn Thị Liên Hệ",
        representative="Trần Văn Đại Diện",
        phone="+842373852111",
        contact_phone="+84912345678",
        email="rieng@thu.example",
        address="Số 9 đường Riêng",
    )
    listed(merchant=merchant)

    text = client.get(reverse(route)).text

    assert merchant.name in text
    secrets = ("Liên Hệ", "Đại Diện", "3852111", "912345678", "rieng@", "đường Riêng")
    assert [word for word in secrets if word in text] == []


def test_formula_in_a_name_is_text_for_the_spreadsheet(client):
    listed(name="=HYPERLINK(1)")

    assert of_csv(client)[1][1] == "'=HYPERLINK(1)"


def test_csv_says_in_vietnamese_what_each_column_is(client):
    listed()

    header, row = of_csv(client)

    assert len(header) == len(row)
    assert header[0] == "mã hồ sơ"


def test_feed_begins_with_what_was_published_last(client):
    old = listed(name="Trước")
    new = listed(name="Sau", published_at=old.published_at + timedelta(hours=1))

    feed = of_atom(client)

    titles = [title.text for title in feed.findall(f"{ATOM}entry/{ATOM}title")]
    assert titles == [new.name, old.name]
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"].endswith("/khuyen-mai.atom")


@pytest.mark.parametrize(("most", "is_complete"), [(2, True), (1, False)])
def test_file_is_bounded_and_says_so(client, monkeypatch, most, is_complete):
    monkeypatch.setattr("promotions.views.feeds.ENTRIES", most)
    for _ in range(2):
        listed()

    told = of_json(client)

    assert (len(told["promotions"]), told["is_complete"]) == (most, is_complete)


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("count", [1, 3])
def test_file_costs_the_same_for_one_row_and_three(
    client, django_assert_num_queries, route, count
):
    for _ in range(count):
        listed()

    with django_assert_num_queries(2):
        client.get(reverse(route))


def test_page_links_to_its_files(client):
    text = client.get(reverse("promotion_search"), {"q": "nem", "ocop": ""}).text

    for name in ("json", "csv", "atom"):
        assert text.count(f'href="/khuyen-mai.{name}?q=nem"') == 2


def test_other_sites_may_read_the_json(client):
    page = client.get(reverse("promotions_json"))

    assert page.headers["Access-Control-Allow-Origin"] == "*"
    assert open_register.ENTRIES == 1_000
