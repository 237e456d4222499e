import io
from html import unescape
from urllib.parse import parse_qs, urlsplit

from django.urls import reverse

import pypdf
import pytest

from tests.promotions.factories import ItemFactory, PromotionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    return PromotionFactory(
        published=True,
        item__name="Nem chua",
        item__price_before_vnd=200_000,
        item__price_now_vnd=120_000,
        item__discount_percent=None,
    )


def page(client, promotion, **query):
    address = reverse("shelf_price", args=[promotion.reference, 1])
    return client.get(address, query)


def test_registered_price_is_shown(client, published):
    text = page(client, published).text.replace("\xa0", " ")

    assert "Nem chua" in text
    assert "120.000 ₫" in text


def test_higher_price_opens_a_complaint_that_is_filled_in(client, published):
    text = page(client, published, gia="150.000").text.replace("\xa0", " ")
    assert "30.000 ₫" in text
    address = text.split('class="button" href="')[1].split('"')[0]
    assert parse_qs(urlsplit(unescape(address)).query) == {
        "khuyen-mai": [published.reference],
        "hang": ["1"],
        "gia": ["150000"],
    }

    form = client.get(unescape(address)).context["form"]

    assert form["promotion"].value() == published.reference
    story = form["story"].value().replace("\xa0", " ")
    assert [w in story for w in ("Nem chua", "120.000 ₫", "150.000 ₫")] == [True] * 3
    assert form.initial["category"].code == "offer-not-applied"


@pytest.mark.parametrize("seen", ["120000", "119.000"])
def test_same_or_lower_price_is_no_reason_to_complain(client, published, seen):
    assert reverse("complaint_new") not in page(client, published, gia=seen).text


@pytest.mark.parametrize("seen", ["", "rẻ lắm", "-5", "1,5"])
def test_what_is_no_price_is_kept_and_explained(client, published, seen):
    response = page(client, published, gia=seen)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert f'value="{seen}"' in response.text or not seen


@pytest.mark.parametrize("trait", ["submitted", "received"])
def test_price_that_is_not_public_is_not_found(client, trait):
    assert page(client, PromotionFactory(**{trait: True})).status_code == 404


def test_ended_promotion_says_that_its_price_does_not_hold(client):
    text = page(client, PromotionFactory(ended=True)).text

    assert "Giá này hiện không áp dụng." in text


def test_shelf_page_costs_few_queries(client, published, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        page(client, published, gia="150000")


def labels(client, promotion, **query):
    return client.get(reverse("shelf_label_sheet", args=[promotion.reference]), query)


def test_member_prints_labels(member, merchant):
    promotion = PromotionFactory(published=True, merchant=merchant, item=None)
    ItemFactory.create_batch(9, promotion=promotion)

    response = labels(member, promotion)

    sheet = pypdf.PdfReader(io.BytesIO(response.content))
    assert response["Content-Type"] == "application/pdf"
    assert len(sheet.pages) == 2
    assert promotion.reference in sheet.pages[0].extract_text()


def test_labels_of_another_merchant_are_not_found(member):
    assert labels(member, PromotionFactory(published=True)).status_code == 404


def test_there_are_no_labels_before_publication(member, merchant):
    promotion = PromotionFactory(received=True, merchant=merchant)

    assert labels(member, promotion).status_code == 404
