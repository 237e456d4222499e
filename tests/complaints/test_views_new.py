"""The page on which a complaint is written, as browsers and impatient people use it."""

import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from unittest.mock import patch

from django.db import connection
from django.test import Client

import pytest
from kombu.exceptions import OperationalError

from complaints.models import Category, Complaint, Referral
from complaints.tracking import receipt_token
from notifications import doorbell
from notifications.models import Notice
from notifications.tasks import deliver_due
from promotions.models import Promotion
from tests.complaints.answers import OTHER_KEY, posted
from tests.promotions.factories import PromotionFactory

URL = "/phan-anh/moi/"


@pytest.fixture
def answers(plan):
    category = Category.objects.get(code="false-discount")
    return partial(posted, plan.district, category)


def receipt_url(complaint):
    return f"/phan-anh/da-nhan/{receipt_token(complaint.code)}/"


def test_first_view_asks_everything_under_a_fresh_key(client, plan):
    pages = [client.get(URL) for _ in range(2)]

    keys = {page.context["form"]["key"].value() for page in pages}
    assert len(keys) == 2
    assert b'name="story"' in pages[0].content


def test_nothing_is_ticked_beforehand(client, plan):
    page = client.get(URL).content.decode()

    assert page.count('type="checkbox"') == 2
    assert "checked" not in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_page_is_stored_by_nobody(client, plan, method):
    response = getattr(client, method)(URL)

    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"


def test_page_is_small_on_the_wire(client, plan):
    page = client.get(URL, headers={"accept-encoding": "gzip"})

    assert page["Content-Encoding"] == "gzip"
    assert len(page.content) < 20_000


def test_sending_leads_to_the_receipt(client, answers):
    response = client.post(URL, answers())

    complaint = Complaint.objects.get()
    assert (response.status_code, response["Location"]) == (302, receipt_url(complaint))
    assert complaint.amount_vnd == 1_250_000
    assert str(complaint.phone.as_e164) == "+84912345678"
    assert complaint.language == "vi"


def test_english_page_files_in_english(client, answers):
    client.post(f"/en{URL}", answers())

    assert Complaint.objects.get().language == "en"


def test_sending_again_is_answered_with_the_same_receipt(client, answers):
    places = [client.post(URL, answers())["Location"] for _ in range(3)]

    assert set(places) == {receipt_url(Complaint.objects.get())}


@pytest.mark.django_db(transaction=True)
def test_fifty_parallel_posts_with_one_key_are_one_complaint(answers):
    def send(_):
        try:
            response = Client().post(URL, answers())
            return response.status_code, response["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as pool:
        receipts = list(pool.map(send, range(50)))

    expected = (302, receipt_url(Complaint.objects.get()))
    assert receipts == [expected] * 50
    assert Referral.objects.count() == 3
    assert Notice.objects.count() == 4


def test_other_content_under_one_key_is_a_clear_conflict(client, answers):
    client.post(URL, answers())

    page = client.post(URL, answers(story="Chuyện đã sửa.", order_ref="DH-5"))

    complaint = Complaint.objects.get()
    text = page.content.decode()
    assert page.status_code == 409
    assert complaint.story != "Chuyện đã sửa."
    assert complaint.code in text
    assert receipt_url(complaint) in text
    assert "Chuyện đã sửa." in text
    assert 'value="DH-5"' in text


def test_conflict_page_offers_a_key_of_its_own(client, answers):
    client.post(URL, answers())
    page = client.post(URL, answers(story="Chuyện đã sửa."))
    key = page.context["form"]["key"].value()

    client.post(URL, answers(story="Chuyện đã sửa.", key=key))

    assert Complaint.objects.count() == 2


@pytest.mark.parametrize("key", [None, "", "abc"])
def test_a_form_that_lost_its_key_is_still_received(client, answers, key):
    form = answers() | ({"key": key} if key is not None else {})
    if key is None:
        del form["key"]

    response = client.post(URL, form)

    assert response.status_code == 302
    assert Complaint.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_with_the_broker_away_it_is_received_quickly(client, answers, monkeypatch):
    monkeypatch.setattr(doorbell._broker, "away_until", 0.0)
    away = OperationalError("nobody listens")
    began = time.monotonic()

    with patch.object(deliver_due, "apply_async", side_effect=away) as bell:
        response = client.post(URL, answers())

    assert response.status_code == 302
    assert Notice.objects.filter(state="queued").count() == 4
    assert bell.call_count == 1
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "name",
    [
        "kind",
        "category",
        "story",
        "seller_name",
        "seller_channel",
        "district",
        "may_handle",
        "demand",
        "bought_on",
        "has_contacted",
        "full_name",
    ],
)
def test_what_is_missing_is_named_and_nothing_is_lost(client, answers, name):
    page = client.post(URL, answers(**{name: None}))

    form = page.context["form"]
    assert page.status_code == 200
    assert list(form.errors) == [name]
    assert f'href="#id_{name}' in page.content.decode()
    kept = {other: form[other].value() for other in answers() if other != name}
    assert kept == {o: v for o, v in answers().items() if o != name} | (
        {"may_handle": True} if name != "may_handle" else {}
    )
    assert Complaint.objects.count() == 0


