"""The page on which another officer decides."""

from django.urls import reverse

import pytest

from promotions import workflow
from promotions.enums import PromotionState as State
from promotions.models import Promotion
from tests.accounts.factories import UserFactory
from tests.promotions.admin.test_promotion import OTHER_UNITS
from tests.promotions.factories import MerchantMemberFactory, PromotionFactory

pytestmark = pytest.mark.django_db

ANSWERS = {"outcome": "reversed", "reason": "Ảnh chụp rõ"}


@pytest.fixture(autouse=True)
def rehearsal(settings):
    settings.PORTAL_CLOCK = "2024-11-27T09:00+07:00"


@pytest.fixture
def first():
    return UserFactory(trade_management=True)


@pytest.fixture
def promotion(first):
    made = PromotionFactory(published=True)
    workflow.delist(made, by=first, at=made.starts_at, reason="Vi phạm giá")
    workflow.appeal(made, by=None, at=made.starts_at, reason="Giá đúng")
    return made


def door(promotion):
    return reverse("admin:promotions_promotion_appeal", args=[promotion.pk])


def page_of(promotion):
    return reverse("admin:promotions_promotion_change", args=[promotion.pk])


def state_of(promotion):
    return Promotion.objects.get(pk=promotion.pk).state


def test_another_officer_reads_both_sides_and_decides(desk, promotion):
    client = desk(UserFactory(trade_management=True))

    assert door(promotion) in client.get(page_of(promotion)).content.decode()
    html = client.get(door(promotion)).content.decode()
    assert "Vi phạm giá" in html
    assert "Giá đúng" in html

    response = client.post(door(promotion), ANSWERS)
    assert response.url == page_of(promotion)
    assert state_of(promotion) == State.PUBLISHED


@pytest.mark.parametrize("missing", ["outcome", "reason"])
def test_nothing_is_decided_without_outcome_and_reason(missing, desk, promotion):
    client = desk(UserFactory(trade_management=True))

    response = client.post(door(promotion), {**ANSWERS, missing: ""})

    assert list(response.context["form"].errors) == [missing]
    assert state_of(promotion) == State.DELISTED


def test_the_first_decider_reads_and_does_not_decide(desk, promotion, first):
    client = desk(first)

    html = client.get(page_of(promotion)).content.decode()
    assert "Giá đúng" in html
    assert door(promotion) not in html
    assert client.post(door(promotion), ANSWERS).status_code == 403
    assert state_of(promotion) == State.DELISTED


@pytest.mark.parametrize("kind", OTHER_UNITS)
def test_other_units_decide_nothing(kind, desk, promotion):
    client = desk(UserFactory(**{kind: True}))

    assert client.post(door(promotion), ANSWERS).status_code == 403
    assert state_of(promotion) == State.DELISTED


def test_the_merchant_decides_nothing(desk, promotion):
    member = MerchantMemberFactory(merchant=promotion.merchant).user

    assert desk(member).post(door(promotion), ANSWERS).status_code in {302, 403}
    assert state_of(promotion) == State.DELISTED


def test_a_request_already_decided_is_told(desk, promotion):
    client = desk(UserFactory(trade_management=True))
    client.post(door(promotion), ANSWERS)

    again = client.post(door(promotion), {**ANSWERS, "outcome": "upheld"})

    assert again.url == page_of(promotion)
    assert promotion.appeals.get().outcome == "reversed"


def test_requests_stand_in_a_queue_of_their_own(desk, promotion):
    client = desk(UserFactory(trade_management=True))

    response = client.get(
        reverse("admin:promotions_promotion_changelist"), {"viec": "xem-xet-lai"}
    )

    assert list(response.context["cl"].result_list) == [promotion]
