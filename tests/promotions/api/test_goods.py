import json
from decimal import Decimal
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import pytest

from promotions.enums import PromotionForm
from promotions.models import SheetJob
from promotions.sheets import template
from promotions.sheets.checking import check_sheet
from tests.promotions.factories import (
    GoodsGroupFactory,
    ItemFactory,
    PromotionFactory,
)

pytestmark = pytest.mark.django_db
ITEM = {
    "name": "Giò lụa",
    "goods_group": "food",
    "brand": "Giò Thử",
    "unit_of_measure": "kg",
    "quantity": 10,
    "price_before_vnd": 160_000,
    "price_now_vnd": 120_000,
    "discount_percent": "25.00",
    "is_local": True,
}


@pytest.fixture
def dossier(merchant):
    return PromotionFactory(merchant=merchant, declared=True)


def send(client, method, address, body, once=None):
    return getattr(client, method)(
        address,
        json.dumps(body),
        content_type="application/json",
        headers={"Idempotency-Key": str(once or uuid4())},
    )


def items_of(dossier):
    return reverse("api_own_items", args=[dossier.reference])


def item_of(dossier, position):
    return reverse("api_own_item", args=[dossier.reference, position])


def fields(page):
    return [error["field"] for error in page.json()["errors"]]


# Items


def test_an_item_is_added_behind_the_others(software, dossier):
    page = send(software, "post", items_of(dossier), ITEM)

    assert page.status_code == 201, page.json()
    assert page.json()["position"] == 2
    assert {name: page.json()[name] for name in ITEM} == ITEM


def test_the_same_request_adds_one_item(software, dossier):
    once = uuid4()
    pages = [send(software, "post", items_of(dossier), ITEM, once) for _ in range(2)]

    assert [page.json()["position"] for page in pages] == [2, 2]
    assert dossier.items.count() == 2


def test_an_item_is_replaced_whole(software, dossier):
    page = send(software, "put", item_of(dossier, 1), {**ITEM, "brand": ""})
    item = dossier.items.get()

    assert page.status_code == 200, page.json()
    assert (item.name, item.brand, item.discount_percent) == (
        "Giò lụa",
        "",
        Decimal(25),
    )
    assert software.get(item_of(dossier, 1)).json() == page.json()


def test_an_item_is_taken_out(software, dossier):
    page = software.delete(item_of(dossier, 1))

    assert (page.status_code, page.content) == (204, b"")
    assert not dossier.items.exists()
    assert software.delete(item_of(dossier, 1)).status_code == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"unit_of_measure": ""}, "unit_of_measure"),
        ({"goods_group": ""}, "goods_group"),
        ({"goods_group": "khong-co"}, "goods_group"),
        ({"gift_group": "khong-co"}, "gift_group"),
        ({"price_before_vnd": None}, "price_before_vnd"),
        ({"price_now_vnd": -1}, "price_now_vnd"),
        ({"quantity": 0}, "quantity"),
        ({"discount_percent": "12.345"}, "discount_percent"),
        ({"alcohol_percent": "100.1"}, "alcohol_percent"),
        ({"gift_name": "Túi vải"}, ""),
    ],
)
def test_what_the_form_refuses_the_api_refuses(software, dossier, change, field):
    page = send(software, "post", items_of(dossier), {**ITEM, **change})

    assert page.status_code == 400
    assert fields(page) == [field]
    assert dossier.items.count() == 1


def test_gifts_are_taken_where_the_form_of_promotion_has_them(software, dossier):
    GoodsGroupFactory(code="fashion")
    dossier.forms = [PromotionForm.GIFT]
    dossier.save()
    gift = {"gift_name": "Túi vải", "gift_group": "fashion", "gift_value_vnd": 20_000}

    page = send(software, "post", items_of(dossier), {**ITEM, **gift})

    assert page.status_code == 201, page.json()
    assert {name: page.json()[name] for name in gift} == gift


def test_percents_of_alcohol_keep_their_point(software, dossier):
    page = send(software, "post", items_of(dossier), {**ITEM, "alcohol_percent": "4.5"})

    assert page.json()["alcohol_percent"] == "4.5"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_goods_of_a_sent_dossier_are_closed(software, merchant, method):
    sent = PromotionFactory(merchant=merchant, submitted=True)
    address = items_of(sent) if method == "post" else item_of(sent, 1)

    page = send(software, method, address, ITEM)

    assert page.status_code == 409
    assert page.json()["type"].endswith("#closed")


