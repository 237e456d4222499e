from django.urls import reverse

import pytest

from promotions.models import CodePool
from tests.accounts.factories import UserFactory
from tests.promotions.factories import CodePoolFactory

pytestmark = pytest.mark.django_db

ADD = reverse("admin:promotions_codepool_add")
LIST = reverse("admin:promotions_codepool_changelist")
FACTS = {
    "title": "Mã toàn tỉnh",
    "benefit": "Giảm 20.000 ₫",
    "terms": "Mỗi người một mã",
    "quota": 100,
    "opens_at_0": "29/11/2024",
    "opens_at_1": "00:00",
    "closes_at_0": "01/12/2024",
    "closes_at_1": "12:00",
    "expires_at_0": "01/12/2024",
    "expires_at_1": "23:00",
}


def test_division_opens_codes_of_the_province(client):
    client.force_login(UserFactory(trade_management=True))

    client.post(ADD, FACTS)

    pool = CodePool.objects.get()
    assert (pool.promotion, pool.quota) == (None, 100)
    assert pool.events.get().verb == "open"


@pytest.mark.parametrize("trait", ["surveillance", "district_officer", "leader"])
def test_other_units_open_none(client, trait):
    client.force_login(UserFactory(**{trait: True}))

    assert client.post(ADD, FACTS).status_code == 403
    assert client.get(LIST).status_code == 200


@pytest.mark.parametrize(("reason", "state"), [("", "open"), ("Sai ưu đãi", "stopped")])
def test_division_stops_a_pool_for_a_reason(client, reason, state):
    client.force_login(UserFactory(trade_management=True))
    pool = CodePoolFactory()

    client.post(
        LIST,
        {"action": "stop_selected", "_selected_action": pool.pk, "reason": reason},
    )

    pool.refresh_from_db()
    assert pool.state == state


def test_open_pool_is_never_edited(client):
    client.force_login(UserFactory(trade_management=True))
    pool = CodePoolFactory()
    address = reverse("admin:promotions_codepool_change", args=[pool.pk])

    assert client.get(address).status_code == 200
    assert client.post(address, {**FACTS, "quota": 9}).status_code == 403
