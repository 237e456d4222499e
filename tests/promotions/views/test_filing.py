"""The code of the public-service portal, noted after the dossier was sent."""

from datetime import date

from django.urls import reverse

import pytest

from promotions.enums import PromotionState
from promotions.models import Promotion
from tests.accounts.factories import UserFactory
from tests.promotions.factories import MerchantMemberFactory, PromotionFactory

pytestmark = pytest.mark.django_db
CODE = "000.00.18.H56-241119-0001"
NOTED = {"filing_ref": CODE, "filed_on": "19/11/2024"}


def a_dossier(merchant, **state):
    return PromotionFactory(**{"merchant": merchant, "submitted": True, **state})


def note(client, promotion, **changes):
    address = reverse("dossier_filing", args=[promotion.reference])
    return client.post(address, {**NOTED, **changes}, follow=True)


def test_member_notes_code_and_day_and_the_story_tells_it(member, merchant):
    promotion = a_dossier(merchant)

    answer = note(member, promotion)

    promotion.refresh_from_db()
    assert (promotion.filing_ref, promotion.filed_on) == (CODE, date(2024, 11, 19))
    assert promotion.state == PromotionState.SUBMITTED
    text = answer.content.decode()
    assert f"{CODE} · 19/11/2024" in text
    assert merchant.name in text


def test_unlike_code_is_kept_and_asked_about(member, merchant):
    promotion = a_dossier(merchant)

    answer = note(member, promotion, filing_ref="H56-1")

    promotion.refresh_from_db()
    assert promotion.filing_ref == "H56-1"
    assert "000.00.00.H56-000000-0000" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"filing_ref": " "}, "Bạn cần điền mục này."),
        ({"filed_on": "mai"}, "dd/mm/yyyy"),
        ({"filed_on": "21/11/2024"}, "chưa đến"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    member, merchant, changes, said
):
    promotion = a_dossier(merchant)

    text = note(member, promotion, **changes).content.decode()

    promotion.refresh_from_db()
    assert promotion.filing_ref == ""
    assert said in text
    assert (changes.get("filing_ref", CODE).strip() or NOTED["filed_on"]) in text


def test_today_is_a_day_on_which_one_can_have_filed(member, merchant):
    promotion = a_dossier(merchant)

    note(member, promotion, filed_on="20/11/2024")

    promotion.refresh_from_db()
    assert promotion.filed_on == date(2024, 11, 20)


@pytest.mark.parametrize(
    ("state", "is_noted"),
    [
        ({"received": True}, True),
        ({"published": True}, False),
        ({"needs_changes": True}, False),
        ({"refused": True}, False),
    ],
)
def test_code_is_noted_only_while_the_dossier_is_reviewed(
    member, merchant, state, is_noted
):
    promotion = a_dossier(merchant, **state)

    note(member, promotion)

    promotion.refresh_from_db()
    assert (promotion.filing_ref == CODE) == is_noted


def test_page_of_the_dossier_leads_there(member, merchant):
    promotion = a_dossier(merchant)

    page = member.get(reverse("dossier_detail", args=[promotion.reference]))

    assert (
        reverse("dossier_filing", args=[promotion.reference]) in page.content.decode()
    )


@pytest.mark.parametrize("who", ["stranger", "trade_management"])
def test_others_note_nothing(client, who):
    promotion = PromotionFactory(submitted=True)
    person = (
        MerchantMemberFactory().user
        if who == "stranger"
        else UserFactory(trade_management=True)
    )
    client.force_login(person)

    assert note(client, promotion).status_code == 404
    assert Promotion.objects.get().filing_ref == ""
