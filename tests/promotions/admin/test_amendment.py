"""The officer reads the differences, and accepts or refuses with a reason."""

from django.contrib.messages import get_messages
from django.urls import reverse

import pytest

from promotions import workflow
from promotions.enums import AmendmentState
from tests.accounts.factories import UserFactory
from tests.promotions.amendments import (
    BEFORE,
    again,
    announced,
    proposed,
    sent,
    with_price,
)
from tests.promotions.factories import MerchantMemberFactory

pytestmark = pytest.mark.django_db

QUEUE = reverse("admin:promotions_amendment_changelist")


@pytest.fixture(autouse=True)
def rehearsal(settings):
    settings.PORTAL_CLOCK = "2024-11-20T09:00+07:00"


@pytest.fixture
def officer():
    return UserFactory(trade_management=True)


@pytest.fixture
def amendment():
    return sent(with_price(proposed(announced()), 60_000))


def url(name, amendment):
    return reverse(f"admin:promotions_amendment_{name}", args=[amendment.pk])


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_page_shows_what_differs_and_the_two_answers(desk, officer, amendment):
    text = desk(officer).get(url("change", amendment)).text

    assert "<del>70,000\N{NO-BREAK SPACE}₫</del>" in text
    assert "<ins>60,000\N{NO-BREAK SPACE}₫</ins>" in text
    assert url("accept", amendment) in text
    assert url("refuse", amendment) in text


def test_accepting_changes_what_is_announced(desk, officer, amendment):
    response = desk(officer).post(url("accept", amendment))

    assert again(amendment).state == AmendmentState.ACCEPTED
    assert amendment.promotion.items.get().price_now_vnd == 60_000
    assert amendment.events.last().by == officer
    assert told(response) == [
        "The change is accepted; the promotion is announced as changed."
    ]


def test_refusing_needs_a_reason_and_changes_nothing(desk, officer, amendment):
    client = desk(officer)

    asked = client.post(url("refuse", amendment), {"reason": ""})
    assert list(asked.context["form"].errors) == ["reason"]
    client.post(url("refuse", amendment), {"reason": "Chưa rõ nguồn hàng"})

    assert again(amendment).state == AmendmentState.REFUSED
    assert amendment.promotion.items.get().price_now_vnd == 70_000
    assert "Chưa rõ nguồn hàng" in client.get(url("change", amendment)).text


def test_an_answer_that_comes_too_late_says_how_it_stands(desk, officer, amendment):
    workflow.withdraw_amendment(amendment, by=None, at=BEFORE)

    response = desk(officer).post(url("accept", amendment))

    assert "it is now “Withdrawn”" in told(response)[0]
    assert amendment.promotion.items.get().price_now_vnd == 70_000


def test_a_change_that_became_harm_is_refused_with_the_sentence_of_the_law(
    settings, desk, officer
):
    amendment = sent(with_price(proposed(announced()), 80_000))
    settings.PORTAL_CLOCK = "2024-11-26T09:00+07:00"

    response = desk(officer).post(url("accept", amendment))

    assert "may not be changed to the customers' disadvantage" in told(response)[0]
    assert again(amendment).state == AmendmentState.SUBMITTED


@pytest.mark.parametrize("kind", ["leader", "district_officer", "surveillance"])
def test_other_units_read_and_do_not_decide(kind, desk, amendment):
    client = desk(UserFactory(**{kind: True}))

    page = client.get(url("change", amendment))
    answers = [
        client.post(url(name, amendment), {"reason": "x"})
        for name in ("accept", "refuse")
    ]

    assert page.status_code == 200
    assert url("accept", amendment) not in page.text
    assert [answer.status_code for answer in answers] == [403, 403]
    assert again(amendment).state == AmendmentState.SUBMITTED


def test_what_is_still_being_written_is_not_found(desk, officer):
    draft = proposed(announced(), name="Tên mới")

    assert desk(officer).post(url("accept", draft)).status_code == 404


def test_a_merchant_has_no_desk(desk, amendment):
    member = MerchantMemberFactory(merchant=amendment.promotion.merchant).user

    assert desk(member).post(url("accept", amendment)).status_code in {302, 403}
    assert again(amendment).state == AmendmentState.SUBMITTED


def test_the_dossier_leads_to_its_changes(desk, officer, amendment):
    route = reverse("admin:promotions_promotion_change", args=[amendment.promotion.pk])

    assert url("change", amendment) in desk(officer).get(route).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_costs_the_same_for_one_and_three(
    desk, officer, count, django_assert_num_queries
):
    for _ in range(count):
        sent(with_price(proposed(announced()), 60_000))
    client = desk(officer)
    client.get(QUEUE)

    with django_assert_num_queries(7):
        client.get(QUEUE)
