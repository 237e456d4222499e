"""The head of the Division writes the reasons, its officers use them."""

from django.urls import reverse

import pytest

from promotions.models import CannedReason
from tests.accounts.factories import UserFactory
from tests.promotions.admin.test_promotion import OTHER_UNITS
from tests.promotions.factories import CannedReasonFactory

pytestmark = pytest.mark.django_db

LIST = "admin:promotions_cannedreason_changelist"
ADD = "admin:promotions_cannedreason_add"
ANSWERS = {
    "title": "Thiếu ảnh",
    "verb": "refuse",
    "text": "Hồ sơ {ma_ho_so} thiếu ảnh.",
    "is_active": "on",
}


@pytest.fixture
def head():
    return UserFactory(trade_management=True, is_head=True)


def page_of(reason):
    return reverse("admin:promotions_cannedreason_change", args=[reason.pk])


def test_the_head_writes_one_and_its_history_stays(desk, head):
    client = desk(head)
    client.post(reverse(ADD), ANSWERS)
    reason = CannedReason.objects.get(title="Thiếu ảnh")

    client.post(page_of(reason), {**ANSWERS, "text": "Câu chữ mới."})

    html = client.get(page_of(reason)).content.decode()
    assert "Hồ sơ {ma_ho_so} thiếu ảnh." in html
    assert "Câu chữ mới." in html


def test_an_unknown_fact_is_named_with_those_that_are_known(desk, head):
    response = desk(head).post(reverse(ADD), {**ANSWERS, "text": "{so_dien_thoai}"})

    (sentence,) = response.context["adminform"].form.errors["text"]
    assert sentence.startswith("“{so_dien_thoai}” is no fact of a dossier. Known are:")
    assert "{ma_ho_so}" in sentence
    assert not CannedReason.objects.filter(title="Thiếu ảnh").exists()


def test_officers_read_and_do_not_write(desk):
    reason = CannedReasonFactory()
    client = desk(UserFactory(trade_management=True))

    assert client.get(reverse(LIST)).status_code == 200
    assert client.get(page_of(reason)).status_code == 200
    assert client.get(reverse(ADD)).status_code == 403
    assert client.post(page_of(reason), ANSWERS).status_code == 403


@pytest.mark.parametrize("kind", OTHER_UNITS)
def test_other_units_do_not_see_them_even_as_heads(kind, desk):
    client = desk(UserFactory(**{kind: True}, is_head=True))

    assert client.get(reverse(LIST)).status_code == 403
    assert client.get(reverse(ADD)).status_code == 403