@pytest.mark.parametrize("count", [1, 4])
def test_goods_cost_the_same_for_one_and_four(
    software, merchant, django_assert_num_queries, count
):
    dossier = PromotionFactory(merchant=merchant, declared=True, item=None)
    for position in range(1, count + 1):
        ItemFactory(promotion=dossier, position=position, with_gift=True)
    software.get(reverse("api_me"))

    with django_assert_num_queries(4):
        page = software.get(items_of(dossier))

    assert len(page.json()["results"]) == count


# Prizes


def put_prizes(client, dossier, *prizes):
    address = reverse("api_own_prizes", args=[dossier.reference])
    return send(client, "put", address, {"prizes": prizes})


def test_prizes_take_the_place_of_those_before(software, dossier):
    bicycle = {"name": "Xe đạp", "quantity": 1, "value_vnd": 12_000_000}
    bag = {"name": "Túi vải", "quantity": 100, "value_vnd": 20_000}

    assert put_prizes(software, dossier, bicycle).json() == {"prizes": [bicycle]}
    assert put_prizes(software, dossier, bag, bicycle).json()["prizes"] == [
        bag,
        bicycle,
    ]
    assert put_prizes(software, dossier).json() == {"prizes": []}


@pytest.mark.parametrize(
    ("prize", "field"),
    [
        ({"name": "Xe đạp", "quantity": 1}, "prizes.1.value_vnd"),
        ({"name": "Xe đạp", "quantity": 0, "value_vnd": 1}, "prizes.1.quantity"),
    ],
)
def test_a_wrong_prize_is_named_by_its_place(software, dossier, prize, field):
    right = {"name": "Túi vải", "quantity": 100, "value_vnd": 20_000}

    page = put_prizes(software, dossier, right, prize)

    assert page.status_code == 400
    assert fields(page) == [field]
    assert not dossier.prizes.exists()


# Sheets


def upload(client, dossier, content=None, once=None, name="hang.xlsx", **facts):
    content = template.xlsx() if content is None else content
    return client.post(
        reverse("api_sheets", args=[dossier.reference]),
        {"file": SimpleUploadedFile(name, content), **facts},
        headers={"Idempotency-Key": str(once or uuid4())},
    )


def test_a_sheet_is_taken_and_followed(software, dossier):
    page = upload(software, dossier, mode="replace", policy="whole")
    address = reverse("api_sheet", args=[dossier.reference, page.json()["id"]])
    before = software.get(address).json()
    check_sheet(page.json()["id"])
    after = software.get(address).json()

    assert page.status_code == 202, page.json()
    assert (before["state"], before["mode"]) == ("waiting", "replace")
    assert after["state"] in {"stored", "refused"}
    assert after["progress_percent"] == 100


def test_the_same_sheet_sent_twice_is_one_job(software, dossier):
    once = uuid4()
    content = template.csv_file()

    pages = [
        upload(software, dossier, content, once, name="hang.csv") for _ in range(2)
    ]

    assert pages[0].json()["id"] == pages[1].json()["id"]
    assert SheetJob.objects.count() == 1


def test_another_sheet_waits_for_the_first(software, dossier):
    upload(software, dossier)

    page = upload(software, dossier, b"a,b")

    assert page.status_code == 422
    assert page.json()["type"].endswith("#sheet-refused")
    assert "chờ" in page.json()["detail"]


@pytest.mark.parametrize(("size", "status"), [(100, 202), (101, 422)])
def test_a_sheet_has_a_greatest_size(software, dossier, settings, size, status):
    settings.SHEET_MAX_BYTES = 100

    assert upload(software, dossier, b"a" * size).status_code == status


def test_a_sheet_that_is_far_too_large_is_not_even_read(software, dossier, settings):
    settings.SHEET_MAX_BYTES = 100

    page = upload(software, dossier, b"a" * (100 + 64 * 1024))

    assert page.status_code == 413


@pytest.mark.parametrize(
    ("facts", "field"), [({"mode": "x"}, "mode"), ({"policy": "x"}, "policy")]
)
def test_what_is_to_be_done_is_one_of_what_can_be(software, dossier, facts, field):
    assert fields(upload(software, dossier, **facts)) == [field]


def test_a_sheet_without_a_file_is_told(software, dossier):
    page = software.post(
        reverse("api_sheets", args=[dossier.reference]),
        {"mode": "add"},
        headers={"Idempotency-Key": str(uuid4())},
    )

    assert fields(page) == ["file"]


def test_json_is_no_sheet(software, dossier):
    address = reverse("api_sheets", args=[dossier.reference])

    assert send(software, "post", address, {}).status_code == 415


def test_a_sheet_of_another_dossier_is_not_found(software, merchant, dossier):
    other = PromotionFactory(merchant=merchant)
    job = upload(software, dossier).json()["id"]

    page = software.get(reverse("api_sheet", args=[other.reference, job]))

    assert page.status_code == 404
