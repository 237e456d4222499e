import json
from uuid import uuid4

from django.urls import reverse

import pytest

from promotions.enums import PromotionState
from promotions.models import Promotion
from tests.accounts.factories import DistrictFactory
from tests.campaigns.factories import TimeSlotFactory
from tests.promotions.factories import (
    PromotionFactory,
    SalesChannelFactory,
    the_campaign,
)

pytestmark = pytest.mark.django_db
FACTS = {
    "name": "Nem chua giảm giá",
    "forms": ["discount"],
    "starts_at": "2024-11-30T00:00:00+07:00",
    "ends_at": "2024-12-01T12:00:00+07:00",
    "customers": "Tất cả khách hàng",
    "content": "Giảm giá trực tiếp",
    "conditions": "Không giới hạn",
    "is_online_only": True,
    "promoted_total_vnd": 10_000_000,
    "filing_ref": "000.00.18.H56-241120-0001",
    "filed_on": "2024-11-20",
}


def send(client, method, address, body, once=None):
    headers = {} if once is None else {"Idempotency-Key": str(once)}
    return getattr(client, method)(
        address, json.dumps(body), content_type="application/json", headers=headers
    )


def start(client, body=None, once=None):
    return send(client, "post", reverse("api_dossiers"), body or {}, once or uuid4())


def change(client, reference, body):
    return send(client, "patch", reverse("api_dossier", args=[reference]), body)


def submit(client, promotion, once=None, **body):
    promotion.refresh_from_db()
    content = {"saved_at": promotion.saved_at.isoformat(), "is_declared_true": True}
    return send(
        client,
        "post",
        reverse("api_submission", args=[promotion.reference]),
        {**content, **body},
        once or uuid4(),
    )


def kind(page):
    return page.json()["type"].removeprefix("/api/tai-lieu/#")


def fields(page):
    return [error["field"] for error in page.json()["errors"]]


# Starting


def test_a_draft_is_started_with_what_is_known(software, merchant):
    page = start(software, FACTS)
    promotion = Promotion.objects.get()

    assert page.status_code == 201
    assert page.json()["reference"] == promotion.reference
    assert (promotion.merchant, promotion.state) == (merchant, PromotionState.DRAFT)
    for name, value in FACTS.items():
        assert page.json()[name] == value


def test_an_empty_draft_is_a_draft(software):
    assert start(software).json()["is_open"] is True


def test_the_same_request_starts_one_draft(software):
    once = uuid4()

    first, again = (start(software, FACTS, once) for _ in range(2))

    assert again.json()["reference"] == first.json()["reference"]
    assert Promotion.objects.count() == 1


def test_a_key_for_other_content_is_a_conflict(software):
    once = uuid4()
    start(software, FACTS, once)

    page = start(software, {**FACTS, "name": "Khác"}, once)

    assert (page.status_code, kind(page)) == (409, "other-content")
    assert Promotion.objects.count() == 1


@pytest.mark.parametrize("once", ["", "1", "khoa"])
def test_without_a_client_key_nothing_is_started(software, once):
    page = start(software, FACTS, once or " ")

    assert page.status_code == 400
    assert fields(page) == ["Idempotency-Key"]
    assert not Promotion.objects.exists()


def test_what_is_wrong_starts_nothing_and_leaves_the_key_free(software):
    once = uuid4()

    assert start(software, {"promoted_total_vnd": -1}, once).status_code == 400
    assert start(software, FACTS, once).status_code == 201


# Changing


def test_what_is_left_out_stays(software, merchant):
    promotion = PromotionFactory(merchant=merchant, declared=True, forms=["discount"])
    before = software.get(reverse("api_dossier", args=[promotion.reference])).json()

    page = change(software, promotion.reference, {"name": "Tên mới"})

    after = page.json()
    assert after.pop("saved_at") != before.pop("saved_at")
    assert after == {**before, "name": "Tên mới"}


def test_every_fact_can_be_changed(software, merchant):
    promotion = PromotionFactory(merchant=merchant)
    slot = TimeSlotFactory(campaign=the_campaign())
    channel = SalesChannelFactory(merchant=merchant)
    district = DistrictFactory()
    facts = {
        **FACTS,
        "campaign": slot.campaign.code,
        "slot": slot.code,
        "districts": [district.code],
        "channels": [channel.pk],
        "is_beyond_province": True,
        "is_gift_tied_to_purchase": False,
        "is_at_protected_place": True,
        "used_total_vnd": 0,
        "confirmation_ref": "12/XN",
        "confirmed_on": "2024-11-21",
    }

    page = change(software, promotion.reference, facts)

    assert page.status_code == 200, page.json()
    assert {name: page.json()[name] for name in facts} == facts


def test_a_promotion_leaves_its_campaign_with_its_slot(software, merchant):
    slot = TimeSlotFactory(campaign=the_campaign())
    promotion = PromotionFactory(merchant=merchant, campaign=slot.campaign, slot=slot)

    page = change(software, promotion.reference, {"campaign": None}).json()

    assert (page["campaign"], page["slot"]) == (None, "")


