"""Buttons and bulk actions call the verbs, and say what failed and why."""

from datetime import date

from django.contrib.messages import get_messages
from django.urls import reverse

import pytest

from notifications.models import Notice
from promotions.admin.steps import STEPS
from promotions.enums import PromotionForm, PromotionState as State
from promotions.models import Promotion
from tests.accounts.factories import UserFactory
from tests.promotions.factories import (
    MerchantMemberFactory,
    PrizeFactory,
    PromotionFactory,
)

pytestmark = pytest.mark.django_db

WHY = "Chưa nêu điều kiện áp dụng"
BUTTONS = {
    State.SUBMITTED: ["tiep-nhan", "de-nghi-sua", "tu-choi"],
    State.NEEDS_CHANGES: ["tu-choi"],
    State.RECEIVED: ["cong-bo", "de-nghi-sua", "tu-choi"],
    State.PUBLISHED: ["tam-dung", "go-khoi-danh-muc"],
    State.SUSPENDED: ["khoi-phuc", "go-khoi-danh-muc"],
    State.DELISTED: [],
    State.ENDED: [],
    State.REFUSED: [],
}
STEPS_TAKEN = [
    ("tiep-nhan", "submitted", State.RECEIVED),
    ("cong-bo", "received", State.PUBLISHED),
    ("de-nghi-sua", "submitted", State.NEEDS_CHANGES),
    ("tu-choi", "received", State.REFUSED),
    ("tam-dung", "published", State.SUSPENDED),
    ("khoi-phuc", "suspended", State.PUBLISHED),
    ("go-khoi-danh-muc", "published", State.DELISTED),
    ("go-khoi-danh-muc", "suspended", State.DELISTED),
]


@pytest.fixture(autouse=True)
def rehearsal(settings):
    settings.PORTAL_CLOCK = "2024-11-20T09:00+07:00"


@pytest.fixture
def officer():
    return UserFactory(trade_management=True)


def step_url(promotion, code):
    return reverse("admin:promotions_promotion_step", args=[promotion.pk, code])


def page_of(promotion):
    return reverse("admin:promotions_promotion_change", args=[promotion.pk])


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def state_of(promotion):
    return Promotion.objects.get(pk=promotion.pk).state


@pytest.mark.parametrize(("state", "codes"), BUTTONS.items())
def test_the_page_offers_what_the_state_allows(state, codes, desk, officer):
    promotion = PromotionFactory(**{str(state): True})

    response = desk(officer).get(page_of(promotion))

    assert [step.code for step in response.context["steps"]] == codes


@pytest.mark.parametrize(("code", "situation", "to_state"), STEPS_TAKEN)
def test_a_step_is_taken_in_the_name_of_the_officer(
    code, situation, to_state, desk, officer
):
    promotion = PromotionFactory(**{situation: True})

    response = desk(officer).post(
        step_url(promotion, code), {"reason": WHY, "confirmed": "x"}
    )

    assert response.url == page_of(promotion)
    assert state_of(promotion) == to_state
    event = promotion.events.get()
    assert event.by == officer
    assert event.reason == (WHY if STEPS[code].form else "")


@pytest.mark.parametrize(
    ("code", "situation"),
    [(code, situation) for code, situation, _ in STEPS_TAKEN if STEPS[code].form],
)
def test_without_a_reason_the_page_comes_back_and_nothing_happens(
    code, situation, desk, officer
):
    promotion = PromotionFactory(**{situation: True})

    response = desk(officer).post(
        step_url(promotion, code), {"reason": " ", "confirmed": "x"}
    )

    assert response.context["form"].errors == {
        "reason": ["Write the reason: the merchant will read it."]
    }
    assert state_of(promotion) == situation
    assert Notice.objects.count() == 0


def test_a_request_for_changes_begins_with_what_the_law_found(desk, officer):
    promotion = PromotionFactory(submitted=True, conditions="")

    response = desk(officer).get(step_url(promotion, "de-nghi-sua"))

    assert response.context["form"].initial["reason"] == (
        "- Information that must be public is missing. Please add: conditions of the "
        "promotion."
    )


def test_a_refusal_begins_empty(desk, officer):
    promotion = PromotionFactory(submitted=True, conditions="")

    response = desk(officer).get(step_url(promotion, "tu-choi"))

    assert response.context["form"].initial == {}


@pytest.mark.parametrize("code", ["tiep-nhan", "cong-bo"])
def test_a_link_alone_decides_nothing(code, desk, officer):
    promotion = PromotionFactory(submitted=True)

    assert desk(officer).get(step_url(promotion, code)).status_code == 405
    assert state_of(promotion) == State.SUBMITTED


@pytest.mark.parametrize(
    ("code", "method"), [("tiep-nhan", "post"), ("tu-choi", "get"), ("tu-choi", "post")]
)
def test_a_step_that_came_too_late_says_how_it_stands(code, method, desk, officer):
    promotion = PromotionFactory(published=True)

    response = getattr(desk(officer), method)(
        step_url(promotion, code), {"reason": WHY}
    )

    assert response.url == page_of(promotion)
    assert told(response) == [
        "Somebody may have changed this in the meantime: it is now “Published”. Reload "
        "the page to see what can be done."
    ]
    assert promotion.events.count() == 0


