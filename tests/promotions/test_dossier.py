"""Starting a dossier, and editing it only while it is open."""

from datetime import datetime, timedelta

from django.utils import translation

import pytest

from promotions import dossier
from promotions.enums import PromotionState
from promotions.models import Promotion
from tests.campaigns.factories import CampaignFactory
from tests.promotions.factories import (
    HCM,
    MerchantFactory,
    MerchantMemberFactory,
    PromotionFactory,
)

pytestmark = pytest.mark.django_db

AT = datetime(2024, 11, 18, 12, tzinfo=HCM)
LATER = AT + timedelta(minutes=5)


def test_a_dossier_starts_as_an_empty_draft_with_its_first_event():
    member = MerchantMemberFactory()
    campaign = CampaignFactory()

    promotion = dossier.start(member.merchant, by=member.user, at=AT, campaign=campaign)

    assert promotion.reference == "KM-2024-000001"
    assert (promotion.state, promotion.campaign) == (PromotionState.DRAFT, campaign)
    assert (promotion.created_at, promotion.saved_at) == (AT, AT)
    event = promotion.events.get()
    assert (event.verb, event.from_state, event.to_state) == ("start", "", "draft")
    assert (event.by, event.actor) == (member.user, member.merchant.name)


def test_two_dossiers_of_one_merchant_have_two_references():
    merchant = MerchantFactory()
    user = MerchantMemberFactory(merchant=merchant).user

    first = dossier.start(merchant, by=user, at=AT)
    second = dossier.start(merchant, by=user, at=AT)

    assert (first.reference, second.reference) == ("KM-2024-000001", "KM-2024-000002")


@pytest.mark.parametrize("situation", [{}, {"needs_changes": True}])
def test_an_open_dossier_is_saved_with_the_moment(situation):
    promotion = PromotionFactory(**situation)

    with dossier.editing(promotion, at=LATER) as draft:
        draft.name = "Tên mới"

    promotion.refresh_from_db()
    assert (promotion.name, promotion.saved_at) == ("Tên mới", LATER)


def test_a_dossier_sent_back_may_be_incomplete_while_it_is_edited():
    promotion = PromotionFactory(needs_changes=True)

    with dossier.editing(promotion, at=LATER) as draft:
        draft.name, draft.starts_at, draft.forms = "", None, []

    promotion.refresh_from_db()
    assert promotion.name == ""


@pytest.mark.parametrize(
    "situation",
    [
        "submitted",
        "received",
        "published",
        "suspended",
        "ended",
        "refused",
        "withdrawn",
    ],
)
def test_a_closed_dossier_is_not_changed(situation):
    promotion = PromotionFactory(**{situation: True})
    before = Promotion.objects.values().get(pk=promotion.pk)

    with (
        translation.override("en"),
        pytest.raises(dossier.DossierClosed) as refused,
        dossier.editing(promotion, at=LATER) as draft,
    ):
        draft.name = "Tên mới"

    assert Promotion.objects.values().get(pk=promotion.pk) == before
    with translation.override("en"):
        assert refused.value.message.startswith("This dossier can no longer be changed")


def test_editing_that_fails_saves_nothing():
    promotion = PromotionFactory(name="Tên cũ")

    def edit():
        with dossier.editing(promotion, at=LATER) as draft:
            draft.name = "Tên mới"
            raise KeyError

    with pytest.raises(KeyError):
        edit()

    promotion.refresh_from_db()
    assert (promotion.name, promotion.saved_at) == ("Tên cũ", promotion.created_at)
