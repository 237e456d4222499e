"""Receiving many at once: for a reason, and only what has no error."""

from django.contrib.messages import get_messages
from django.urls import reverse

import pytest

from promotions.admin import bulk_receive
from promotions.enums import PromotionState as State
from promotions.models import Promotion
from tests.accounts.factories import UserFactory
from tests.promotions.factories import CannedReasonFactory, PromotionFactory

pytestmark = pytest.mark.django_db

WHY = "Hồ sơ {ma_ho_so} đầy đủ"
LIST = "admin:promotions_promotion_changelist"


@pytest.fixture(autouse=True)
def rehearsal(settings):
    settings.PORTAL_CLOCK = "2024-11-20T09:00+07:00"


@pytest.fixture
def officer():
    return UserFactory(trade_management=True)


def post(client, promotions, **answers):
    return client.post(
        f"{reverse(LIST)}?viec=tat-ca",
        {
            "action": "receive_selected",
            "_selected_action": [p.pk for p in promotions],
            **answers,
        },
    )


def states(*promotions):
    return [Promotion.objects.get(pk=p.pk).state for p in promotions]


def test_the_reason_is_asked_for_first(desk, officer):
    promotion = PromotionFactory(submitted=True)

    response = post(desk(officer), [promotion])

    assert response.context["promotions"] == [promotion]
    assert response.context["form"].is_bound is False
    assert states(promotion) == [State.SUBMITTED]


@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_is_decided_without_a_reason(reason, desk, officer):
    promotion = PromotionFactory(submitted=True)

    response = post(desk(officer), [promotion], reason=reason, confirmed="x")

    assert list(response.context["form"].errors) == ["reason"]
    assert states(promotion) == [State.SUBMITTED]


def test_the_result_tells_which_were_received_and_why_not_the_others(desk, officer):
    good, other = PromotionFactory.create_batch(2, submitted=True)
    bad = PromotionFactory(submitted=True, item__discount_percent=0)
    done = PromotionFactory(published=True)

    response = post(desk(officer), [good, bad, done, other], reason=WHY, confirmed="x")

    assert response.context["received"] == [good, other]
    refused = {one.record: one.refusal for one in response.context["refused"]}
    assert set(refused) == {bad, done}
    assert refused[bad].startswith("The discount must be above 0%")
    assert "it is now “Published”" in refused[done]
    assert states(good, other, bad, done) == [
        State.RECEIVED,
        State.RECEIVED,
        State.SUBMITTED,
        State.PUBLISHED,
    ]
    assert good.events.get().reason == f"Hồ sơ {good.reference} đầy đủ"
    assert bad.events.count() == 0


def test_a_canned_reason_is_put_in(desk, officer):
    promotion = PromotionFactory(submitted=True)
    canned = CannedReasonFactory(verb="receive", text=WHY)

    response = post(desk(officer), [promotion], canned=canned.pk, insert="1")

    assert response.context["form"].initial["reason"] == WHY
    assert states(promotion) == [State.SUBMITTED]


def test_a_page_sent_twice_receives_once(desk, officer):
    promotion = PromotionFactory(submitted=True)
    client = desk(officer)

    post(client, [promotion], reason=WHY, confirmed="x")
    again = post(client, [promotion], reason=WHY, confirmed="x")

    assert again.context["received"] == []
    assert promotion.events.count() == 1


def test_more_than_can_be_judged_at_once_are_not_begun(desk, officer, monkeypatch):
    monkeypatch.setattr(bulk_receive, "AT_ONCE", 2)
    client = desk(officer)
    two = PromotionFactory.create_batch(2, submitted=True)
    assert post(client, two).status_code == 200

    three = [*two, PromotionFactory(submitted=True)]
    response = post(client, three, reason=WHY, confirmed="x")

    (message,) = get_messages(response.wsgi_request)
    assert str(message) == "Choose no more than 2 at once; nothing was changed."
    assert set(states(*three)) == {State.SUBMITTED}


def test_other_units_receive_nothing(desk):
    promotion = PromotionFactory(submitted=True)
    client = desk(UserFactory(leader=True))

    post(client, [promotion], reason=WHY, confirmed="x")

    assert states(promotion) == [State.SUBMITTED]
