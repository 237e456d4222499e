import json

from django.urls import reverse

import pytest

from promotions.models import Promotion
from tests.campaigns.factories import TimeSlotFactory
from tests.promotions.factories import GoodsGroupFactory, the_campaign
from thanhhoa_ecom.api import throttling

pytestmark = pytest.mark.django_db
ITEM = {
    "name": "Nem chua",
    "goods_group": "food",
    "quantity": 10,
    "price_before_vnd": 100_000,
    "price_now_vnd": 70_000,
}
WEEK = {
    "merchant": {
        "kind": "enterprise",
        "tax_code": "2899999013",
        "name": "Hợp tác xã Nem chua",
        "address": "Số 1 đường Thử Nghiệm",
        "phone": "02373852000",
    },
    "name": "Nem chua giảm giá",
    "forms": ["discount"],
    "starts_at": "2024-11-25T00:00+07:00",
    "ends_at": "2024-12-02T00:00+07:00",
    "customers": "Tất cả khách hàng",
    "content": "Giảm giá trực tiếp",
    "conditions": "Không giới hạn",
    "is_online_only": True,
    "items": [ITEM],
}


@pytest.fixture(autouse=True)
def days_before_the_campaign(settings):
    settings.PORTAL_CLOCK = "2024-11-18T09:00+07:00"
    GoodsGroupFactory(code="food")


def post(client, body, **headers):
    return client.post(
        reverse("api_check"), body, content_type="application/json", headers=headers
    )


def rules(page, severity="error"):
    return {f["rule"] for f in page.json()["findings"] if f["severity"] == severity}


def with_percent(percent):
    now = 100_000 - percent * 1_000
    return {**WEEK, "items": [{**ITEM, "price_now_vnd": now}]}


def test_what_the_law_allows_may_be_submitted(client):
    page = post(client, WEEK)

    assert page.status_code == 200
    assert page.json()["may_be_submitted"] is True
    assert rules(page) == set()


@pytest.mark.parametrize(("percent", "is_allowed"), [(50, True), (51, False)])
def test_the_ceiling_is_that_of_the_law(client, percent, is_allowed):
    page = post(client, with_percent(percent))

    assert page.json()["may_be_submitted"] is is_allowed


def test_members_of_the_campaign_have_its_ceiling(client):
    campaign = the_campaign()

    page = post(client, {**with_percent(62), "campaign": campaign.code})

    assert page.json()["may_be_submitted"] is True


def test_a_finding_says_where_why_and_how_to_fix(client):
    page = post(client, with_percent(62))
    finding = next(f for f in page.json()["findings"] if f["severity"] == "error")

    assert finding["item"] == 1
    assert finding["field"] in {"discount_percent", "price_now_vnd"}
    assert "81/2018" in finding["source"]
    assert finding["page"].endswith(f"/phap-luat/#{finding['rule']}")
    assert finding["hint"]


def test_the_procedure_and_its_last_day_are_told(client):
    many = {**WEEK, "is_online_only": False, "items": [{**ITEM, "quantity": 10_000}]}

    page = post(client, many).json()

    assert page["procedure"]["kind"] == "notification"
    assert page["procedure"]["office"] == "department"
    assert page["latest_filing_on"] == "2024-11-20"


def test_an_empty_promotion_is_judged_too(client):
    page = post(client, {})

    assert page.status_code == 200
    assert "KM-03" in rules(page)


def test_nothing_is_stored(client):
    post(client, WEEK)

    assert not Promotion.objects.exists()


def test_it_costs_the_same_for_one_item_and_many(client, django_assert_num_queries):
    for count in (1, 40):
        with django_assert_num_queries(4):
            post(client, {**WEEK, "items": [ITEM] * count})


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"forms": ["sale"]}, "forms.0"),
        ({"campaign": "khong-co"}, "campaign"),
        ({"slot": "60-gio"}, "slot"),
        ({"starts_at": "hôm nay"}, "starts_at"),
        ({"starts_at": "0001-01-01T00:00+07:00"}, "starts_at"),
        ({"ends_at": "9999-12-31T23:59Z"}, "ends_at"),
        ({"filed_on": "1999-12-31"}, "filed_on"),
        ({"items": [{**ITEM, "goods_group": "khong-co"}]}, "items.0.goods_group"),
        ({"items": [ITEM, {**ITEM, "price_now_vnd": -1}]}, "items.1.price_now_vnd"),
        ({"items": [{**ITEM, "price_before_vnd": 10**15 + 1}]}, "items.0.price_before_vnd"),
        ({"items": [{**ITEM, "quantity": 0}]}, "items.0.quantity"),
        ({"prizes": [{"quantity": "ba"}]}, "prizes.0.quantity"),
        ({"name": "a" * 251}, "name"),
        ({"merchant": {"kind": "king"}}, "merchant.kind"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(client, change, field):
    page = post(client, {**WEEK, **change})

    assert page.status_code == 400
    assert [error["field"] for error in page.json()["errors"]] == [field]


def test_a_slot_is_one_of_the_campaign(client):
    slot = TimeSlotFactory(campaign=the_campaign())

    page = post(client, {**WEEK, "campaign": slot.campaign.code, "slot": slot.code})

    assert "KM-31" in rules(page, "error") | rules(page, "warning")


@pytest.mark.parametrize(("count", "status"), [(500, 200), (501, 400)])
def test_up_to_500_items_are_judged(client, count, status):
    assert post(client, {**WEEK, "items": [ITEM] * count}).status_code == status


@pytest.mark.parametrize("body", ["[]", '"a"', "null", "3"])
def test_one_object_is_asked_for(client, body):
    assert post(client, body).status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        "{",
        '{"name": NaN}',
        '{"name": "\\u0000"}',
        '{"name": "\\ud800"}',
        '{"\\ud800": 1}',
        "[" * 100_000,
        "1" * 5_000,
        b"\xff\xfe",
    ],
)
def test_what_is_no_json_is_unreadable(client, body):
    page = post(client, body)

    assert page.status_code == 400
    assert page.json()["type"].endswith("#unreadable")


@pytest.mark.parametrize(("spare", "status"), [(0, 200), (1, 413)])
def test_a_body_has_a_greatest_size(client, settings, spare, status):
    body = json.dumps(WEEK)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = len(body.encode())

    assert post(client, body + " " * spare).status_code == status


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=a"])
def test_other_content_is_refused(client, kind):
    page = client.post(reverse("api_check"), b"a", content_type=kind)

    assert page.status_code == 415


@pytest.mark.parametrize(("tries", "status"), [(1, 200), (2, 429)])
def test_checks_have_a_limit_of_their_own(client, settings, monkeypatch, tries, status):
    settings.API_PER_MINUTE = {**settings.API_PER_MINUTE, "check": 1}
    monkeypatch.setattr(throttling.time, "time", lambda: 1_700_000_005.0)

    statuses = [post(client, WEEK).status_code for _ in range(tries)]

    assert statuses[-1] == status
    assert client.get(reverse("api_promotions")).status_code == 200


def test_other_web_pages_may_not_ask(client):
    page = post(client, WEEK, Origin="https://a.vn")

    assert "Access-Control-Allow-Origin" not in page
    assert page["Cache-Control"] == "no-store"


def test_sentences_come_in_the_language_asked_for(client):
    page = post(client, {}, **{"Accept-Language": "en"})

    assert any("promotion" in f["message"] for f in page.json()["findings"])


def test_the_address_without_its_last_stroke_is_the_same(client):
    page = client.post(
        "/api/v1/promotions/check", WEEK, content_type="application/json"
    )

    assert page.status_code == 200
