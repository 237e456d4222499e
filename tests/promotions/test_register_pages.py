import pytest

from promotions.models import Promotion
from promotions.register_pages import PER_PAGE, RegisterPages
from promotions.search import look_up, refresh_search
from tests.promotions.factories import ItemFactory, PromotionFactory

pytestmark = pytest.mark.django_db


def test_each_page_keeps_the_order_of_the_list_and_has_what_a_row_shows():
    made = [PromotionFactory(published=True).pk for _ in range(PER_PAGE + 2)]
    pages = RegisterPages(Promotion.objects.order_by("-pk"))

    first, last = pages.page(1), pages.page(2)

    assert [row.pk for row in [*first, *last]] == made[::-1]
    assert len(last) == 2
    assert {row.item_count for row in last} == {1}


def test_the_best_match_stays_first_and_shows_the_goods_that_were_meant():
    other = PromotionFactory(published=True, name="Nem", content="chua")
    best = PromotionFactory(published=True, name="Nem chua")
    ItemFactory(promotion=best, name="Nem chua Thanh Hoá")
    for promotion in (best, other):
        refresh_search(promotion)
    found = look_up(Promotion.objects.all(), "nem chua")

    page = RegisterPages(
        found.promotions.order_by("-relevance"), words=found.words, counted=found.count
    ).page(1)

    assert list(page) == [best, other]
    assert page[0].shown_items[0].name == "Nem chua Thanh Hoá"


def test_an_empty_list_has_one_page(django_assert_num_queries):
    pages = RegisterPages(Promotion.objects.order_by("-pk"))

    with django_assert_num_queries(1):
        assert list(pages.get_page("7")) == []
