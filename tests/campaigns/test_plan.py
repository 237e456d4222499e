from datetime import datetime

import pytest
import time_machine

from campaigns.enums import TaskRole
from campaigns.plan import parts_of
from tests.accounts.factories import UnitFactory
from tests.campaigns.factories import (
    HCM,
    AssignmentFactory,
    CampaignFactory,
    TimeSlotFactory,
)

pytestmark = pytest.mark.django_db
PAGE = "/chuong-trinh/"


@pytest.fixture
def campaign():
    """The Division leads one task with the association; two committees have one."""
    campaign = CampaignFactory()
    TimeSlotFactory(campaign=campaign)
    shared = {"campaign": campaign, "section": "III.1.2", "position": 2}
    AssignmentFactory(
        campaign=campaign,
        section="III.1.2",
        position=1,
        unit=UnitFactory(trade_management=True),
        task="Hướng dẫn thương nhân.",
    )
    AssignmentFactory(
        **shared, unit=UnitFactory(trade_management=True), task="Tiếp nhận phản ánh."
    )
    AssignmentFactory(
        **shared,
        unit=UnitFactory(consumer_association=True),
        role=TaskRole.COOPERATE,
        task="Tiếp nhận phản ánh.",
    )
    for unit in UnitFactory.create_batch(2, district_committee=True):
        AssignmentFactory(
            campaign=campaign,
            section="III.2",
            position=1,
            unit=unit,
            role=TaskRole.COOPERATE,
            task="Theo dõi, kiểm tra.",
        )
    return campaign


def test_a_section_speaks_to_its_unit_and_names_partners(campaign):
    part, _committees = parts_of(campaign)

    assert (part.section, part.heading) == ("III.1.2", "Phòng Quản lý Thương mại")
    assert [(t.text, t.is_led) for t in part.tasks] == [
        ("Hướng dẫn thương nhân.", True),
        ("Tiếp nhận phản ánh.", True),
    ]
    assert [[u.code for u in t.partners] for t in part.tasks] == [[], ["hoi-bvntd"]]


def test_a_task_of_many_units_stands_once(campaign):
    _division, part = parts_of(campaign)

    assert (part.is_of_many, len(part.units)) == (True, 2)
    assert [(t.text, t.is_led, t.partners) for t in part.tasks] == [
        ("Theo dõi, kiểm tra.", False, [])
    ]


def test_the_plan_costs_one_query(campaign, django_assert_num_queries):
    with django_assert_num_queries(1):
        parts_of(campaign)


@time_machine.travel(datetime(2024, 11, 29, 9, tzinfo=HCM), tick=False)
def test_anyone_reads_the_programme(client, campaign):
    page = client.get(PAGE).content.decode()

    for words in (
        campaign.name,
        "25/11/2024",
        "60 giờ Online Friday",
        "12:00",
        "100%",
        campaign.ceiling_source,
        campaign.legal_basis,
        "https://dichvucong.thanhhoa.gov.vn",
        "Phòng Quản lý Thương mại",
        "Hội Bảo vệ người tiêu dùng tỉnh",
        "Tiếp nhận phản ánh.",
    ):
        assert words in page
    assert page.count("Theo dõi, kiểm tra.") == 1


def test_the_committees_are_folded_away(client, campaign):
    page = client.get(PAGE).content.decode()

    name = campaign.assignments.filter(section="III.2").first().unit.name
    before = page[: page.index(name)]
    assert before.rindex("<details>") > before.rfind("</details>")


def test_texts_are_written_as_text(client, campaign):
    campaign.objectives = "Một <b>đích</b>\nHai"
    campaign.save()

    page = client.get(PAGE).content.decode()

    assert "<li>Một &lt;b&gt;đích&lt;/b&gt;</li><li>Hai</li>" in page


def test_without_a_published_campaign_the_page_says_so(client):
    CampaignFactory(draft=True, name="Chiến dịch chưa công bố")

    response = client.get(PAGE)

    assert response.status_code == 200
    assert 'class="empty"' in response.content.decode()
    assert "chưa công bố" not in response.content.decode()


def test_the_page_costs_five_queries(client, campaign, django_assert_num_queries):
    with django_assert_num_queries(5):
        client.get(PAGE)


def test_the_page_is_only_read(client):
    assert client.post(PAGE).status_code == 405
