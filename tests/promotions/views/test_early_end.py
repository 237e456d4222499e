"""Asking to end early on the merchant's page, and what the public reads then."""

import re
from uuid import uuid4

from django.urls import reverse

import pytest

from promotions import workflow
from promotions.enums import EarlyEndState, PromotionState
from promotions.models import EarlyEnd, Promotion
from tests.accounts.factories import UserFactory
from tests.promotions.factories import MerchantMemberFactory, PromotionFactory
from tests.promotions.test_stopping import RUNNING, asked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def running(settings):
    settings.PORTAL_CLOCK = RUNNING.isoformat()


@pytest.fixture
def promotion(merchant):
    return PromotionFactory(merchant=merchant, published=True)


def ask_url(promotion):
    return reverse("early_end_ask", args=[promotion.reference])


def answers(**changes):
    return {
        "key": uuid4(),
        "ground": "sold_out",
        "explanation": "Bán hết lúc 08:00",
        "how_told": "Dán thông báo tại cửa hàng",
        **changes,
    }


def test_a_request_is_sent_once_however_often_it_is_pressed(member, promotion):
    page = member.get(ask_url(promotion))
    facts = answers(key=re.search(r'name="key" value="([^"]+)"', page.text)[1])

    for _ in range(2):
        member.post(ask_url(promotion), facts)

    assert EarlyEnd.objects.get().state == EarlyEndState.REQUESTED
    dossier = member.get(reverse("dossier_detail", args=[promotion.reference])).text
    assert "Đang đề nghị" in dossier
    assert f'href="{ask_url(promotion)}"' not in dossier


@pytest.mark.parametrize("name", ["ground", "explanation", "how_told"])
def test_what_is_missing_is_asked_for_and_the_rest_is_kept(member, promotion, name):
    page = member.post(ask_url(promotion), answers(**{name: ""}))

    assert list(page.context["form"].errors) == [name]
    other = "how_told" if name == "explanation" else "explanation"
    assert answers()[other] in page.text
    assert EarlyEnd.objects.count() == 0


def test_a_merchant_cannot_order_in_the_name_of_the_authority(member, promotion):
    page = member.post(ask_url(promotion), answers(ground="order"))

    assert list(page.context["form"].errors) == ["ground"]


@pytest.mark.parametrize("state", ["received", "ended"])
def test_what_is_not_announced_cannot_be_asked_for(member, merchant, state):
    promotion = PromotionFactory(merchant=merchant, **{state: True})

    member.post(ask_url(promotion), answers())

    assert EarlyEnd.objects.count() == 0


def test_a_request_is_withdrawn_from_the_dossier(member, promotion):
    early_end = asked(promotion)

    member.post(reverse("early_end_withdraw", args=[promotion.reference, early_end.pk]))

    early_end.refresh_from_db()
    assert early_end.state == EarlyEndState.WITHDRAWN


def test_strangers_find_nothing(client, promotion):
    early_end = asked(promotion)
    withdraw = reverse("early_end_withdraw", args=[promotion.reference, early_end.pk])
    client.force_login(MerchantMemberFactory().user)

    assert client.post(ask_url(promotion), answers()).status_code == 404
    assert client.post(withdraw).status_code == 404


def test_the_public_page_tells_the_day_and_the_ground_not_the_explanation(
    client, promotion
):
    workflow.accept_early_end(asked(promotion), by=None, at=RUNNING)

    text = client.get(reverse("promotion_detail", args=[promotion.reference])).text

    assert "đã chấm dứt trước thời hạn, lúc 29/11/2024" in text.replace("09:00 ", "")
    assert "Đã bán hết hàng hoá hoặc trao hết giải thưởng" in text
    assert "Bán hết 100 hộp" not in text


# The desk


def admin_url(name, *args):
    return reverse(f"admin:promotions_earlyend_{name}", args=args)


@pytest.mark.parametrize(
    ("name", "facts", "state", "of_promotion"),
    [
        ("accept", {}, EarlyEndState.ACCEPTED, PromotionState.ENDED),
        ("refuse", {"reason": "Còn hàng"}, "refused", PromotionState.PUBLISHED),
        ("refuse", {"reason": ""}, "requested", PromotionState.PUBLISHED),
    ],
)
def test_the_officer_answers(client, promotion, name, facts, state, of_promotion):
    early_end = asked(promotion)
    client.force_login(UserFactory(trade_management=True))

    page = client.get(admin_url("change", early_end.pk))
    client.post(admin_url(name, early_end.pk), facts)

    assert admin_url(name, early_end.pk) in page.text
    early_end.refresh_from_db()
    assert early_end.state == state
    assert Promotion.objects.get(pk=promotion.pk).state == of_promotion


def test_the_officer_orders_an_end(client, promotion):
    client.force_login(UserFactory(trade_management=True))
    page = client.get(reverse("admin:promotions_promotion_change", args=[promotion.pk]))
    order = admin_url("order", promotion.pk)
    assert order in page.text

    client.post(order, {"explanation": "Quyết định 12", "how_told": "Đăng tin"})

    promotion.refresh_from_db()
    assert promotion.state == PromotionState.ENDED


@pytest.mark.parametrize("kind", ["leader", "surveillance"])
def test_other_units_decide_nothing(client, promotion, kind):
    early_end = asked(promotion)
    client.force_login(UserFactory(**{kind: True}))
    facts = {"reason": "x", "explanation": "x", "how_told": "x"}

    answers = [
        client.post(admin_url("accept", early_end.pk)),
        client.post(admin_url("refuse", early_end.pk), facts),
        client.post(admin_url("order", promotion.pk), facts),
    ]

    assert [answer.status_code for answer in answers] == [403] * 3
    promotion.refresh_from_db()
    assert promotion.state == PromotionState.PUBLISHED
