import io

from django.urls import reverse

import pytest
from icalendar import Calendar
from PIL import Image

from promotions import workflow
from tests.accounts.factories import UserFactory
from tests.promotions.factories import (
    ItemFactory,
    MerchantFactory,
    MerchantMemberFactory,
    PrizeFactory,
    PromotionFactory,
    SalesChannelFactory,
)

pytestmark = pytest.mark.django_db

HIDDEN = ["submitted", "needs_changes", "received", "refused", "withdrawn"]


@pytest.mark.parametrize("trait", ["published", "suspended", "ended"])
def test_public_states_have_a_page_for_everyone(client, trait):
    promotion = PromotionFactory(**{trait: True})

    assert client.get(promotion.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("trait", HIDDEN)
def test_unpublished_promotion_is_not_found_even_with_its_address(client, trait):
    promotion = PromotionFactory(**{trait: True})
    stranger = MerchantMemberFactory().user

    assert client.get(promotion.get_absolute_url()).status_code == 404
    client.force_login(stranger)
    assert client.get(promotion.get_absolute_url()).status_code == 404
    assert (
        client.get(reverse("promotion_qr", args=[promotion.reference])).status_code
        == 404
    )


@pytest.mark.parametrize("trait", HIDDEN)
def test_merchant_sees_its_own_before_publication(member, merchant, trait):
    promotion = PromotionFactory(merchant=merchant, **{trait: True})

    page = member.get(promotion.get_absolute_url())

    assert page.status_code == 200
    assert "Chưa công bố." in page.text
    assert "noindex" in page.text


def test_merchant_sees_its_empty_draft(member, merchant):
    promotion = PromotionFactory(merchant=merchant)

    assert member.get(promotion.get_absolute_url()).status_code == 200


def test_officer_sees_what_was_submitted_but_no_draft(client):
    client.force_login(UserFactory(trade_management=True))
    submitted, draft = PromotionFactory(submitted=True), PromotionFactory()

    assert client.get(submitted.get_absolute_url()).status_code == 200
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_page_shows_prices_as_registered(client):
    promotion = PromotionFactory(
        published=True,
        item__price_before_vnd=185_000,
        item__price_now_vnd=70_300,
        item__discount_percent=None,
    )

    text = client.get(promotion.get_absolute_url()).text.replace("\xa0", " ")

    assert [p in text for p in ("185.000 ₫", "70.300 ₫", "62%")] == [True] * 3
    assert "hết Chủ nhật ngày 01/12/2024" in text


def test_page_names_no_person(client):
    promotion = PromotionFactory(
        published=True,
        merchant__contact_name="Lê Thị Riêng Tư",
        merchant__contact_phone="+84912345678",
        merchant__representative="Trần Văn Đại Diện",
        merchant__email="rieng@tu.example",
    )

    for address in (
        promotion.get_absolute_url(),
        reverse("merchant_public", args=[promotion.merchant.tax_code]),
    ):
        text = client.get(address).text
        assert not any(
            word in text
            for word in ("Riêng Tư", "Đại Diện", "rieng@tu", "912 345 678", "912345678")
        )


def test_links_out_pass_no_rank_and_no_opener(client):
    promotion = PromotionFactory(published=True)
    promotion.channels.add(SalesChannelFactory(merchant=promotion.merchant))

    text = client.get(promotion.get_absolute_url()).text

    assert 'href="https://san.example/gian-hang" rel="nofollow noopener"' in text


def test_page_leads_to_a_complaint_about_it(client):
    promotion = PromotionFactory(published=True)

    text = client.get(promotion.get_absolute_url()).text

    assert f'{reverse("complaint_new")}?khuyen-mai={promotion.reference}"' in text


def test_suspended_page_warns(client):
    promotion = PromotionFactory(suspended=True)

    text = client.get(promotion.get_absolute_url()).text

    assert "Cơ quan quản lý đã tạm dừng chương trình này." in text


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_one_item_and_three(
    client, django_assert_num_queries, count
):
    promotion = PromotionFactory(published=True, item=None)
    for position in range(count):
        ItemFactory(promotion=promotion, position=position)
        PrizeFactory(promotion=promotion, position=position)

    with django_assert_num_queries(12):
        client.get(promotion.get_absolute_url())


def test_many_items_come_in_pages(client):
    promotion = PromotionFactory(published=True, item=None)
    for position in range(51):
        ItemFactory(promotion=promotion, position=position, name=f"Hàng số {position};")

    first = client.get(promotion.get_absolute_url()).text
    second = client.get(promotion.get_absolute_url(), {"page": 2}).text

    assert ("Hàng số 50;" in first, "Hàng số 50;" in second) == (False, True)


def test_qr_code_is_a_drawing_of_the_public_address(client, settings):
    settings.PORTAL_ORIGIN = "https://portal.example"
    promotion = PromotionFactory(published=True)

    answer = client.get(reverse("promotion_qr", args=[promotion.reference]))

    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<?xml")
    assert "max-age=86400" in answer.headers["Cache-Control"]


def test_english_page_is_english(client):
    promotion = PromotionFactory(published=True)

    text = client.get(f"/en{promotion.get_absolute_url()}").text

    assert "What is registered" in text
    assert "the end of Sunday 01/12/2024" in text


def test_dates_come_as_a_calendar_file(client):
    promotion = PromotionFactory(published=True)

    response = client.get(reverse("promotion_calendar", args=[promotion.reference]))

    (event,) = Calendar.from_ical(response.content).events
    assert response["Content-Type"].startswith("text/calendar")
    assert event.start == promotion.starts_at
    assert event.end == promotion.ends_at
    assert event["status"] == "CONFIRMED"


def test_suspended_promotion_is_cancelled_in_calendars(client):
    promotion = PromotionFactory(suspended=True)

    response = client.get(reverse("promotion_calendar", args=[promotion.reference]))

    assert Calendar.from_ical(response.content).events[0]["status"] == "CANCELLED"


def test_shared_link_has_a_picture_of_the_promotion(client):
    promotion = PromotionFactory(published=True, name="Ưu đãi đặc sản " * 12)

    response = client.get(reverse("promotion_image", args=[promotion.reference]))

    picture = Image.open(io.BytesIO(response.content))
    assert picture.size == (1200, 630)
    assert picture.getcolors(1_000_000) is not None
    assert len(picture.getcolors(1_000_000)) > 20  # something is drawn on it


@pytest.mark.parametrize("name", ["promotion_calendar", "promotion_image"])
@pytest.mark.parametrize("trait", HIDDEN)
def test_files_of_what_is_not_public_are_not_found(client, name, trait):
    promotion = PromotionFactory(**{trait: True})

    assert client.get(reverse(name, args=[promotion.reference])).status_code == 404


def test_page_says_when_prices_were_locked_and_what_they_were_before(client):
    merchant, officer = MerchantFactory(), UserFactory(trade_management=True)
    for price in (150_000, 180_000):
        promotion = PromotionFactory(
            received=True,
            merchant=merchant,
            item__name="Nem chua",
            item__price_before_vnd=price,
            item__price_now_vnd=price * 3 // 4,
            item__discount_percent=None,
        )
        workflow.publish(promotion, by=officer, at=promotion.starts_at)

    text = client.get(promotion.get_absolute_url()).text.replace("\xa0", " ")

    assert "Giá được khoá lúc" in text
    assert "150.000 ₫" in text
