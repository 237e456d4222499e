from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests.accounts.factories import DistrictFactory, UserFactory
from tests.campaigns.factories import CampaignFactory, TimeSlotFactory
from tests.promotions.factories import PromotionFactory
from tests.thanhhoa_ecom.pages import Page

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
IN_THE_60_HOURS = datetime(2024, 11, 29, 9, tzinfo=HCM)

pytestmark = pytest.mark.django_db


def test_without_a_campaign_the_page_says_so_calmly(client) -> None:
    CampaignFactory(draft=True)

    page = client.get("/en/").content.decode()

    assert "No campaign has been announced yet." in page
    assert "dial" not in page


@time_machine.travel(IN_THE_60_HOURS, tick=False)
def test_the_campaign_is_told_in_words(client) -> None:
    TimeSlotFactory()

    page = client.get("/en/").content.decode()

    assert "From 00:00 on Monday 25/11/2024 to the end of Sunday 01/12/2024" in page
    assert "from 00:00 on Friday 29/11/2024 to 12:00 on Sunday 01/12/2024" in page
    assert (
        "60 giờ Online Friday: 2 days 3 hours left, until 12:00 on Sunday 01/12/2024."
        in page
    )
    assert "each of its 14 points is 12 hours; 8 have passed." in page
    assert "Quyết định số 2821/QĐ-BCT ngày 24/10/2024 của Bộ Công Thương" in page


def test_the_search_box_and_the_tiles_lead_to_the_register(client) -> None:
    DistrictFactory(code="407", name="Huyện Nghi Sơn", slug="thi-xa-nghi-son")

    page = Page(client.get("/").content.decode())

    assert [
        (form.attributes["action"], form.attributes["method"])
        for form in page.named("form")
    ] == [("/khuyen-mai/", "get")]
    assert [
        link.attributes["href"]
        for link in page.named("a")
        if "/huyen/" in (link.attributes["href"] or "")
    ] == ["/huyen/thi-xa-nghi-son/"]


@pytest.mark.parametrize("districts", [1, 27])
def test_the_page_costs_four_queries(
    client, django_assert_num_queries, districts: int
) -> None:
    TimeSlotFactory()
    DistrictFactory.create_batch(districts)

    with django_assert_num_queries(4):
        client.get("/")


@time_machine.travel(IN_THE_60_HOURS, tick=False)
def test_the_page_is_within_one_tcp_window(client) -> None:
    TimeSlotFactory()
    DistrictFactory.create_batch(27)

    response = client.get("/", headers={"accept-encoding": "br"})

    brotli = pytest.importorskip("brotli")
    assert len(brotli.compress(response.content)) <= 14_000


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ({"leader": True}, "/lanh-dao/"),
        ({"trade_management": True}, "/quan-tri/promotions/promotion/"),
        ({"surveillance": True}, "/quan-tri/"),
        ({"administrator": True}, "/quan-tri/"),
        ({"merchant": True}, "/doanh-nghiep/ho-so/"),
    ],
)
def test_everybody_is_taken_to_their_own_work(client, who, address: str) -> None:
    client.force_login(UserFactory(**who))

    assert client.get("/tai-khoan/sau-dang-nhap/").url == address


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2024, 11, 24, 23, 59, tzinfo=HCM), "0 promotions are running now"),
        (datetime(2024, 11, 25, tzinfo=HCM), "1 promotion is running now"),
        (datetime(2024, 12, 2, tzinfo=HCM), "0 promotions are running now"),
    ],
)
def test_the_running_promotions_are_counted(client, at: datetime, words: str) -> None:
    PromotionFactory(published=True)

    with time_machine.travel(at, tick=False):
        page = client.get("/en/").content.decode()

    assert words in page
