from django.urls import reverse

import pytest

from promotions.enums import PromotionForm
from tests.promotions.factories import PrizeFactory, PromotionFactory
from tests.promotions.forms.test_prizes import BIKE, EMPTY, posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(merchant):
    return PromotionFactory(merchant=merchant, forms=[PromotionForm.CONTEST])


def address(dossier):
    return reverse("prize_list", args=[dossier.reference])


def names(dossier):
    return list(dossier.prizes.values_list("name", flat=True))


def test_prizes_are_saved_and_lead_on(member, dossier):
    answer = member.post(address(dossier), posted(BIKE, EMPTY))

    assert names(dossier) == ["Xe đạp"]
    assert answer.url.endswith("/kenh-dia-ban/")


def test_more_rows_are_given_after_saving(member, dossier):
    answer = member.post(address(dossier), {**posted(BIKE), "more-rows": "1"})

    assert answer.url == address(dossier)
    assert len(member.get(address(dossier)).context["formset"].forms) == 4


def test_wrong_row_is_kept_on_the_page_and_nothing_is_lost(member, dossier):
    PrizeFactory(promotion=dossier, name="Cũ")

    page = member.post(address(dossier), posted({**BIKE, "value_vnd": "nhiều"}))

    assert 'value="nhiều"' in page.text
    assert names(dossier) == ["Cũ"]


def test_emptied_row_takes_the_prize_out(member, dossier):
    PrizeFactory(promotion=dossier)

    member.post(address(dossier), posted(EMPTY, initial=1))

    assert names(dossier) == []


def test_dossier_without_prizes_has_no_such_page(member, merchant):
    plain = PromotionFactory(merchant=merchant, forms=[PromotionForm.DISCOUNT])

    assert member.get(address(plain)).status_code == 404
