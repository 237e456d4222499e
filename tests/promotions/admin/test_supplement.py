"""The officer gives a term and finds the dossiers whose term is over."""

from datetime import datetime

from django.urls import reverse

import pytest

from promotions import workflow
from tests.accounts.factories import UserFactory
from tests.promotions.factories import HCM, PromotionFactory

pytestmark = pytest.mark.django_db

QUEUE = reverse("admin:promotions_promotion_changelist")
WHY = "Chưa nêu điều kiện áp dụng"
ASKED_AT = datetime(2024, 11, 18, 10, tzinfo=HCM)


@pytest.fixture(autouse=True)
def rehearsal(settings):
    settings.PORTAL_CLOCK = "2024-11-20T09:00+07:00"


@pytest.fixture
def officer():
    return UserFactory(trade_management=True)


def step_url(promotion):
    return reverse(
        "admin:promotions_promotion_step", args=[promotion.pk, "de-nghi-sua"]
    )


def asked(days):
    return workflow.ask_for_changes(
        PromotionFactory(submitted=True), by=None, at=ASKED_AT, reason=WHY, days=days
    )


def test_the_form_begins_with_the_term_of_the_campaign(desk, officer):
    promotion = PromotionFactory(submitted=True)

    response = desk(officer).get(step_url(promotion))

    assert response.context["form"].initial["days"] == 5


def test_the_officer_gives_another_term(desk, officer):
    promotion = PromotionFactory(submitted=True)

    post = {"reason": WHY, "days": "2"}
    shown = desk(officer).post(step_url(promotion), post)
    assert "22/11/2024" in shown.context["mail"].body
    desk(officer).post(step_url(promotion), {**post, "confirmed": "x"})

    promotion.refresh_from_db()
    assert promotion.changes_due_at == datetime(2024, 11, 23, tzinfo=HCM)


@pytest.mark.parametrize("days", ["0", "61", "hai"])
def test_a_term_nobody_can_mean_is_asked_for_again(days, desk, officer):
    promotion = PromotionFactory(submitted=True)

    response = desk(officer).post(step_url(promotion), {"reason": WHY, "days": days})

    assert list(response.context["form"].errors) == ["days"]
    assert promotion.events.count() == 0


def test_the_filter_finds_what_is_with_the_merchant_and_what_is_overdue(desk, officer):
    late, waiting = asked(1), asked(5)
    PromotionFactory(submitted=True)
    client = desk(officer)

    def shown(choice):
        page = client.get(QUEUE, {"bo-sung": choice})
        return {p.reference for p in page.context["cl"].result_list}

    assert shown("cho-bo-sung") == {late.reference, waiting.reference}
    assert shown("qua-han-bo-sung") == {late.reference}


def test_the_page_marks_a_term_that_is_over(desk, officer):
    client = desk(officer)

    def text(promotion):
        page = reverse("admin:promotions_promotion_change", args=[promotion.pk])
        return client.get(page).text

    late, waiting = asked(1), asked(5)
    assert '<span class="tag tag--bad">Overdue</span>' in text(late)
    assert "Overdue</span>" not in text(waiting)
