import re
from html import unescape

from django.urls import reverse

import pytest

from promotions.search import refresh_search
from promotions.spelling import collect_words
from tests.promotions.factories import ItemFactory, PromotionFactory, the_campaign

pytestmark = pytest.mark.django_db


def names(page):
    return re.findall(r'class="offer__name"><a [^>]*>([^<]*)</a>', page.text)


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_one_row_and_three(
    client, django_assert_num_queries, count
):
    the_campaign()
    for number in range(count):
        refresh_search(PromotionFactory(published=True, name=f"Nem chua {number}"))

    with django_assert_num_queries(8):
        page = client.get(reverse("promotion_search"), {"q": "nem chua"})

    assert len(names(page)) == count


@pytest.mark.parametrize(
    "trait", ["submitted", "needs_changes", "received", "refused", "withdrawn"]
)
def test_nothing_unpublished_is_listed(client, trait):
    PromotionFactory(**{trait: True})
    PromotionFactory(published=True, name="Đã công bố")

    assert names(client.get(reverse("promotion_search"))) == ["Đã công bố"]


def test_results_alone_answer_htmx(client):
    PromotionFactory(published=True, name="Nem chua")

    page = client.get(reverse("promotion_search"), headers={"HX-Request": "true"})

    assert names(page) == ["Nem chua"]
    assert "<html" not in page.text
    assert '<p id="result-count" hx-swap-oob="innerHTML">1 chương trình' in page.text
    assert "HX-Request" in page.headers["Vary"]


@pytest.mark.parametrize(
    ("query", "pushed"),
    [
        ("q=&huyen=&ocop=", "/khuyen-mai/"),
        ("q=nem+chua&huyen=&page=3", "/khuyen-mai/?q=nem+chua"),
    ],
)
def test_address_in_the_browser_has_no_idle_parts(client, query, pushed):
    address = f"{reverse('promotion_search')}?{query}"

    page = client.get(address, headers={"HX-Request": "true"})

    assert page.headers["HX-Push-Url"] == pushed


def test_history_of_the_browser_gets_the_whole_page(client):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}

    page = client.get(reverse("promotion_search"), headers=headers)

    assert "<html" in page.text


def test_other_reading_is_said_and_can_be_declined(client):
    refresh_search(PromotionFactory(published=True, name="Nước mắm Ba Làng"))

    page = client.get(reverse("promotion_search"), {"q": "nuowcs mawms", "page": 1})

    assert names(page) == ["Nước mắm Ba Làng"]
    assert "Kết quả cho <strong>nước mắm</strong>" in page.text
    verbatim = "?q=nuowcs+mawms&amp;nguyen-van=1"
    assert f'href="{verbatim}"' in page.text
    declined = client.get(reverse("promotion_search") + unescape(verbatim))
    assert "<strong>nước mắm</strong>" not in declined.text


def test_typing_error_is_proposed_and_not_followed(client):
    refresh_search(PromotionFactory(published=True, name="Rượu cần"))
    collect_words()

    page = client.get(reverse("promotion_search"), {"q": "ruou cna", "ocop": ""})
    assert 'href="?q=ruou+can"><strong>ruou can</strong></a>' in page.text
    followed = client.get(reverse("promotion_search"), {"q": "ruou can"})
    assert names(followed) == ["Rượu cần"]
    assert "Có phải" not in followed.text


def test_reading_is_escaped(client):
    refresh_search(PromotionFactory(published=True, name="Nước mắm"))

    page = client.get(reverse("promotion_search"), {"q": "<b>nuowcs mawms"})

    assert "<b>nu" not in page.text


def test_goods_that_match_are_shown_with_their_prices(client):
    promotion = PromotionFactory(published=True, item__name="Nem chua")
    ItemFactory(promotion=promotion, position=2, name="Bánh gai", price_now_vnd=55_000)
    refresh_search(promotion)

    text = client.get(reverse("promotion_search"), {"q": "banh gai"}).text

    assert ("Bánh gai" in text, "55.000" in text) == (True, True)
    assert "Nem chua" not in text


def test_empty_list_says_what_to_do_next(client):
    page = client.get(reverse("promotion_search"), {"q": "khong co gi ca"})

    assert "Không có chương trình phù hợp" in page.text
    assert "không cần dấu" in page.text


def test_names_are_escaped(client):
    name = '<script>alert("x")</script>'
    PromotionFactory(published=True, name=name, item__name="<b>Nem</b>")

    text = client.get(reverse("promotion_search")).text

    assert "<script>alert" not in text
    assert "<b>Nem</b>" not in text
    assert "&lt;b&gt;Nem&lt;/b&gt;" in text


def test_suspended_promotion_says_so(client):
    PromotionFactory(suspended=True)

    text = client.get(reverse("promotion_search")).text

    assert "Cơ quan quản lý đã tạm dừng" in text
    assert "Đã được Sở Công Thương tiếp nhận" not in text


@pytest.mark.parametrize("page", ["", "0", "-1", "abc", "99999999999999999999"])
def test_page_number_that_makes_no_sense_shows_a_page(client, page):
    PromotionFactory(published=True, name="Nem chua")

    answer = client.get(reverse("promotion_search"), {"page": page})

    assert names(answer) == ["Nem chua"]


def test_pages_keep_the_facets(client):
    for _ in range(21):
        PromotionFactory(published=True)

    page = client.get(reverse("promotion_search"), {"hinh-thuc": "discount"})

    assert 'href="?hinh-thuc=discount&amp;page=2"' in page.text
    assert len(names(page)) == 20


def test_english_page_is_english(client):
    PromotionFactory(published=True)

    text = client.get("/en/khuyen-mai/").text

    assert "Received by the Department of Industry and Trade" in text
    assert "1 promotion" in text
    assert "the end of Sunday 01/12/2024" not in text  # it begins on the 25th
    assert "From 00:00 on Monday 25/11/2024" in text


def test_only_reading_is_allowed(client):
    assert client.post(reverse("promotion_search")).status_code == 405
