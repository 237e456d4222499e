from decimal import Decimal

from django.db.models import Func, TextField, Value

import pytest

from promotions.models import Promotion
from promotions.search import (
    COUNT_CAP,
    QUERY_CHARACTERS,
    CappedPaginator,
    _in_time,
    look_up,
    refresh_search,
    search,
)
from tests.promotions.factories import ItemFactory, MerchantFactory, PromotionFactory

pytestmark = pytest.mark.django_db


def listed(**facts):
    """Return a promotion that can be found by its words."""
    item = facts.pop("item_name", "Nước mắm Ba Làng")
    promotion = PromotionFactory(published=True, item__name=item, **facts)
    refresh_search(promotion)
    return promotion


def found(text):
    return list(search(Promotion.objects.order_by("pk"), text))


@pytest.mark.parametrize(
    "text",
    [
        *("Thanh Hoá", "Thanh Hóa", "thanh hoa", "THANH HOÁ", "  thanh   hoa  "),
        *("hoa thanh", "thanh ho", "thanh", "thanh-hoa", "“Thanh Hoá”"),
    ],
)
def test_place_is_found_however_it_is_typed(text):
    wanted = listed(name="Đặc sản Thanh Hoá")
    listed(name="Đặc sản Nghệ An")

    assert found(text) == [wanted]


@pytest.mark.parametrize("text", ["dien may", "Điện máy", "ĐIỆN MÁY", "đien may"])
def test_the_letter_with_a_stroke_needs_no_stroke(text):
    wanted = listed(name="Điện máy giảm giá")
    listed()

    assert found(text) == [wanted]


def test_promotion_is_found_by_goods_merchant_tax_code_and_reference():
    merchant = MerchantFactory(name="Hợp tác xã Lam Kinh")
    wanted = listed(merchant=merchant, item_name="Bánh gai Tứ Trụ")
    listed()

    texts = ["banh gai", "lam kinh", merchant.tax_code, wanted.reference]
    assert [found(text) for text in texts] == [[wanted]] * 4


def test_every_word_must_occur_or_the_result_is_only_similar():
    similar = listed(name="Nước mắm Ba Làng", item_name="Mắm tép")

    result = look_up(Promotion.objects.all(), "nuoc mam sam son")

    assert (list(result.promotions), result.is_similar) == ([similar], True)


def test_only_the_last_word_may_be_the_beginning_of_one():
    wanted = listed(name="Nước mắm Ba Làng", item_name="Mắm tép")

    assert found("nuoc ma") == [wanted]
    assert not Promotion.objects.filter(pk=wanted.pk, search_text="").exists()


def test_similar_spelling_is_tried_only_where_no_word_is_found():
    wanted = listed(name="Nem chua đặc biệt", item_name="Nem")
    listed(name="Chả tôm", item_name="Chả")

    assert found("nem chuaa") == [wanted]
    assert look_up(Promotion.objects.all(), "nem chua").is_similar is False


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("nuowcs mawms", "nước mắm"),
        ("nuo7c1 mam81", "nước mắm"),
        ("nwowcs ma8m1", "nước mắm"),
    ],
)
def test_keys_of_telex_and_vni_are_read_where_nothing_else_is_found(typed, reading):
    wanted = listed(name="Nước mắm Ba Làng")

    result = look_up(Promotion.objects.all(), typed)

    assert (list(result.promotions), result.reading) == ([wanted], reading)
    assert result.words == ["nuoc", "mam"]


def test_what_is_found_as_typed_is_not_read_otherwise():
    as_typed = listed(name="Mais sấy")
    listed(name="Mái che")

    result = look_up(Promotion.objects.all(), "mais")

    assert (list(result.promotions), result.reading) == ([as_typed], "")


def test_verbatim_text_is_not_read_otherwise():
    listed(name="Nước mắm Ba Làng")

    result = look_up(Promotion.objects.all(), "nuowcs", is_verbatim=True)

    assert (result.reading, result.is_similar) == ("", True)