def test_facts_can_be_emptied(software, merchant):
    promotion = PromotionFactory(merchant=merchant, declared=True)

    page = change(
        software, promotion.reference, {"starts_at": None, "forms": [], "content": ""}
    )

    assert page.status_code == 200, page.json()
    assert (page.json()["starts_at"], page.json()["forms"]) == (None, [])


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"slot": "60-gio"}, "slot"),
        ({"campaign": "khong-co"}, "campaign"),
        ({"forms": ["sale"]}, "forms.0"),
        ({"starts_at": "2024-11-30T00:00:01+07:00"}, "starts_at"),
        ({"starts_at": "2101-01-01T00:00+07:00"}, "starts_at"),
        ({"districts": ["999"]}, "districts"),
        ({"channels": [0]}, "channels"),
        ({"promoted_total_vnd": 10**15 + 1}, "promoted_total_vnd"),
        ({"content": "a" * 5_001}, "content"),
        ({"filed_on": "20/11/2024"}, "filed_on"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_saved(software, merchant, body, field):
    promotion = PromotionFactory(merchant=merchant)

    page = change(software, promotion.reference, {"name": "Tên mới", **body})

    promotion.refresh_from_db()
    assert page.status_code == 400
    assert fields(page) == [field]
    assert promotion.name == ""


def test_channels_of_another_merchant_cannot_be_named(software, merchant):
    promotion = PromotionFactory(merchant=merchant)
    foreign = SalesChannelFactory()

    page = change(software, promotion.reference, {"channels": [foreign.pk]})

    assert page.status_code == 400


def test_a_change_takes_back_the_declaration(software, merchant):
    promotion = PromotionFactory(merchant=merchant, needs_changes=True)

    change(software, promotion.reference, {"name": "Tên mới"})

    promotion.refresh_from_db()
    assert promotion.is_declared_true is False


@pytest.mark.parametrize("trait", ["submitted", "received", "published", "suspended"])
def test_what_was_sent_is_closed(software, merchant, trait):
    promotion = PromotionFactory(merchant=merchant, **{trait: True})

    page = change(software, promotion.reference, {"name": "Tên mới"})

    assert (page.status_code, kind(page)) == (409, "closed")


# Judging and sending


def test_the_law_speaks_as_on_the_page(software, merchant):
    promotion = PromotionFactory(
        merchant=merchant, declared=True, campaign=None, item__discount_percent=62
    )

    page = software.get(reverse("api_dossier_findings", args=[promotion.reference]))

    assert "KM-06" in {finding["rule"] for finding in page.json()["results"]}


def test_a_dossier_is_declared_and_sent_once(software, merchant, key):
    promotion, once = PromotionFactory(merchant=merchant, declared=True), uuid4()
    saved = promotion.saved_at.isoformat()

    first = submit(software, promotion, once)
    again = submit(software, promotion, once, saved_at=saved)
    promotion.refresh_from_db()
    event = promotion.events.get(verb="submit")

    assert (first.status_code, first.json()["state"]) == (200, "submitted")
    assert (first.json()["is_repeat"], again.json()["is_repeat"]) == (False, True)
    assert promotion.state == PromotionState.SUBMITTED
    assert (event.by, event.actor) == (key.created_by, merchant.name)


def test_saved_at_is_taken_as_the_api_wrote_it(software, merchant):
    promotion = PromotionFactory(merchant=merchant, declared=True)
    read = software.get(reverse("api_dossier", args=[promotion.reference])).json()

    page = submit(software, promotion, saved_at=read["saved_at"])

    assert page.status_code == 200


def test_what_the_law_forbids_is_not_sent(software, merchant):
    promotion = PromotionFactory(
        merchant=merchant, declared=True, campaign=None, item__discount_percent=62
    )

    page = submit(software, promotion)

    assert (page.status_code, kind(page)) == (422, "law-refuses")
    assert "KM-06" in {finding["rule"] for finding in page.json()["findings"]}
    promotion.refresh_from_db()
    assert promotion.state == PromotionState.DRAFT


def test_content_changed_meanwhile_is_not_declared(software, merchant):
    promotion = PromotionFactory(merchant=merchant, declared=True)

    page = submit(software, promotion, saved_at="2024-11-18T08:59:59+07:00")

    assert (page.status_code, kind(page)) == (409, "changed-meanwhile")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"is_declared_true": False}, "is_declared_true"),
        ({"saved_at": "hôm nay"}, "saved_at"),
    ],
)
def test_nothing_is_sent_without_a_declaration(software, merchant, body, field):
    promotion = PromotionFactory(merchant=merchant, declared=True)

    page = submit(software, promotion, **body)

    assert fields(page) == [field]


def test_what_was_sent_cannot_be_sent_again(software, merchant):
    promotion = PromotionFactory(merchant=merchant, submitted=True)

    page = submit(software, promotion)

    assert (page.status_code, kind(page)) == (409, "closed")


def test_the_story_names_no_person(software, merchant, key):
    key.created_by.full_name = "Lê Thị Riêng"
    key.created_by.save()
    reference = start(software, FACTS).json()["reference"]

    page = software.get(reverse("api_dossier_events", args=[reference]))

    assert len(page.json()["results"]) == 1
    assert "Riêng" not in page.text
    assert key.created_by.email not in page.text


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_costs_the_same_for_one_dossier_and_four(
    software, merchant, django_assert_num_queries, count
):
    for _ in range(count):
        PromotionFactory(merchant=merchant)
    software.get(reverse("api_me"))

    with django_assert_num_queries(3):
        page = software.get(reverse("api_dossiers"))

    assert len(page.json()["results"]) == count
