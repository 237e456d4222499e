"""Which other dossiers an officer should compare with, and which not."""

from datetime import timedelta

from django.db import connection

import pytest

from accounts.folding import fold
from promotions import duplicates
from promotions.duplicates import hints
from tests.promotions.factories import ItemFactory, PromotionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def promotion():
    return PromotionFactory(
        submitted=True, name="Nem chua giảm 30%", item__name="Nem chua Thanh Hoá"
    )


def another(promotion, **facts):
    facts = {
        "submitted": True,
        "merchant": promotion.merchant,
        "name": "Khác hẳn",
        "item__name": "Áo dài",
        **facts,
    }
    return PromotionFactory(**facts)


def found(promotion):
    return [(h.promotion, h.has_same_name, h.same_goods) for h in hints(promotion)]


@pytest.mark.parametrize("name", ["NEM CHUA giảm 30%", "nem chua giam 30 %"])
def test_the_same_name_is_seen_as_people_type_it(name, promotion):
    other = another(promotion, name=name)

    assert found(promotion) == [(other, True, 0)]


@pytest.mark.parametrize("goods", ["nem chua  thanh hóa", "Nem Chua, Thanh Hoa"])
def test_the_same_goods_are_seen_as_people_type_them(goods, promotion):
    other = another(promotion, item__name=goods)

    (hint,) = hints(promotion)
    assert (hint.promotion, hint.same_goods, hint.example) == (other, 1, goods)


def test_the_same_goods_at_another_time_are_no_hint(promotion):
    starts_at, week = promotion.ends_at, timedelta(days=7)
    goods = {"item__name": "Nem chua Thanh Hoá", "campaign": None}
    touching = another(
        promotion, starts_at=starts_at, ends_at=starts_at + week, **goods
    )
    assert found(promotion) == []

    touching.starts_at -= timedelta(seconds=1)
    touching.save()
    assert found(promotion) == [(touching, False, 1)]


def test_the_same_name_at_another_time_is_still_a_hint(promotion):
    later = promotion.ends_at + timedelta(days=30)
    other = another(
        promotion,
        name=promotion.name,
        campaign=None,
        starts_at=later,
        ends_at=later + timedelta(days=1),
    )

    assert found(promotion) == [(other, True, 0)]


def test_another_merchant_may_sell_the_same(promotion):
    PromotionFactory(submitted=True, name=promotion.name, item__name="Nem chua")

    assert hints(promotion) == []


@pytest.mark.parametrize("situation", ["refused", "withdrawn"])
def test_what_was_given_up_is_no_hint(situation, promotion):
    PromotionFactory(
        **{situation: True},
        merchant=promotion.merchant,
        name=promotion.name,
        submitted_at=promotion.submitted_at,
    )

    assert hints(promotion) == []


def test_a_draft_is_no_hint(promotion):
    PromotionFactory(declared=True, merchant=promotion.merchant, name=promotion.name)

    assert hints(promotion) == []


def test_a_dossier_without_name_and_time_has_no_hints(promotion):
    bare = PromotionFactory(
        needs_changes=True,
        merchant=promotion.merchant,
        name="",
        starts_at=None,
        item__name="Nem chua Thanh Hoá",
    )

    assert hints(bare) == []


def test_the_most_alike_come_first_and_the_list_is_cut(promotion, monkeypatch):
    monkeypatch.setattr(duplicates, "SHOWN", 2)
    ItemFactory(promotion=promotion, position=2, name="Chả tôm")
    one = another(promotion, item__name="Chả tôm")
    two = another(promotion, item__name="Chả tôm")
    ItemFactory(promotion=two, position=2, name="Nem chua Thanh Hoá")
    named = another(promotion, name=promotion.name)

    assert [hint.promotion for hint in hints(promotion)] == [named, two]
    assert one not in [hint.promotion for hint in hints(promotion)]


@pytest.mark.parametrize("count", [1, 5])
def test_any_number_of_hints_costs_two_queries(
    count, promotion, django_assert_num_queries
):
    for _ in range(count):
        another(promotion, name=promotion.name, item__name="Nem chua Thanh Hoá")

    with django_assert_num_queries(2):
        assert len(hints(promotion)) == count


@pytest.mark.parametrize(
    "text",
    [
        "Nem chua Thanh Hoá",
        "Thanh Hóa",
        "Đường phèn ĐẶC BIỆT",
        "  Bánh   gai - Tứ Trụ (hộp) ",
        "Mắm tôm Hậu Lộc 1,5 lít",
        "ẾỆỄưƯ",
        "",
    ],
)
def test_the_database_folds_as_the_portal_does(text):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {duplicates._FOLDED.format('%s::text')}", [text])
        assert cursor.fetchone()[0] == fold(text)
