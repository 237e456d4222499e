"""Buttons, page and bulk action by which the Division divides its dossiers."""

from django.contrib.messages import get_messages
from django.urls import reverse

import pytest

from campaigns.clock import now
from promotions import workflow
from promotions.models import Promotion
from tests.accounts.factories import UserFactory
from tests.promotions.factories import MerchantMemberFactory, PromotionFactory

pytestmark = pytest.mark.django_db

DOORS = ["take", "give_back", "assign"]


@pytest.fixture(autouse=True)
def rehearsal(settings):
    settings.PORTAL_CLOCK = "2024-11-20T09:00+07:00"


@pytest.fixture
def officer():
    return UserFactory(trade_management=True, full_name="Lê Văn Thương")


def door(promotion, name):
    return reverse(f"admin:promotions_promotion_{name}", args=[promotion.pk])


def page_of(promotion):
    return reverse("admin:promotions_promotion_change", args=[promotion.pk])


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def holder_of(promotion):
    return Promotion.objects.get(pk=promotion.pk).assigned_to


def test_an_officer_takes_and_gives_back(desk, officer):
    promotion = PromotionFactory(submitted=True)
    client = desk(officer)

    response = client.post(door(promotion, "take"))
    assert response.url == page_of(promotion)
    assert holder_of(promotion) == officer

    client.post(door(promotion, "give_back"))
    assert holder_of(promotion) is None


def test_the_page_offers_what_can_be_done(desk, officer):
    promotion = PromotionFactory(submitted=True)
    client = desk(officer)

    html = client.get(page_of(promotion)).content.decode()
    assert door(promotion, "take") in html
    assert door(promotion, "give_back") not in html

    workflow.take(promotion, by=officer, at=now())
    html = client.get(page_of(promotion)).content.decode()
    assert door(promotion, "take") not in html
    assert door(promotion, "give_back") in html


def test_a_colleague_is_chosen_from_the_division(desk, officer):
    promotion = PromotionFactory(submitted=True)
    colleague = UserFactory(trade_management=True)
    UserFactory(trade_management=True, dismissed=True)
    outsider = UserFactory(office=True)
    client = desk(officer)

    form = client.get(door(promotion, "assign")).context["form"]
    assert set(form.fields["officer"].queryset) == {officer, colleague}

    client.post(door(promotion, "assign"), {"officer": outsider.pk, "held_by": ""})
    assert holder_of(promotion) is None

    client.post(door(promotion, "assign"), {"officer": colleague.pk, "held_by": ""})
    assert holder_of(promotion) == colleague


def test_an_old_page_assigns_nothing_and_says_who_has_it(desk, officer):
    promotion = PromotionFactory(submitted=True)
    colleague = UserFactory(trade_management=True, full_name="Trần Thị Mại")
    workflow.take(promotion, by=colleague, at=now())

    response = desk(officer).post(
        door(promotion, "assign"), {"officer": officer.pk, "held_by": ""}
    )

    assert holder_of(promotion) == colleague
    assert "Trần Thị Mại has handled this dossier since" in told(response)[0]


@pytest.mark.parametrize("name", ["take", "give_back"])
def test_a_link_alone_changes_nothing(name, desk, officer):
    promotion = PromotionFactory(submitted=True)

    assert desk(officer).get(door(promotion, name)).status_code == 405


@pytest.mark.parametrize("kind", ["leader", "office", "district_officer"])
@pytest.mark.parametrize("name", DOORS)
def test_other_units_assign_nothing(name, kind, desk, officer):
    promotion = PromotionFactory(submitted=True)
    client = desk(UserFactory(**{kind: True}))

    response = client.post(door(promotion, name), {"officer": officer.pk})

    assert response.status_code == 403
    assert holder_of(promotion) is None


@pytest.mark.parametrize("name", DOORS)
def test_merchants_assign_nothing(name, desk, officer):
    promotion = PromotionFactory(submitted=True)
    member = MerchantMemberFactory(merchant=promotion.merchant).user

    response = desk(member).post(door(promotion, name), {"officer": officer.pk})

    assert response.status_code in {302, 403}
    assert holder_of(promotion) is None


@pytest.mark.parametrize("name", DOORS)
def test_a_draft_is_not_found(name, desk, officer):
    promotion = PromotionFactory(declared=True)

    assert desk(officer).post(door(promotion, name)).status_code == 404


def test_bulk_take_names_who_has_the_others(desk, officer):
    free, taken = PromotionFactory.create_batch(2, submitted=True)
    colleague = UserFactory(trade_management=True, full_name="Trần Thị Mại")
    workflow.take(taken, by=colleague, at=now())

    response = desk(officer).post(
        reverse("admin:promotions_promotion_changelist"),
        {"action": "take_selected", "_selected_action": [free.pk, taken.pk]},
    )

    assert (holder_of(free), holder_of(taken)) == (officer, colleague)
    failed, done = told(response)
    assert failed.startswith(f"{taken.reference}: Trần Thị Mại has handled")
    assert done == "You handle 1 dossier."
