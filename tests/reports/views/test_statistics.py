from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import translation

import pytest

from campaigns import clock
from tests.accounts.factories import DistrictFactory
from tests.campaigns.factories import HCM, CampaignFactory
from tests.complaints.factories import ComplaintFactory
from tests.reports.province import fill_the_province

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def test_everyone_reads_the_figures_of_the_province(client):
    fill_the_province()

    response = client.get(reverse("statistics"))

    values = {figure.code: figure.value for figure in response.context["figures"]}
    assert response.status_code == 200
    assert values["TN-01"] == "2"
    assert values["PA-01"] == "4"
    assert "Figures as of" in response.content.decode()


def test_nobody_can_be_recognised(client):
    campaign = fill_the_province()
    shop = campaign.promotions.first().merchant
    complaint = campaign.complaints.first()

    page = client.get(reverse("statistics")).content.decode()

    for personal in (
        shop.name,
        shop.tax_code,
        shop.contact_name,
        complaint.full_name,
        complaint.code,
        complaint.seller_name,
    ):
        assert personal not in page


def test_small_numbers_of_complaints_are_not_shown(client):
    campaign = CampaignFactory()
    for code, number in [("380", 12), ("382", 5), ("384", 2), ("385", 0)]:
        district = DistrictFactory(code=code, name=code, slug=code)
        ComplaintFactory.create_batch(number, campaign=campaign, district=district)

    response = client.get(reverse("statistics"))

    assert [row[3] for row in response.context["districts"]] == ["12", "", "", "0"]


@pytest.mark.parametrize(("seconds", "told"), [(-1, "6"), (0, "12")])
def test_districts_tell_nothing_newer_than_the_open_data(
    client, monkeypatch, seconds, told
):
    midnight = datetime(2024, 11, 30, tzinfo=HCM)
    monkeypatch.setattr(clock, "now", lambda: midnight + timedelta(seconds=seconds))
    campaign, district = CampaignFactory(), DistrictFactory(code="380")
    for day in (28, 29):
        ComplaintFactory.create_batch(
            6,
            campaign=campaign,
            district=district,
            received_at=datetime(2024, 11, day, 9, tzinfo=HCM),
        )

    response = client.get(reverse("statistics"))

    assert [row[3] for row in response.context["districts"]] == [told]


def test_before_the_first_campaign_the_page_says_so(client):
    response = client.get(reverse("statistics"))

    assert response.status_code == 200
    assert "There is no published campaign yet." in response.content.decode()
