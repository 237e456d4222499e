from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from promotions.dossier import DossierClosed
from promotions.drafting import (
    add_item,
    remove_item,
    save_facts,
    save_item,
    save_prizes,
)
from promotions.models import Promotion
from promotions.search import search
from tests.accounts.factories import DistrictFactory
from tests.promotions.factories import (
    GoodsGroupFactory,
    ItemFactory,
    PrizeFactory,
    PromotionFactory,
)

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2024, 11, 20, 9, tzinfo=HCM)
CLOSED = ["submitted", "received", "published", "suspended", "ended", "refused"]

pytestmark = pytest.mark.django_db


def goods(**facts):
    return {
        "name": "Bánh gai Tứ Trụ",
        "goods_group": GoodsGroupFactory(),
        "unit_of_measure": "hộp",
        "price_before_vnd": 120_000,
        "price_now_vnd": 90_000,
        **facts,
    }


def test_given_facts_are_stored_and_the_others_stay():
    promotion = PromotionFactory(name="Cũ", content="Giữ nguyên")
    district = DistrictFactory()

    saved = save_facts(promotion, {"name": "Mới", "districts": [district]}, at=NOW)

    promotion.refresh_from_db()
    assert (promotion.name, promotion.content) == ("Mới", "Giữ nguyên")
    assert list(promotion.districts.all()) == [district]
    assert saved.saved_at == promotion.saved_at == NOW


def test_change_takes_back_the_declaration():
    promotion = PromotionFactory(needs_changes=True)
    assert promotion.is_declared_true

    save_facts(promotion, {"name": "Mới"}, at=NOW)

    promotion.refresh_from_db()
    assert promotion.is_declared_true is False


def test_saved_words_are_found_at_once():
    promotion = PromotionFactory(name="Hương vị xứ Thanh")

    add_item(promotion, goods(), at=NOW)

    assert list(search(Promotion.objects.all(), "banh gai tu tru")) == [promotion]
    promotion.refresh_from_db()
    assert promotion.max_discount_percent == 25


@pytest.mark.parametrize("trait", CLOSED)
def test_closed_dossier_is_not_changed(trait):
    promotion = PromotionFactory(**{trait: True})
    item = promotion.items.get()
    changes = [
        lambda: save_facts(promotion, {"name": "Bị đổi"}, at=NOW),
        lambda: add_item(promotion, goods(), at=NOW),
        lambda: save_item(item, {"name": "Bị đổi"}, at=NOW),
        lambda: remove_item(item, at=NOW),
        lambda: save_prizes(promotion, [], at=NOW),
    ]
    before = Promotion.objects.values().get()

    for change in changes:
        with pytest.raises(DossierClosed):
            change()

    assert Promotion.objects.values().get() == before
    assert [i.name for i in promotion.items.all()] == ["Nem chua Thanh Hoá"]


def test_new_goods_come_last_also_after_one_was_taken_out():
    promotion = PromotionFactory()
    first, second = ItemFactory.create_batch(2, promotion=promotion)
    remove_item(first, at=NOW)

    added = add_item(promotion, goods(), at=NOW)

    assert added.position == second.position + 1
    assert list(promotion.items.all()) == [second, added]


def test_changed_goods_keep_their_place():
    promotion = PromotionFactory()
    item = ItemFactory(promotion=promotion, position=7)

    save_item(item, {"name": "Mới"}, at=NOW)

    item.refresh_from_db()
    assert (item.name, item.position) == ("Mới", 7)


def test_prizes_are_replaced_in_order():
    promotion = PromotionFactory()
    PrizeFactory(promotion=promotion)
    rows = [{"name": name, "quantity": 1, "value_vnd": 5} for name in ("Hai", "Một")]

    save_prizes(promotion, rows, at=NOW)

    assert list(promotion.prizes.values_list("name", "position")) == [
        ("Hai", 1),
        ("Một", 2),
    ]
