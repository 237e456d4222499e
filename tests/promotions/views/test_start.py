from django.urls import reverse

import pytest

from tests.accounts.factories import UserFactory
from tests.promotions.factories import PromotionFactory, the_campaign

pytestmark = pytest.mark.django_db


def test_visitor_is_told_what_is_needed_and_where_to_log_in(client, settings):
    settings.HOTLINE = "0237 385 2000"
    the_campaign()

    text = client.get(reverse("merchant_start")).text

    assert "Bạn cần có" in text
    assert "0237 385 2000" in text
    assert f'{reverse("account_login")}?next=/doanh-nghiep/"' in text


def test_person_without_a_business_begins_with_its_profile(client):
    client.force_login(UserFactory())

    text = client.get(reverse("merchant_start")).text

    assert f'href="{reverse("merchant_new")}"' in text
    assert reverse("dossier_list") not in text


def test_member_goes_on_with_open_dossiers_only(member, merchant):
    draft = PromotionFactory(merchant=merchant)
    sent = PromotionFactory(merchant=merchant, submitted=True)
    foreign = PromotionFactory()

    text = member.get(reverse("merchant_start")).text

    assert [d.reference in text for d in (draft, sent, foreign)] == [True, False, False]