@pytest.mark.parametrize("chosen", ["withdrawn", "0", "false-discount", "x"])
def test_a_category_that_is_not_offered_is_refused(client, answers, chosen):
    if chosen == "withdrawn":
        Category.objects.filter(code="false-discount").update(is_active=False)
        chosen = answers()["category"]

    page = client.post(URL, answers(category=chosen))

    assert list(page.context["form"].errors) == ["category"]
    assert Complaint.objects.count() == 0


def test_an_answer_needs_a_phone_or_an_e_mail(client, answers):
    page = client.post(URL, answers(phone="", email=""))

    assert list(page.context["form"].errors) == ["phone"]


@pytest.mark.parametrize("kept", ["phone", "email"])
def test_one_way_to_answer_is_enough(client, answers, kept):
    nothing = {"phone": "", "email": ""}
    del nothing[kept]

    assert client.post(URL, answers(**nothing)).status_code == 302


def test_a_tip_may_be_anonymous_and_short(client, answers):
    blank = ("demand", "bought_on", "amount_vnd", "has_contacted", "full_name")
    response = client.post(
        URL,
        answers(kind="tip", phone="", email="", **dict.fromkeys(blank, "")),
    )

    assert response.status_code == 302
    assert Complaint.objects.get().is_anonymous


def test_consent_to_share_is_asked_apart(client, answers):
    client.post(URL, answers())
    client.post(URL, answers(key=OTHER_KEY, may_share_with_seller="on"))

    shared = Complaint.objects.order_by("pk").values_list("may_share_with_seller")
    assert [value for (value,) in shared] == [False, True]


@pytest.mark.parametrize("day", ["bought_on", "contacted_on"])
def test_a_day_that_has_not_come_is_refused(client, answers, day):
    page = client.post(URL, answers(**{day: "31/12/2099"}))

    assert list(page.context["form"].errors) == [day]


@pytest.fixture
def promotion(plan) -> Promotion:
    return PromotionFactory(published=True, merchant__district=plan.district)


def test_form_knows_the_promotion_it_was_opened_from(client, promotion):
    page = client.get(URL, {"khuyen-mai": promotion.reference})

    form = page.context["form"]
    assert form["promotion"].value() == promotion.reference
    assert form["seller_name"].value() == promotion.merchant.name
    assert form["district"].value() == promotion.merchant.district_id
    assert promotion.name in page.content.decode()


def test_complaint_is_tied_to_promotion_merchant_and_campaign(
    client, answers, promotion
):
    client.post(URL, answers(promotion=promotion.reference.lower()))

    complaint = Complaint.objects.get()
    assert complaint.promotion == promotion
    assert complaint.merchant == promotion.merchant


@pytest.mark.parametrize("asked", ["khuyen-mai", "thuong-nhan"])
@pytest.mark.parametrize("code", ["KM-2024-999999", "nhảm", "KM\x00"])
def test_what_nobody_knows_prefills_nothing(client, plan, asked, code):
    page = client.get(URL, {asked: code})

    assert page.context["form"]["seller_name"].value() is None


def test_a_draft_promotion_cannot_be_probed(client, answers, plan):
    draft = PromotionFactory(merchant__district=plan.district)

    opened = client.get(URL, {"khuyen-mai": draft.reference})
    sent = client.post(URL, answers(promotion=draft.reference))

    assert opened.context["form"]["seller_name"].value() is None
    assert list(sent.context["form"].errors) == ["promotion"]


def test_form_knows_the_merchant_it_was_opened_from(client, answers, promotion):
    tax_code = promotion.merchant.tax_code
    page = client.get(URL, {"thuong-nhan": tax_code})
    assert page.context["form"]["merchant"].value() == tax_code

    client.post(URL, answers(merchant=tax_code))

    assert Complaint.objects.get().merchant == promotion.merchant


def test_an_unknown_merchant_in_the_form_is_dropped(client, answers):
    client.post(URL, answers(merchant="0000000000"))

    assert Complaint.objects.get().merchant is None


def test_page_costs_few_queries(client, plan, django_assert_num_queries):
    client.get(URL)

    # The categories, the districts, the campaign of the header with its slots.
    with django_assert_num_queries(4):
        client.get(URL)


def test_sending_costs_as_few_statements_as_it_has_steps(
    client, answers, django_assert_num_queries
):
    client.post(URL, answers())

    # Read: categories, district, campaign, rules, units.
    # Count for spam: two. Store once: begin, key, receipt of the key, commit. Store:
    # report, consents, event, parts, their events, two kinds of notices, sealed receipt.
    with django_assert_num_queries(5 + 2 + 4 + 8):
        client.post(URL, answers(key=OTHER_KEY))


def test_a_promotion_named_costs_one_statement_in_place_of_the_campaign(
    client, answers, promotion, django_assert_num_queries
):
    client.post(URL, answers())

    with django_assert_num_queries(5 + 2 + 4 + 8):
        client.post(URL, answers(key=OTHER_KEY, promotion=promotion.reference))
