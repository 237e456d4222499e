"""The law is read by every officer and kept by the Trade Management Division."""

from django.urls import reverse

import pytest

from promotions.models import GoodsGroup, GoodsProhibition, LegalFact
from tests.accounts.factories import UserFactory
from tests.promotions.factories import MerchantMemberFactory

pytestmark = pytest.mark.django_db

MODELS = [LegalFact, GoodsGroup, GoodsProhibition]


def url(model, page, *args):
    return reverse(f"admin:promotions_{model._meta.model_name}_{page}", args=args)


def posted(fact, **changes):
    return {
        "code": fact.code,
        "name": fact.name,
        "value": fact.value,
        "measure": fact.measure,
        "in_force_from": "15/07/2018",
        "in_force_until": "",
        "source": fact.source,
        "confidence": fact.confidence,
        **changes,
    }


@pytest.mark.parametrize("model", MODELS)
def test_officers_read_and_trade_management_keeps(model, desk):
    page = url(model, "change", model.objects.first().pk)

    reader = desk(UserFactory(district_officer=True))
    assert reader.get(url(model, "changelist")).status_code == 200
    assert reader.get(page).context["has_change_permission"] is False
    assert reader.get(url(model, "add")).status_code == 403
    keeper = desk(UserFactory(trade_management=True))
    assert keeper.get(page).context["has_change_permission"] is True
    assert keeper.get(url(model, "add")).status_code == 200
    merchant = desk(MerchantMemberFactory().user)
    assert merchant.get(url(model, "changelist"), follow=True).status_code == 403


def test_a_changed_value_leaves_its_history(desk):
    fact = LegalFact.objects.get(code="review_working_days")
    page = url(LegalFact, "change", fact.pk)
    client = desk(UserFactory(trade_management=True, full_name="Lê Thị Luật"))

    response = client.post(page, posted(fact, value="4"))

    assert response.status_code == 302
    fact.refresh_from_db()
    assert fact.value == 4
    assert [int(row.value) for row in fact.revisions.order_by("pgh_id")] == [2, 4]
    history = client.get(page).content.decode()
    assert ": 2 ngày làm việc (15/07/2018 – …), –</p>" in history
    assert ": 4 ngày làm việc (15/07/2018 – …), Lê Thị Luật</p>" in history


def test_an_end_before_the_start_is_refused_with_a_sentence(desk):
    fact = LegalFact.objects.get(code="review_working_days")
    client = desk(UserFactory(trade_management=True))

    response = client.post(
        url(LegalFact, "change", fact.pk), posted(fact, in_force_until="01/01/2018")
    )

    errors = response.context["adminform"].form.non_field_errors()
    assert errors == ["The end must come after the start."]


def test_nothing_of_the_law_is_deleted(desk):
    fact = LegalFact.objects.first()
    client = desk(UserFactory(trade_management=True))

    assert client.post(url(LegalFact, "delete", fact.pk)).status_code == 403
    assert LegalFact.objects.filter(pk=fact.pk).exists()
