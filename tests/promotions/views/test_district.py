from datetime import timedelta

from django.urls import reverse

import pytest

from campaigns import clock
from tests.accounts.factories import DistrictFactory
from tests.promotions.factories import PromotionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(monkeypatch):
    moment = PromotionFactory.build(declared=True).starts_at + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: moment)
    return moment


def page_of(client, district):
    return client.get(reverse("district", args=[district.slug]))


def test_page_lists_what_runs_there_and_in_the_whole_province(client, now):
    here, there = DistrictFactory(), DistrictFactory()
    own = PromotionFactory(published=True, name="Ở đây")
    own.districts.add(here)
    other = PromotionFactory(published=True, name="Chỗ khác")
    other.districts.add(there)
    PromotionFactory(published=True, name="Toàn tỉnh")
    PromotionFactory(published=True, name="Sắp tới", starts_at=now + timedelta(1))
    PromotionFactory(suspended=True, name="Tạm dừng rồi")
    PromotionFactory(received=True, name="Chưa công bố")

    text = page_of(client, here).text

    names = ("Ở đây", "Toàn tỉnh", "Chỗ khác", "Sắp tới<", "Tạm dừng rồi", "Chưa công")
    assert [name for name in names if name in text] == ["Ở đây", "Toàn tỉnh"]


def test_page_without_promotions_says_where_to_look(client, now):
    district = DistrictFactory()

    text = page_of(client, district).text

    assert f"?huyen={district.slug}&amp;trang-thai=sap-toi" in text
    assert "Chưa có chương trình nào đang diễn ra ở đây" in text


def test_page_leads_to_the_other_districts(client):
    here, there = DistrictFactory(), DistrictFactory()

    text = page_of(client, here).text

    assert reverse("district", args=[there.slug]) in text


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_one_row_and_three(
    client, now, django_assert_num_queries, count
):
    district = DistrictFactory()
    for _ in range(count):
        PromotionFactory(published=True)

    with django_assert_num_queries(8):
        page_of(client, district)


def test_unknown_district_is_not_found(client):
    assert client.get("/huyen/khong-co/").status_code == 404
