import hashlib
import json
from datetime import datetime
from uuid import uuid4

from django.urls import reverse

import pytest
from icalendar import Calendar

from promotions.models import CodeClaim, CodePool
from promotions.shopping_codes import codes
from tests.accounts.factories import UserFactory
from tests.promotions.factories import (
    HCM,
    CodePoolFactory,
    MerchantMemberFactory,
    PromotionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_the_sixty_hours(settings):
    settings.PORTAL_CLOCK = "2024-11-29T09:00+07:00"


def claim(client, pool, email="lan@thu.example", **more):
    data = {"key": uuid4(), "email": email, **more}
    return client.post(reverse("code_claim", args=[pool.pk]), data)


def till(client, code, method="get", **more):
    return getattr(client, method)(reverse("till"), {"ma": code, **more})


def test_code_is_claimed_without_an_account(client):
    pool = CodePoolFactory()

    response = claim(client, pool)

    made = CodeClaim.objects.get()
    page = client.get(response["Location"])
    assert made.code in page.text
    assert page["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"opens_at": datetime(2024, 11, 30, tzinfo=HCM)}, "Phát mã từ"),
        ({"closes_at": datetime(2024, 11, 29, 8, tzinfo=HCM)}, "Đã ngừng phát mã"),
        ({"quota": 1, "issued": 1}, "Đã hết mã"),
        ({"state": "stopped"}, "Việc phát mã đã dừng"),
    ],
)
def test_every_state_is_told_and_gives_no_code(client, facts, words):
    pool = CodePoolFactory(**facts)

    page = client.get(pool.get_absolute_url())
    response = claim(client, pool)

    assert words in page.text
    assert "code_claim" not in page.text
    assert response.status_code == 409
    assert words in response.text
    assert not CodeClaim.objects.exists()


def test_second_claim_tells_that_there_is_one_and_not_which(client):
    pool = CodePoolFactory()
    claim(client, pool)

    response = claim(client, pool)

    assert response.status_code == 409
    assert "Bạn đã nhận mã" in response.text
    assert CodeClaim.objects.get().code not in response.text


def test_wrong_address_is_kept_and_explained(client):
    response = claim(client, CodePoolFactory(), "không phải thư")

    assert response.context["form"].errors["email"]
    assert "không phải thư" in response.text


def test_too_many_claims_from_one_network_wait(client, settings):
    settings.SHOPPING_CODE_TRIES = 1
    pool = CodePoolFactory()

    answers = [claim(client, pool, f"{n}@thu.example").status_code for n in range(2)]

    assert answers == [302, 429]


def test_pool_of_a_hidden_promotion_is_not_found(client):
    pool = CodePoolFactory(promotion=PromotionFactory(received=True))

    assert client.get(pool.get_absolute_url()).status_code == 404
    assert pool.title not in client.get(reverse("code_pools")).text


def test_own_code_has_a_signed_qr_a_calendar_and_a_way_back(client):
    pool = CodePoolFactory()
    address = claim(client, pool)["Location"]

    assert client.get(f"{address}qr.svg")["Content-Type"] == "image/svg+xml"
    (event,) = Calendar.from_ical(client.get(f"{address}lich.ics").content).events
    assert event.end == pool.expires_at
    client.post(f"{address}tra-lai/")
    assert "Bạn đã trả lại mã này" in client.get(address).text
    pool.refresh_from_db()
    assert pool.left == pool.quota


def test_made_up_address_of_a_code_is_not_found(client):
    claim(client, CodePoolFactory())
    code = CodeClaim.objects.get().code

    assert client.get(reverse("my_code", args=[code])).status_code == 404


def test_lost_code_page_answers_everybody_alike(client):
    claim(client, CodePoolFactory())

    answers = {
        client.post(reverse("code_find"), {"email": email}).text
        for email in ("lan@thu.example", "khac@thu.example")
    }

    assert len(answers) == 1


def test_anyone_can_work_the_ledger_out_again(client):
    pool = CodePoolFactory()
    for number in range(3):
        claim(client, pool, f"{number}@thu.example")

    response = client.get(reverse("code_ledger_csv", args=[pool.pk]))
    text = b"".join(response.streaming_content).decode()

    before = "0" * 64
    for line in text.split("\r\n")[1:-1]:
        number, kind, digest, moment, found = line.split(",")
        told = f"{before}|{number}|{kind}|{digest}|{moment}"
        before = hashlib.sha256(told.encode()).hexdigest()
        assert before == found
    pool.refresh_from_db()
    assert before == pool.head_hash
    assert client.get(reverse("code_ledger", args=[pool.pk])).status_code == 200


def test_till_looks_and_then_redeems_once(member, merchant):
    pool = CodePoolFactory(promotion__merchant=merchant)
    claim(member, pool)
    code = CodeClaim.objects.get().code

    seen = till(member, codes.till_text(code, pool.expires_at))
    assert "Mã hợp lệ" in seen.text
    done = till(member, code, "post", merchant=merchant.pk, key=uuid4())
    assert "Đã xác nhận sử dụng" in done.text
    again = till(member, code, "post", merchant=merchant.pk, key=uuid4())
    assert "Mã đã dùng lúc" in again.text


