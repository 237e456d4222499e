import csv

from django.urls import reverse

import pytest

from campaigns import clock
from tests.campaigns.factories import CampaignFactory
from tests.complaints.factories import CategoryFactory, ComplaintFactory
from tests.reports.test_open_complaints import NOW

pytestmark = pytest.mark.django_db
DOORS = ["api_open_complaints", "api_open_complaints_csv"]


@pytest.fixture(autouse=True)
def saturday_morning(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def complaints():
    category = CategoryFactory(code="formula", name="=1+1")
    return ComplaintFactory.create_batch(
        6, campaign=CampaignFactory(), category=category
    )


@pytest.mark.parametrize("door", DOORS)
def test_everybody_reads_it_and_nobody_is_in_it(client, complaints, door):
    page = client.get(reverse(door))

    assert page.status_code == 200
    assert page["Access-Control-Allow-Origin"] == "*"
    one = complaints[0]
    personal = ("full_name", "email", "code", "seller_name", "seller_address", "story")
    assert not [name for name in personal if getattr(one, name) in page.text]


@pytest.mark.parametrize("door", DOORS)
def test_what_did_not_change_is_not_sent_again(client, complaints, door):
    etag = client.get(reverse(door))["ETag"]
    ComplaintFactory(campaign=complaints[0].campaign, received_at=NOW)

    again = client.get(reverse(door), headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")


def test_json_says_of_when_it_is_and_under_which_licence(client, complaints):
    told = client.get(reverse("api_open_complaints")).json()

    assert told["as_of"] == told["received_before"] == "2024-11-30T00:00:00+07:00"
    assert (told["total"], told["smallest_shown"]) == (6, 5)
    assert "ghi rõ" in told["licence"]
    assert client.get("/api/v1/open-data/complaints").json() == told


@pytest.mark.parametrize("accept", ["text/csv", "*/*", "application/json"])
def test_a_sheet_comes_whatever_is_accepted_and_runs_no_formula(
    client, complaints, accept
):
    page = client.get(reverse("api_open_complaints_csv"), headers={"Accept": accept})

    assert page["Content-Type"] == "text/csv; charset=utf-8"
    cells = list(csv.reader(page.text.splitlines()))
    assert cells[0][1:] == ["tiếp nhận trước", "phân theo", "mã", "tên", "số phản ánh"]
    moment = "2024-11-30T00:00:00+07:00"
    assert [moment, moment, "category", "formula", "'=1+1", "6"] in cells


@pytest.mark.parametrize("door", DOORS)
def test_before_the_first_campaign_there_is_nothing(client, door):
    page = client.get(reverse(door))

    assert page.status_code == 404
    assert page["Content-Type"] == "application/problem+json"