def test_words_side_by_side_come_first():
    apart = listed(name="Mắm của làng nước Thanh", item_name="Hàng")
    together = listed(name="Nước mắm của làng", item_name="Hàng")

    ranked = search(Promotion.objects.all(), "nuoc mam").order_by("-relevance")

    assert list(ranked) == [together, apart]


@pytest.mark.parametrize("text", ["", "   ", "!!!", "🐟", "&|:*()<->", "\x00"])
def test_text_without_words_finds_nothing(text):
    listed()

    assert found(text) == []


def test_text_of_any_length_and_kind_is_only_words():
    listed()

    assert found("nuoc " * 5_000) == found("nuoc")
    assert found("'; DROP TABLE promotions_promotion; --") == []
    assert found("x" * 5_000) == []
    assert QUERY_CHARACTERS == 200


def test_search_costs_two_queries(django_assert_num_queries):
    for number in range(3):
        listed(name=f"Nước mắm {number}")

    with django_assert_num_queries(2):
        assert len(found("nuoc mam")) == 3


def test_refresh_forgets_goods_that_were_taken_out():
    promotion = listed(item_name="Bánh gai Tứ Trụ")
    promotion.items.all().delete()

    refresh_search(promotion)

    assert found("banh gai") == []


def test_refresh_takes_the_highest_discount_of_percent_and_prices():
    promotion = PromotionFactory(published=True, item__discount_percent=Decimal("12.5"))
    ItemFactory(
        promotion=promotion,
        position=2,
        price_before_vnd=185_000,
        price_now_vnd=70_300,
        discount_percent=None,
    )

    refresh_search(promotion)

    promotion.refresh_from_db()
    assert promotion.max_discount_percent == Decimal("62.00")


@pytest.mark.parametrize(
    ("before", "now", "highest"),
    [(0, 0, None), (10**15, 0, 100), (1, 10**15, None), (100, None, None)],
)
def test_refresh_stands_any_price(before, now, highest):
    promotion = PromotionFactory(
        published=True,
        item__price_before_vnd=before,
        item__price_now_vnd=now,
        item__discount_percent=None,
    )

    refresh_search(promotion)

    promotion.refresh_from_db()
    assert promotion.max_discount_percent == highest


def test_refresh_cuts_what_the_database_cannot_index():
    promotion = PromotionFactory(
        published=True, content=" ".join(f"tu{n}" for n in range(200_000))
    )

    refresh_search(promotion)

    assert found("tu1 tu500") == [promotion]


def test_count_is_exact_up_to_the_cap_and_capped_beyond():
    merchant = MerchantFactory()
    some = PromotionFactory.build(merchant=merchant)
    rows = [
        Promotion(reference=f"KM-{n}", merchant=merchant, **_moments(some))
        for n in range(COUNT_CAP + 1)
    ]
    Promotion.objects.bulk_create(rows[:-1])
    exact = CappedPaginator(Promotion.objects.all(), 20)

    assert (exact.count, exact.is_capped, exact.num_pages) == (1_000, False, 50)

    rows[-1].save()
    capped = CappedPaginator(Promotion.objects.all(), 20)
    assert (capped.count, capped.is_capped, capped.num_pages) == (1_000, True, 50)


def _moments(some):
    return {"created_at": some.created_at, "saved_at": some.saved_at}


def test_likeness_that_takes_too_long_is_given_up_and_the_next_query_may_take_longer(
    monkeypatch,
):
    monkeypatch.setattr("promotions.search.SIMILAR_MILLISECONDS", 50)
    slow = Promotion.objects.annotate(
        pause=Func(Value(0.2), function="pg_sleep", output_field=TextField())
    )
    PromotionFactory()

    assert _in_time(slow.values_list("pause", flat=True)) == []
    assert len(slow.values_list("pause", flat=True)) == 1
