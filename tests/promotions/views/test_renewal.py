"""«Use again» opens one new draft, for the merchant's own people only."""

from uuid import uuid4

from django.urls import reverse

import pytest

from promotions.models import Promotion
from tests.promotions.factories import PromotionFactory

pytestmark = pytest.mark.django_db


def address(promotion):
    return reverse("dossier_renew", args=[promotion.reference])


def test_the_button_stands_on_every_dossier_that_is_no_draft(member, merchant):
    for trait in ("published", "ended", "refused", "withdrawn"):
        promotion = PromotionFactory(merchant=merchant, **{trait: True})
        page = member.get(reverse("dossier_detail", args=[promotion.reference]))
        assert address(promotion) in page.text

    draft = PromotionFactory(merchant=merchant)
    page = member.get(reverse("dossier_detail", args=[draft.reference]))
    assert address(draft) not in page.text


def test_one_click_opens_a_draft_and_the_second_the_same(member, merchant):
    promotion = PromotionFactory(merchant=merchant, ended=True)
    key = {"key": uuid4()}

    first = member.post(address(promotion), key)
    second = member.post(address(promotion), key)

    new = Promotion.objects.exclude(pk=promotion.pk).get()
    assert first.url == second.url == reverse("dossier_detail", args=[new.reference])
    assert new.name == promotion.name


def test_an_open_dossier_is_gone_on_with(member, merchant):
    promotion = PromotionFactory(merchant=merchant)

    member.post(address(promotion), {"key": uuid4()})

    assert Promotion.objects.count() == 1


def test_a_click_without_a_key_or_with_a_used_one_opens_nothing(member, merchant):
    promotion, other = PromotionFactory.create_batch(2, merchant=merchant, ended=True)
    key = {"key": uuid4()}
    member.post(address(promotion), key)

    assert member.post(address(promotion), {"key": "x"}).status_code == 400
    assert member.post(address(other), key).status_code == 400
    assert Promotion.objects.count() == 3


def test_a_stranger_finds_nothing(member):
    promotion = PromotionFactory(ended=True)

    assert member.post(address(promotion), {"key": uuid4()}).status_code == 404
    assert Promotion.objects.count() == 1
