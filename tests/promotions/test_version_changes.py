"""What changed between two submissions, in words an officer compares."""

from datetime import datetime

from django.utils import translation

import pytest

from promotions import version_changes, workflow
from promotions.amounts import NO_BREAK
from promotions.enums import PromotionForm
from promotions.models import Item, Promotion
from promotions.version_changes import last_changes
from tests.accounts.factories import DistrictFactory
from tests.promotions.factories import (
    HCM,
    ItemFactory,
    PrizeFactory,
    PromotionFactory,
)

pytestmark = pytest.mark.django_db

AT = datetime(2024, 11, 20, 9, tzinfo=HCM)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def promotion():
    """Return a dossier that was sent in once and came back."""
    made = PromotionFactory(declared=True)
    workflow.submit(made, by=None, at=AT)
    return workflow.ask_for_changes(made, by=None, at=AT, reason="Sửa giá")


def changed(promotion, **facts):
    """Send the dossier in again with these facts; return the lines that differ."""
    if facts:
        Promotion.objects.filter(pk=promotion.pk).update(**facts)
    again = Promotion.objects.get(pk=promotion.pk)
    workflow.submit(again, by=None, at=AT.replace(hour=15))
    found = last_changes(again)
    return [(line.label, line.before, line.after) for line in found.lines]


def test_the_first_submission_changed_nothing():
    made = PromotionFactory(declared=True)
    workflow.submit(made, by=None, at=AT)

    assert last_changes(made) is None


def test_sending_the_same_again_says_that_nothing_changed(promotion):
    assert changed(promotion) == []


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        (
            {"conditions": "Mỗi người 03 hộp"},
            ("Conditions", "Không giới hạn số lượng mua", "Mỗi người 03 hộp"),
        ),
        (
            {"ends_at": datetime(2024, 12, 1, 12, tzinfo=HCM)},
            (
                "Ends at",
                "the end of Sunday 01/12/2024",
                "12:00 on Sunday 01/12/2024",
            ),
        ),
        (
            {"promoted_total_vnd": 5_000_000},
            ("Total value of goods promoted", "", f"5,000,000{NO_BREAK}₫"),
        ),
        ({"is_beyond_province": True}, ("Also held in other provinces", "No", "Yes")),
        (
            {"forms": [PromotionForm.DISCOUNT, PromotionForm.LOYALTY]},
            (
                "Forms of promotion",
                "Discount",
                "Discount; Programme for regular customers",
            ),
        ),
    ],
)
def test_a_changed_fact_is_told_with_both_values(facts, line, promotion):
    assert changed(promotion, **facts) == [line]


def test_the_area_is_told_by_its_districts(promotion):
    promotion.districts.add(DistrictFactory(name="Huyện Thọ Xuân"))

    assert changed(promotion) == [("Area", "", "Huyện Thọ Xuân")]


def test_the_merchants_own_facts_are_told(promotion):
    promotion.merchant.contact_name = "Lê Thị Mới"
    promotion.merchant.save()

    ((label, before, after),) = changed(promotion)
    assert label.startswith("Merchant: ")
    assert (before, after) == ("Người Liên Hệ", "Lê Thị Mới")


def test_goods_changed_added_and_taken_out_are_told(promotion):
    gone = ItemFactory(promotion=promotion, position=2, name="Chả tôm")
    workflow.submit(promotion, by=None, at=AT)
    workflow.ask_for_changes(promotion, by=None, at=AT, reason="Sửa giá")
    gone.delete()
    Item.objects.filter(promotion=promotion).update(
        price_now_vnd=60_000, discount_percent=40
    )
    ItemFactory(promotion=promotion, position=3, name="Bánh gai")

    lines = {label: (was, is_now) for label, was, is_now in changed(promotion)}

    assert set(lines) == {
        "Goods: Nem chua Thanh Hoá",
        "Goods: Chả tôm",
        "Goods: Bánh gai",
    }
    was, is_now = lines["Goods: Nem chua Thanh Hoá"]
    assert "30%" in was
    assert f"60,000{NO_BREAK}₫; 40%" in is_now
    assert lines["Goods: Chả tôm"][1] == ""
    assert lines["Goods: Bánh gai"][0] == ""


def test_goods_that_only_moved_are_no_change(promotion):
    ItemFactory(promotion=promotion, position=9, name="Chả tôm")
    workflow.submit(promotion, by=None, at=AT)
    workflow.ask_for_changes(promotion, by=None, at=AT, reason="Sửa giá")
    Item.objects.filter(name="Chả tôm").update(position=0)

    assert changed(promotion) == []


def test_prizes_are_told(promotion):
    PrizeFactory(promotion=promotion, name="Giải nhất", quantity=2, value_vnd=1_000)

    assert changed(promotion) == [("Prize: Giải nhất", "", f"2 × 1,000{NO_BREAK}₫")]


def test_many_changed_goods_are_cut_and_the_rest_is_counted(promotion, monkeypatch):
    monkeypatch.setattr(version_changes, "GOODS_TOLD", 2)
    for position in range(2, 7):
        ItemFactory(promotion=promotion, position=position, name=f"Hàng {position}")
    workflow.submit(promotion, by=None, at=AT)

    found = last_changes(promotion)

    assert (len(found.lines), found.left_out) == (2, 3)


@pytest.mark.parametrize("count", [1, 30])
def test_any_number_of_goods_costs_two_queries(
    count, promotion, django_assert_num_queries
):
    for position in range(2, 2 + count):
        ItemFactory(promotion=promotion, position=position, name=f"Hàng {position}")
    workflow.submit(promotion, by=None, at=AT)

    with django_assert_num_queries(2):
        last_changes(promotion)
