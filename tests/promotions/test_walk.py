"""The straight line of a merchant: from the profile to the public register."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from django.urls import reverse

import pytest

from promotions import workflow
from promotions.enums import PromotionForm, PromotionState
from promotions.models import Merchant, Promotion
from tests.accounts.factories import DistrictFactory, UserFactory
from tests.campaigns.factories import CampaignFactory, TimeSlotFactory
from tests.promotions.factories import GoodsGroupFactory, tax_code

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2024, 11, 20, 9, tzinfo=HCM)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock_of_november(settings):
    settings.PORTAL_CLOCK = NOW.isoformat()


def test_merchant_walks_from_profile_to_register(client):
    slot = TimeSlotFactory(campaign=CampaignFactory())
    officer = UserFactory(trade_management=True)
    client.force_login(UserFactory())

    merchant = _register(client)
    dossier = _start(client, merchant)
    _fill_in(client, dossier, slot)
    _send(client, dossier)
    dossier.refresh_from_db()
    assert dossier.state == PromotionState.SUBMITTED

    workflow.receive(dossier, by=officer, at=NOW)
    workflow.publish(dossier, by=officer, at=NOW)
    client.logout()
    found = client.get(reverse("promotion_search"), {"q": "nuoc mam ba lang"})

    assert re.findall(r'class="offer__name"><a href="([^"]+)"', found.text) == [
        dossier.get_absolute_url()
    ]
    page = client.get(dossier.get_absolute_url())
    assert "70.300\N{NO-BREAK SPACE}₫" in page.text


def _register(client):
    code = tax_code(7)
    answer = client.post(
        reverse("merchant_new"),
        {
            "tax_code": f"{code[:4]} {code[4:]}",
            "kind": "enterprise",
            "name": "Công ty Nước mắm Ba Làng",
            "address": "Xã Hải Thanh",
            "district": DistrictFactory().pk,
            "phone": "0237 385 2000",
            "contact_name": "Nguyễn Thử",
        },
    )
    assert answer.status_code == 302
    return Merchant.objects.get(tax_code=code)


def _start(client, merchant):
    page = client.get(reverse("dossier_list")).text
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    answer = client.post(
        reverse("dossier_start", args=[merchant.tax_code]), {"key": key}
    )
    return Promotion.objects.get(reference=answer.url.split("/")[-2])


def _fill_in(client, dossier, slot):
    step = lambda slug: reverse("dossier_step", args=[dossier.reference, slug])  # noqa: E731
    client.post(
        step("thong-tin"),
        {
            "name": "Hương vị Ba Làng",
            "takes_part": "on",
            "slot": slot.pk,
            "starts_at_day": "29/11/2024",
            "starts_at_hour": "0:00",
            "ends_at_day": "01/12/2024",
            "ends_at_hour": "12:00",
            "customers": "Tất cả khách hàng",
            "content": "Giảm giá nước mắm",
        },
    )
    client.post(step("hinh-thuc"), {"forms": [PromotionForm.DISCOUNT]})
    client.post(
        reverse("goods_new", args=[dossier.reference]),
        {
            "name": "Nước mắm Ba Làng 500 ml",
            "goods_group": GoodsGroupFactory().pk,
            "unit_of_measure": "chai",
            "price_before_vnd": "185.000",
            "price_now_vnd": "70.300 đ",
        },
    )


def _send(client, dossier):
    address = reverse("dossier_check", args=[dossier.reference])
    page = client.get(address).text
    hidden = dict(re.findall(r'name="(key|saved)" value="([^"]+)"', page))
    answer = client.post(address, {**hidden, "is_declared_true": "on"})
    assert answer.url == reverse("dossier_sent", args=[dossier.reference])
