from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.http import QueryDict

import pytest

from promotions.enums import ChannelKind, PromotionForm
from promotions.filters import PromotionFilter
from promotions.models import Promotion
from promotions.search import refresh_search
from tests.accounts.factories import DistrictFactory
from tests.campaigns.factories import TimeSlotFactory
from tests.promotions.factories import (
    GoodsGroupFactory,
    PromotionFactory,
    SalesChannelFactory,
    the_campaign,
)

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2024, 11, 29, 9, tzinfo=HCM)
INSTANT = timedelta(microseconds=1)

pytestmark = pytest.mark.django_db


def narrowed(query="", *, at=NOW):
    facets = PromotionFilter(
        QueryDict(query), queryset=Promotion.objects.public(), at=at
    )
    return list(facets.qs)


def test_without_facets_what_runs_or_comes_is_listed_newest_first():
    running = PromotionFactory(published=True)
    coming = PromotionFactory(published=True, starts_at=NOW + timedelta(days=1))
    suspended = PromotionFactory(suspended=True)
    PromotionFactory(ended=True)
    PromotionFactory(received=True)

    assert narrowed() == [coming, suspended, running]


@pytest.mark.parametrize(("at_end", "count"), [(-INSTANT, 1), (timedelta(), 0)])
def test_promotion_leaves_the_list_in_the_moment_it_ends(at_end, count):
    promotion = PromotionFactory(published=True)

    assert len(narrowed(at=promotion.ends_at + at_end)) == count


def test_group_of_goods_narrows():
    wanted = PromotionFactory(
        published=True, item__goods_group=GoodsGroupFactory(code="handicraft")
    )
    PromotionFactory(published=True)

    assert narrowed("nhom=handicraft") == [wanted]


def test_district_finds_its_own_and_those_of_the_whole_province():
    here, there = DistrictFactory(slug="tho-xuan"), DistrictFactory()
    own, other, whole = (PromotionFactory(published=True) for _ in range(3))
    own.districts.add(here, there)
    other.districts.add(there)

    assert narrowed("huyen=tho-xuan") == [whole, own]


def test_form_of_promotion_narrows():
    wanted = PromotionFactory(
        published=True, forms=[PromotionForm.DISCOUNT, PromotionForm.GIFT]
    )
    PromotionFactory(published=True)

    assert narrowed("hinh-thuc=gift") == [wanted]


def test_channel_narrows():
    wanted = PromotionFactory(published=True)
    wanted.channels.add(SalesChannelFactory(merchant=wanted.merchant, store=True))
    other = PromotionFactory(published=True)
    other.channels.add(SalesChannelFactory(merchant=other.merchant))

    assert narrowed(f"kenh={ChannelKind.STORE}") == [wanted]


@pytest.mark.parametrize(("percent", "count"), [("50.00", 1), ("49.99", 0)])
def test_least_discount_includes_its_boundary(percent, count):
    PromotionFactory(published=True, max_discount_percent=Decimal(percent))

    assert len(narrowed("giam-tu=50")) == count


@pytest.mark.parametrize(
    ("query", "flag"),
    [
        ("dia-phuong=on", "is_local"),
        ("ocop=on", "is_ocop"),
        ("hang-viet=on", "is_vietnamese"),
    ],
)
def test_flag_of_an_item_narrows(query, flag):
    wanted = PromotionFactory(published=True, **{f"item__{flag}": True})
    PromotionFactory(published=True)

    assert narrowed(query) == [wanted]


def test_stages_part_the_register():
    slot = TimeSlotFactory(campaign=the_campaign())
    running = PromotionFactory(published=True, slot=slot)
    coming = PromotionFactory(published=True, starts_at=NOW + INSTANT)
    over = PromotionFactory(published=True, ends_at=NOW)
    ended = PromotionFactory(ended=True)
    PromotionFactory(suspended=True)

    assert narrowed("trang-thai=dang-chay") == [running]
    assert narrowed("trang-thai=sap-toi") == [coming]
    assert narrowed("trang-thai=60-gio") == [running]
    assert narrowed("trang-thai=da-ket-thuc") == [ended, over]


def test_orders_are_by_discount_and_by_end():
    little = PromotionFactory(published=True, max_discount_percent=10)
    much = PromotionFactory(
        published=True, max_discount_percent=60, ends_at=NOW + timedelta(hours=1)
    )
    unknown = PromotionFactory(published=True, max_discount_percent=None)

    assert narrowed("sap-xep=giam-nhieu") == [much, little, unknown]
    assert narrowed("sap-xep=sap-het") == [much, little, unknown]


def test_text_orders_by_relevance_and_joins_the_facets():
    in_goods = PromotionFactory(published=True, item__name="Nước mắm Ba Làng")
    in_name = PromotionFactory(published=True, name="Nước mắm Ba Làng")
    for promotion in (in_name, in_goods):
        refresh_search(promotion)

    assert narrowed("q=nuoc+mam") == [in_name, in_goods]
    assert narrowed("q=nuoc+mam&hinh-thuc=gift") == []
    assert narrowed("q=%21%21") == []


@pytest.mark.parametrize(
    "query",
    [
        *("nhom=khong-co", "huyen=%00", "giam-tu=-1", "giam-tu=abc", "hinh-thuc=x"),
        *("kenh=%3Cscript%3E", "trang-thai=9", "sap-xep=drop", "la=gi"),
        f"q={'x' * 5_000}",
    ],
)
def test_value_that_makes_no_sense_is_left_out(query):
    wanted = PromotionFactory(published=True)

    assert narrowed(query) == [wanted]


def test_chosen_facets_name_the_address_without_them():
    DistrictFactory(slug="tho-xuan", name="Huyện Thọ Xuân")
    data = QueryDict("q=mam&huyen=tho-xuan&ocop=on&giam-tu=50&page=3")
    facets = PromotionFilter(data, queryset=Promotion.objects.public(), at=NOW)
    assert list(facets.qs) == []

    chosen = [(facet.text, facet.without) for facet in facets.chosen()]

    assert chosen == [
        ("Huyện Thọ Xuân", "?q=mam&ocop=on&giam-tu=50"),
        ("50%", "?q=mam&huyen=tho-xuan&ocop=on"),
        ("", "?q=mam&huyen=tho-xuan&giam-tu=50"),
    ]


@pytest.mark.parametrize(("cap", "is_common"), [(2, False), (1, True)])
def test_among_very_many_matches_the_newest_stand_first(monkeypatch, cap, is_common):
    monkeypatch.setattr("promotions.search.COUNT_CAP", cap)
    named = PromotionFactory(published=True, name="Nước mắm")
    newest = PromotionFactory(published=True, item__name="Nước mắm")
    for promotion in (named, newest):
        refresh_search(promotion)
    facets = PromotionFilter(
        QueryDict("q=nuoc+mam"), queryset=Promotion.objects.public(), at=NOW
    )

    expected = [newest, named] if is_common else [named, newest]
    assert list(facets.qs) == expected
    assert facets.has_newest_first == is_common


def test_text_that_stands_only_elsewhere_is_not_corrected():
    DistrictFactory(slug="tho-xuan")
    promotion = PromotionFactory(published=True, name="Nước mắm")
    promotion.districts.add(DistrictFactory())
    refresh_search(promotion)
    facets = PromotionFilter(
        QueryDict("q=nuoc+mam&huyen=tho-xuan"),
        queryset=Promotion.objects.public(),
        at=NOW,
    )

    assert list(facets.qs) == []
    assert (facets.found.is_similar, facets.proposal) == (False, "")
