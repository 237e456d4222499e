import uuid
from datetime import datetime
from html import unescape

from django.urls import reverse
from django.utils import translation

import pytest

from reports.models import Report
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import HCM, CampaignFactory
from tests.complaints.factories import ComplaintFactory
from tests.reports.factories import ReportFactory
from tests.reports.province import AS_OF, fill_the_province
from tests.reports.test_permissions import DENIED

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def logged_in(client, **kind):
    client.force_login(UserFactory(**kind))
    return client


@pytest.mark.parametrize("kind", DENIED)
def test_other_units_are_refused(kind, client):
    report = ReportFactory(ready=True)
    logged_in(client, **{kind: True})
    statuses = [
        client.get(reverse("leadership")).status_code,
        client.post(reverse("report_request"), {"audience": "ministry"}).status_code,
        client.get(reverse("report_detail", args=[report.pk])).status_code,
        client.get(reverse("report_file", args=[report.pk, "pdf"])).status_code,
    ]

    assert statuses == [403] * 4
    assert Report.objects.count() == 1


def test_a_visitor_is_asked_to_log_in(client):
    response = client.get(reverse("leadership"))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_the_figures_stand_with_their_definitions(client, time_machine):
    time_machine.move_to(AS_OF)
    fill_the_province()

    response = logged_in(client, leader=True).get(reverse("leadership"))

    values = {figure.code: figure.value for figure in response.context["figures"]}
    assert values == {
        "TN-01": "2",
        "CT-01": "3",
        "HH-01": "3",
        "CT-03": "1",
        "CT-04": "1.3 billion ₫",
        "TT-05": "50%",
        "PA-01": "4",
        "PA-05": "2",
        "PA-06": "1",
        "PA-07": "50%",
        "KT-01": "2",
        "KT-06": "7.5 million ₫",
    }
    html = unescape(response.content.decode())
    assert "Exactly 1,253,456,789\u00a0₫." in html
    for figure in response.context["figures"]:
        assert str(figure.definition) in html


def test_the_districts_add_up_in_the_table(client):
    fill_the_province()

    response = logged_in(client, import_export=True).get(reverse("leadership"))

    table = response.context["districts"]
    sums = [sum(int(row[1][at]) for row in table.rows) for at in range(7)]
    assert [name for name, _ in table.rows] == [
        "Thành phố Thanh Hoá",
        "Thành phố Sầm Sơn",
        "Huyện Mường Lát",
    ]
    assert [str(number) for number in sums] == table.total


def test_every_chart_stands_beside_its_table(client):
    fill_the_province()

    response = logged_in(client, leader=True).get(reverse("leadership"))

    html = response.content.decode()
    assert len(response.context["charts"]) == 3
    assert html.count("<svg xmlns") == html.count("<summary>Table of") == 3
    for chart in response.context["charts"]:
        assert " style=" not in chart.svg
        assert "<script" not in chart.svg
        assert 'role="img"' in chart.svg


def test_what_a_name_holds_cannot_leave_the_picture(client):
    campaign = CampaignFactory()
    ComplaintFactory(
        campaign=campaign,
        category__code="x",
        category__name="<script>alert(1)</script>",
    )

    response = logged_in(client, leader=True).get(reverse("leadership"))

    assert "<script>alert" not in response.content.decode()


def test_figures_of_the_last_minute_are_not_counted_again(client):
    campaign = CampaignFactory()
    logged_in(client, leader=True).get(reverse("leadership"))
    ComplaintFactory(campaign=campaign)

    response = client.get(reverse("leadership"))

    values = {figure.code: figure.value for figure in response.context["figures"]}
    assert values["PA-01"] == "0"


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_queries_for_any_number_of_reports(
    count, client, django_assert_num_queries
):
    campaign = CampaignFactory()
    for _ in range(count):
        ReportFactory(campaign=campaign)
    logged_in(client, leader=True).get(reverse("leadership"))

    with django_assert_num_queries(8):
        response = client.get(reverse("leadership"))

    assert len(response.context["reports"]) == count


def test_before_the_first_campaign_the_page_says_so(client):
    response = logged_in(client, leader=True).get(reverse("leadership"))

    assert response.status_code == 200
    assert "There is no published campaign yet." in response.content.decode()


@pytest.mark.parametrize("kind", ["leader", "import_export"])
def test_a_report_is_asked_for_once_however_often_the_form_is_sent(kind, client):
    campaign = CampaignFactory()
    logged_in(client, **{kind: True})
    key = str(uuid.uuid4())
    form = {"campaign": campaign.code, "audience": "province", "key": key}

    responses = [client.post(reverse("report_request"), form) for _ in range(2)]

    report = Report.objects.get()
    assert (report.campaign, report.audience) == (campaign, "province")
    assert [r["Location"] for r in responses] == [
        reverse("report_detail", args=[report.pk])
    ] * 2


def test_each_button_has_a_key_of_its_own(client):
    CampaignFactory()

    response = logged_in(client, leader=True).get(reverse("leadership"))

    keys = {form["key"].value() for _, form in response.context["request_forms"]}
    html = response.content.decode()
    assert len(keys) == 2
    assert all(f'value="{key}"' in html for key in keys)


@pytest.mark.parametrize(
    "form",
    [
        {"audience": "somebody", "key": "8b4c52a7-9f0e-4c36-a3a1-2f5e5d0f8a11"},
        {"audience": "ministry"},
        {"audience": "ministry", "key": "no key"},
        {"campaign": "none", "audience": "ministry", "key": str(uuid.uuid4())},
    ],
)
def test_a_bad_request_makes_no_report_and_says_what_to_do(form, client):
    campaign = CampaignFactory()

    response = logged_in(client, leader=True).post(
        reverse("report_request"), {"campaign": campaign.code, **form}, follow=True
    )

    assert Report.objects.count() == 0
    assert [str(message) for message in response.context["messages"]] == [
        "Choose for whom the report is, and ask again."
    ]


def test_a_campaign_stays_reportable_after_the_next_is_announced(client, time_machine):
    time_machine.move_to(datetime(2024, 12, 10, 9, tzinfo=HCM))
    past, coming = CampaignFactory(), CampaignFactory(next_year=True)
    ComplaintFactory(campaign=past)
    logged_in(client, leader=True)

    default = client.get(reverse("leadership"))
    chosen = client.get(reverse("leadership"), {"chuong-trinh": coming.code})

    assert default.context["campaign"] == past
    assert chosen.context["campaign"] == coming
    assert f'name="campaign" value="{past.code}"' in default.content.decode()
    assert f'href="?chuong-trinh={past.code}"' in chosen.content.decode()


def test_a_draft_campaign_is_not_shown(client):
    draft = CampaignFactory(draft=True)

    response = logged_in(client, leader=True).get(
        reverse("leadership"), {"chuong-trinh": draft.code}
    )

    assert response.context["campaign"] is None
