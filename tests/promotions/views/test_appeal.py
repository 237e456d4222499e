"""The merchant's page to ask for a review, and what the public reads of a removal."""

from uuid import uuid4

from django.urls import reverse

import pytest

from promotions import workflow
from promotions.models import Appeal
from promotions.search import refresh_search
from tests.accounts.factories import UserFactory
from tests.promotions.factories import MerchantMemberFactory, PromotionFactory

pytestmark = pytest.mark.django_db

WHY = "Giá niêm yết đúng"


@pytest.fixture(autouse=True)
def rehearsal(settings):
    settings.PORTAL_CLOCK = "2024-11-27T09:00+07:00"


@pytest.fixture
def promotion():
    made = PromotionFactory(published=True, name="Nem chua giảm giá")
    refresh_search(made)
    officer = UserFactory(trade_management=True)
    return workflow.delist(made, by=officer, at=made.starts_at, reason="Vi phạm giá")


@pytest.fixture
def owner(client, promotion):
    client.force_login(MerchantMemberFactory(merchant=promotion.merchant).user)
    return client


def door(promotion):
    return reverse("dossier_appeal", args=[promotion.reference])


def home(promotion):
    return reverse("dossier_detail", args=[promotion.reference])


def answers(**changed):
    return {"key": str(uuid4()), "reason": WHY, **changed}


def test_the_dossier_leads_to_the_page_and_the_request_is_filed(owner, promotion):
    assert door(promotion) in owner.get(home(promotion)).content.decode()
    assert "Vi phạm giá" in owner.get(door(promotion)).content.decode()

    response = owner.post(door(promotion), answers())

    assert response.url == home(promotion)
    assert promotion.appeals.get().reason == WHY
    assert door(promotion) not in owner.get(home(promotion)).content.decode()


def test_the_same_post_twice_files_one(owner, promotion):
    post = answers()

    owner.post(door(promotion), post)
    owner.post(door(promotion), post)

    assert Appeal.objects.count() == 1
    assert promotion.events.filter(verb="appeal").count() == 1


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_the_page_comes_back(reason, owner, promotion):
    response = owner.post(door(promotion), answers(reason=reason))

    assert list(response.context["form"].errors) == ["reason"]
    assert Appeal.objects.count() == 0


def test_after_the_term_the_page_says_so(owner, promotion, settings):
    settings.PORTAL_CLOCK = "2024-12-20T09:00+07:00"

    assert owner.get(door(promotion)).url == home(promotion)
    owner.post(door(promotion), answers())
    assert Appeal.objects.count() == 0


@pytest.mark.parametrize("who", ["merchant", "trade_management"])
def test_others_do_not_find_the_page(who, client, promotion):
    client.force_login(UserFactory(**{who: True}))

    assert client.get(door(promotion)).status_code == 404
    assert client.post(door(promotion), answers()).status_code == 404
    assert Appeal.objects.count() == 0


def test_the_public_page_says_that_it_was_removed(client, promotion):
    response = client.get(promotion.get_absolute_url())

    html = response.content.decode()
    assert response.status_code == 200
    assert "25/11/2024" in html
    assert "noindex" in html
    assert "Vi phạm giá" not in html


def test_the_register_no_longer_finds_it(client, promotion):
    search = reverse("promotion_search")

    assert promotion.reference not in client.get(search).content.decode()
    found = client.get(search, {"q": "nem chua"}).content.decode()
    assert promotion.get_absolute_url() not in found
    merchant = reverse("merchant_public", args=[promotion.merchant.tax_code])
    assert client.get(merchant).status_code == 404


def test_its_code_is_answered_truthfully(client, promotion):
    page = client.get(reverse("verify_code", args=[promotion.reference]))

    assert page.status_code == 200
    assert page.context["promotion"] == promotion
    assert "notice warning" in page.content.decode()