def test_publishing_against_the_law_says_why(desk, officer):
    promotion = PromotionFactory(
        received=True, forms=[PromotionForm.LUCKY_DRAW], promoted_total_vnd=10**9
    )
    PrizeFactory(promotion=promotion)

    response = desk(officer).post(step_url(promotion, "cong-bo"))

    assert told(response) == [
        "A game of chance must be confirmed by registration before it is held. (Nghị "
        "định 81/2018/NĐ-CP, Điều 19)"
    ]
    assert state_of(promotion) == State.RECEIVED


CONFIRMATION = {"confirmation_ref": "12/XN-SCT", "confirmed_on": "19/11/2024"}


def test_an_officer_notes_the_confirmation_of_a_game_of_chance(desk, officer):
    promotion = PromotionFactory(submitted=True, forms=[PromotionForm.LUCKY_DRAW])
    client = desk(officer)

    client.post(step_url(promotion, "xac-nhan"), CONFIRMATION)

    promotion.refresh_from_db()
    assert promotion.state == State.SUBMITTED
    assert promotion.confirmation_ref == "12/XN-SCT"
    assert promotion.confirmed_on == date(2024, 11, 19)
    event = promotion.events.get()
    assert (event.verb, event.by) == ("record_confirmation", officer)
    assert event.facts == {
        "confirmation_ref": "12/XN-SCT",
        "confirmed_on": "2024-11-19",
    }
    entries = client.get(page_of(promotion)).context["entries"]
    assert [entry.title for entry in entries] == ["Registration confirmed"]


def test_a_confirmation_without_a_day_is_asked_for_again(desk, officer):
    promotion = PromotionFactory(submitted=True, forms=[PromotionForm.LUCKY_DRAW])

    response = desk(officer).post(
        step_url(promotion, "xac-nhan"), {**CONFIRMATION, "confirmed_on": "31/02/2024"}
    )

    assert list(response.context["form"].errors) == ["confirmed_on"]
    assert promotion.events.count() == 0


def test_a_discount_has_no_confirmation_to_note(desk, officer):
    promotion = PromotionFactory(submitted=True)

    desk(officer).post(step_url(promotion, "xac-nhan"), CONFIRMATION)

    promotion.refresh_from_db()
    assert promotion.confirmation_ref == ""


def test_an_unknown_step_is_not_found(desk, officer):
    promotion = PromotionFactory(submitted=True)

    assert desk(officer).post(step_url(promotion, "xoa")).status_code == 404


@pytest.mark.parametrize("kind", ["leader", "district_officer", "surveillance"])
@pytest.mark.parametrize(("code", "situation", "_to_state"), STEPS_TAKEN)
def test_other_units_take_no_step(code, situation, _to_state, kind, desk):
    promotion = PromotionFactory(**{situation: True})
    client = desk(UserFactory(**{kind: True}))

    response = client.post(step_url(promotion, code), {"reason": WHY})

    assert response.status_code == 403
    assert state_of(promotion) == situation
    assert promotion.events.count() == 0


def test_a_merchant_takes_no_step(desk):
    promotion = PromotionFactory(submitted=True)
    member = MerchantMemberFactory(merchant=promotion.merchant).user

    response = desk(member).post(step_url(promotion, "tiep-nhan"))

    assert response.status_code in {302, 403}
    assert state_of(promotion) == State.SUBMITTED


def test_a_draft_is_not_found_by_its_number(desk, officer):
    promotion = PromotionFactory(declared=True)

    assert desk(officer).post(step_url(promotion, "tiep-nhan")).status_code == 404


def bulk(client, action, *promotions):
    queue = reverse("admin:promotions_promotion_changelist")
    return client.post(
        f"{queue}?viec=tat-ca",
        {"action": action, "_selected_action": [p.pk for p in promotions]},
    )


def test_bulk_publish_stops_only_what_breaks_the_law(desk, officer):
    good = PromotionFactory(received=True)
    bad = PromotionFactory(received=True, item__discount_percent=0)

    response = bulk(desk(officer), "publish_selected", good, bad)

    assert told(response) == [
        f"{bad.reference}: The discount must be above 0% and not above 100%. (Nghị định "
        "81/2018/NĐ-CP, Điều 7) The price in the promotion does not agree with the "
        "declared discount. (Luật Thương mại 2005, khoản 2 Điều 97 và khoản 5 Điều 100)",
        "1 promotion published.",
    ]
    assert (state_of(good), state_of(bad)) == (State.PUBLISHED, State.RECEIVED)


def test_of_many_failures_ten_are_told_and_the_rest_is_counted(desk, officer):
    done = PromotionFactory.create_batch(12, published=True)

    messages = told(bulk(desk(officer), "publish_selected", *done))

    assert len(messages) == 12
    assert messages[10:] == ["And 2 more failed.", "0 promotions published."]


def test_other_units_have_no_bulk_action(desk):
    promotion = PromotionFactory(submitted=True)
    client = desk(UserFactory(leader=True))

    bulk(client, "take_selected", promotion)

    assert Promotion.objects.get(pk=promotion.pk).assigned_to is None
