import pytest

from accounts.folding import fold
from promotions.goods_found import best_items, shown
from promotions.models import Item, Promotion
from promotions.register import in_words, with_register_facts
from tests.promotions.factories import ItemFactory, PromotionFactory

pytestmark = pytest.mark.django_db

LETTERS = (
    "Á À Ả Ã Ạ Ă Ắ Ằ Ẳ Ẵ Ặ Â Ấ Ầ Ẩ Ẫ Ậ Đ É È Ẻ Ẽ Ẹ Ê Ế Ề Ể Ễ Ệ Í Ì Ỉ Ĩ Ị Ó Ò Ỏ Õ Ọ Ô Ố Ồ Ổ"
    " Ỗ Ộ Ơ Ớ Ờ Ở Ỡ Ợ Ú Ù Ủ Ũ Ụ Ư Ứ Ừ Ử Ữ Ự Ý Ỳ Ỷ Ỹ Ỵ e\u0302\u0323"
)


def goods(*names):
    promotion = PromotionFactory(published=True, item=None)
    for position, name in enumerate(names, start=1):
        ItemFactory(promotion=promotion, position=position, name=name)
    return promotion


def shown_for(promotion, *words):
    row = with_register_facts(Promotion.objects.filter(pk=promotion.pk), words).get()
    in_row = in_words(row, at=promotion.starts_at)
    return [item.name for item in in_row.items], in_row.more_items


def test_goods_with_the_words_are_shown_and_the_others_counted():
    promotion = goods("Bánh gai", "Nước mắm Ba Làng", "Chả tôm", "Nước khoáng")

    assert shown_for(promotion, "nuoc", "mam") == (["Nước mắm Ba Làng"], 3)
    assert shown_for(promotion, "nuoc") == (["Nước mắm Ba Làng", "Nước khoáng"], 2)


def test_at_most_three_are_shown():
    assert shown_for(goods(*["Nem chua"] * 5), "nem") == (["Nem chua"] * 3, 2)


def test_only_the_last_word_may_be_the_beginning_of_one():
    promotion = goods("Mắm tép", "Măng khô", "Ma")

    assert shown_for(promotion, "ma") == (["Mắm tép", "Măng khô", "Ma"], 0)
    assert shown_for(promotion, "ma", "x") == (["Ma"], 2)


def test_without_a_match_the_highest_discounts_are_shown():
    promotion = goods("Bánh gai", "Chả tôm")
    promotion.items.filter(name="Chả tôm").update(discount_percent=60)

    assert shown_for(promotion, "lam") == (["Chả tôm", "Bánh gai"], 0)
    assert shown_for(promotion) == (["Chả tôm", "Bánh gai"], 0)


@pytest.mark.parametrize("letter", LETTERS.split())
def test_database_folds_each_letter_as_the_query_is_folded(letter):
    ItemFactory(name=f"b{letter}")

    assert best_items([fold(f"b{letter}")]).get().match_count == 1


def test_promotion_without_goods_shows_none():
    assert shown(Item.objects.none()) == []
