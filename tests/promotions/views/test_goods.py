import re

from django.urls import reverse

import pytest

from promotions.enums import PromotionForm
from promotions.models import Item
from tests.promotions.factories import (
    GoodsGroupFactory,
    ItemFactory,
    PromotionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(merchant):
    return PromotionFactory(merchant=merchant, forms=[PromotionForm.DISCOUNT])


def goods(**facts):
    return {
        "name": "Nước mắm Ba Làng",
        "goods_group": GoodsGroupFactory().pk,
        "unit_of_measure": "chai",
        "price_before_vnd": "185.000",
        "price_now_vnd": "120.000",
        **facts,
    }


def new(dossier):
    return reverse("goods_new", args=[dossier.reference])


def the_list(dossier):
    return reverse("goods_list", args=[dossier.reference])


@pytest.mark.parametrize(("button", "route"), [({}, the_list), ({"another": "1"}, new)])
def test_goods_are_added_and_the_button_says_where_to_go(
    member, dossier, button, route
):
    answer = member.post(new(dossier), goods(**button))

    item = dossier.items.get()
    assert answer.url == route(dossier)
    assert (item.name, item.price_before_vnd, item.price_now_vnd) == (
        "Nước mắm Ba Làng",
        185_000,
        120_000,
    )


def test_next_goods_begin_with_group_and_unit_of_the_last(member, dossier):
    item = ItemFactory(promotion=dossier, unit_of_measure="hũ")

    form = member.get(new(dossier)).context["form"]

    assert form.initial == {
        "goods_group": item.goods_group_id,
        "unit_of_measure": "hũ",
        "brand": item.brand,
    }


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 5_000}, "name"),
        ({"price_before_vnd": ""}, "price_before_vnd"),
        ({"price_before_vnd": "nhiều"}, "price_before_vnd"),
        ({"price_now_vnd": "-1"}, "price_now_vnd"),
        ({"discount_percent": "12,555"}, "discount_percent"),
        ({"goods_group": "0"}, "goods_group"),
        ({"quantity": "0"}, "quantity"),
        ({"quantity": "9" * 30}, "quantity"),
        ({"alcohol_percent": "101"}, "alcohol_percent"),
        ({"exemption": "because"}, "exemption"),
    ],
)
def test_goods_that_cannot_be_read_are_kept_on_the_page(member, dossier, facts, field):
    page = member.post(new(dossier), goods(**facts))

    assert list(page.context["form"].errors) == [field]
    assert 'value="120.000"' in page.text or field == "price_now_vnd"
    assert Item.objects.count() == 0


def test_discount_above_the_ceiling_stays_on_its_page_with_the_law(member, merchant):
    dossier = PromotionFactory(
        merchant=merchant, declared=True, item=None, campaign=None
    )

    page = member.post(new(dossier), goods(price_now_vnd="70.300"), follow=True)

    item = dossier.items.get()
    assert page.redirect_chain[-1][0] == reverse(
        "goods_item", args=[dossier.reference, item.pk]
    )
    assert f"{reverse('law')}#KM-0" in page.text
    assert "khoản 1 và khoản 2 Điều 7" in page.text or "khoản 2 Điều 7" in page.text


def test_gift_is_asked_for_only_where_gifts_are_given(member, merchant, dossier):
    giving = PromotionFactory(merchant=merchant, forms=[PromotionForm.GIFT])

    assert "gift_name" not in member.get(new(dossier)).context["form"].fields
    assert "gift_name" in member.get(new(giving)).context["form"].fields


def test_gift_without_a_value_is_worth_nothing(member, merchant):
    giving = PromotionFactory(merchant=merchant, forms=[PromotionForm.GIFT])

    member.post(new(giving), goods(gift_name="Túi vải", gift_value_vnd=""))

    item = giving.items.get()
    assert (item.gift_name, item.gift_value_vnd) == ("Túi vải", 0)


def test_goods_are_changed_in_place(member, dossier):
    item = ItemFactory(promotion=dossier, position=4)

    member.post(
        reverse("goods_item", args=[dossier.reference, item.pk]), goods(brand="Ba Làng")
    )

    item.refresh_from_db()
    assert (item.name, item.brand, item.position) == ("Nước mắm Ba Làng", "Ba Làng", 4)


def test_stored_goods_are_shown_as_people_write_them(member, dossier):
    item = ItemFactory(promotion=dossier, price_before_vnd=1_250_000)

    text = member.get(reverse("goods_item", args=[dossier.reference, item.pk])).text

    assert 'value="1.250.000"' in text
    assert 'name="discount_percent" value="30"' in text


def test_goods_are_taken_out(member, dossier):
    keep, drop = ItemFactory.create_batch(2, promotion=dossier)

    member.post(reverse("goods_remove", args=[dossier.reference, drop.pk]))

    assert list(dossier.items.all()) == [keep]


def test_goods_are_not_taken_out_by_following_a_link(member, dossier):
    item = ItemFactory(promotion=dossier)

    answer = member.get(reverse("goods_remove", args=[dossier.reference, item.pk]))

    assert (answer.status_code, Item.objects.count()) == (405, 1)


def test_goods_of_another_dossier_are_not_found(member, merchant, dossier):
    other = ItemFactory(promotion__merchant=merchant)

    for route in ("goods_item", "goods_remove"):
        address = reverse(route, args=[dossier.reference, other.pk])
        assert member.post(address, goods()).status_code == 404
    assert Item.objects.get().name == other.name


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_one_item_and_three(
    member, dossier, django_assert_num_queries, count
):
    for position in range(count):
        ItemFactory(promotion=dossier, position=position)

    with django_assert_num_queries(13):
        page = member.get(the_list(dossier))

    assert len(re.findall(r'<th scope="row">', page.text)) == count


def test_list_says_what_the_law_has_against_each(member, merchant):
    dossier = PromotionFactory(merchant=merchant, declared=True, item=None)
    ItemFactory(promotion=dossier, position=1, price_now_vnd=200_000)
    ItemFactory(promotion=dossier, position=2)

    rows = member.get(the_list(dossier)).context["rows"]

    assert [any(f.is_error for f in about) for _, about in rows] == [True, False]


@pytest.fixture
def many(dossier):
    """A dossier whose goods are mostly dearer than before."""
    group = GoodsGroupFactory()
    Item.objects.bulk_create(
        Item(
            promotion=dossier,
            position=n,
            name=f"Hàng {n}",
            goods_group=group,
            unit_of_measure="hộp",
            price_before_vnd=100_000,
            price_now_vnd=70_000 if n % 4 == 0 else 110_000,
        )
        for n in range(1, 401)
    )
    return dossier


def test_long_list_leads_to_the_goods_that_must_be_corrected(member, many):
    page = member.get(the_list(many))
    assert f"{the_list(many)}?loc=can-sua" in page.text
    assert page.context["wrong_count"] == 300

    filtered = member.get(the_list(many), {"loc": "can-sua", "page": 2})

    shown = [item.position for item, _ in filtered.context["rows"]]
    assert len(shown) == 50
    assert not any(position % 4 == 0 for position in shown)


def test_filter_that_finds_nothing_says_so(member, dossier):
    ItemFactory(promotion=dossier)

    page = member.get(the_list(dossier), {"loc": "can-sua"})

    assert page.context["rows"] == []
    assert "Chưa có hàng hoá" not in page.text


@pytest.mark.parametrize("name", ["dossier_detail", "dossier_check", "goods_list"])
def test_pages_do_not_grow_with_the_findings(member, many, name):
    page = member.get(reverse(name, args=[many.reference]))

    assert len(page.content) < 100_000