def test_till_of_another_merchant_redeems_nothing(client):
    pool = CodePoolFactory()
    claim(client, pool)
    other = MerchantMemberFactory()
    client.force_login(other.user)
    code = CodeClaim.objects.get().code

    own = till(client, code, "post", merchant=other.merchant.pk, key=uuid4())
    forged = till(
        client, code, "post", merchant=pool.promotion.merchant.pk, key=uuid4()
    )

    assert "dành cho thương nhân" in own.text
    assert forged.context["bound"].errors["merchant"]
    assert CodeClaim.objects.get().status == "held"


def test_till_needs_a_login_and_a_merchant(client):
    assert client.get(reverse("till")).status_code == 302
    client.force_login(UserFactory())
    assert "chưa đại diện thương nhân" in client.get(reverse("till")).text


def test_kept_redemptions_are_answered_one_by_one(member, merchant):
    pool = CodePoolFactory(promotion__merchant=merchant)
    claim(member, pool)
    code, key = CodeClaim.objects.get().code, str(uuid4())
    rows = [
        {"code": code, "merchant": merchant.pk, "key": key},
        {"code": code, "merchant": merchant.pk, "key": key},
        {"code": code, "merchant": merchant.pk, "key": str(uuid4())},
        {"code": code, "merchant": 10**9, "key": str(uuid4())},
    ]

    response = member.post(
        reverse("till_queue"), json.dumps(rows), content_type="application/json"
    )

    verdicts = [answer["verdict"] for answer in response.json()["answers"]]
    assert verdicts == ["done", "done", "used", "not_yours"]


@pytest.mark.parametrize("body", ["", "[1]", '[{"code": "x"}]', "{}x"])
def test_malformed_queue_is_refused(member, body):
    response = member.post(reverse("till_queue"), body, content_type="application/json")

    assert response.status_code == 400


def test_worker_of_the_till_looks_after_its_folder_alone(client):
    response = client.get(reverse("till_worker"))

    assert response["Content-Type"] == "text/javascript"
    assert reverse("till_worker").startswith(reverse("till"))


OPENING = {
    "title": "Mã 20.000 ₫",
    "benefit": "Giảm 20.000 ₫",
    "terms": "Mỗi người một mã",
    "quota": "50",
    "opens_at_day": "29/11/2024",
    "opens_at_hour": "00:00",
    "closes_at_day": "01/12/2024",
    "closes_at_hour": "12:00",
    "expires_at_day": "01/12/2024",
    "expires_at_hour": "24:00",
}


def own(promotion):
    return reverse("own_code_pools", args=[promotion.reference])


def test_merchant_opens_codes_and_stops_them_with_a_reason(member, merchant):
    promotion = PromotionFactory(published=True, merchant=merchant)

    member.post(own(promotion), OPENING)

    pool = CodePool.objects.get()
    turn = reverse("own_code_pool_turn", args=[promotion.reference, pool.pk])
    member.post(turn, {"reason": " "})
    pool.refresh_from_db()
    assert pool.state == "open"
    member.post(turn, {"reason": "Hết hàng"})
    pool.refresh_from_db()
    assert pool.state == "stopped"
    assert pool.events.last().reason == "Hết hàng"


def test_codes_end_with_the_promotion(member, merchant):
    promotion = PromotionFactory(published=True, merchant=merchant)

    response = member.post(own(promotion), {**OPENING, "expires_at_day": "02/12/2024"})

    assert "trong thời gian khuyến mại" in response.text
    assert not CodePool.objects.exists()


def test_pools_of_another_merchant_are_not_found(member):
    pool = CodePoolFactory()
    turn = reverse("own_code_pool_turn", args=[pool.promotion.reference, pool.pk])

    assert member.get(own(pool.promotion)).status_code == 404
    assert member.post(turn, {"reason": "x"}).status_code == 404


def test_list_costs_the_same_for_any_number_of_pools(
    client, django_assert_max_num_queries
):
    CodePoolFactory.create_batch(5)

    with django_assert_max_num_queries(5):
        client.get(reverse("code_pools"))


def test_address_of_a_claim_leads_back_to_the_pool(client):
    pool = CodePoolFactory()

    response = client.get(reverse("code_claim", args=[pool.pk]))

    assert response["Location"] == pool.get_absolute_url()


def test_behind_the_proxy_each_visitor_is_counted_alone(client, settings):
    settings.SHOPPING_CODE_TRIES = 1
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    pool, answers = CodePoolFactory(), []

    for number in range(3):
        client.defaults["HTTP_X_FORWARDED_FOR"] = f"203.0.113.{number}"
        answers.append(claim(client, pool, f"{number}@thu.example").status_code)

    assert answers == [302] * 3
