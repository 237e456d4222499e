from datetime import date, datetime

from django.urls import reverse

import pytest
import time_machine

from campaigns.models import Activity, Campaign, TimeSlot
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import (
    HCM,
    ActivityFactory,
    AssignmentFactory,
    CampaignFactory,
    TimeSlotFactory,
)

pytestmark = pytest.mark.django_db
CAMPAIGNS = "/quan-tri/campaigns/campaign/"
ACTIVITIES = "/quan-tri/campaigns/activity/"
NOW = datetime(2024, 11, 26, 9, tzinfo=HCM)
READERS = ["leader", "trade_management", "office", "district_officer", "surveillance"]


@pytest.fixture
def log_in(client):
    def log_in(**traits):
        user = UserFactory(**traits)
        client.force_login(user)
        return user

    return log_in


def moment(name, value):
    local = value.astimezone(HCM)
    return {f"{name}_0": f"{local:%d/%m/%Y}", f"{name}_1": f"{local:%H:%M:%S}"}


def campaign_answers(campaign, **changes):
    names = (
        *("code", "name", "short_name", "legal_basis", "scope", "participants"),
        *("ceiling_source", "filing_url", "complaint_answer_days"),
        "supplement_days",
        "complaint_escalation_days",
        "suspend_after_reports",
        *("discount_ceiling_percent", "value_ceiling_percent"),
    )
    answers = {name: getattr(campaign, name) for name in names}
    answers |= {"is_published": "on", "is_concentrated": "on"}
    answers |= moment("starts_at", campaign.starts_at)
    answers |= moment("ends_at", campaign.ends_at)
    for prefix in ("slots", "assignments"):
        answers |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return {**answers, **changes}


def slot_answers(slot):
    return {
        "slots-TOTAL_FORMS": 1,
        "slots-INITIAL_FORMS": 1,
        "slots-0-id": slot.pk,
        "slots-0-campaign": slot.campaign.pk,
        "slots-0-code": slot.code,
        "slots-0-name": slot.name,
        **moment("slots-0-starts_at", slot.starts_at),
        **moment("slots-0-ends_at", slot.ends_at),
    }


@pytest.mark.parametrize("trait", READERS)
def test_other_units_read_campaigns_and_change_nothing(client, log_in, trait):
    campaign = CampaignFactory()
    log_in(**{trait: True})
    change = f"{CAMPAIGNS}{campaign.pk}/change/"
    copy = reverse("admin:campaigns_campaign_copy", args=[campaign.pk])

    page = client.get(change)

    assert page.status_code == 200
    assert copy not in page.content.decode()
    refused = [
        client.post(change, campaign_answers(campaign, name="Khác")),
        client.get(f"{CAMPAIGNS}add/"),
        client.get(copy),
        client.post(copy, {"code": "x"}),
    ]
    assert [answer.status_code for answer in refused] == [403] * 4
    assert Campaign.objects.get().name == campaign.name


@pytest.mark.parametrize("trait", ["import_export", "administrator"])
def test_the_leading_division_and_administrators_keep_campaigns(client, log_in, trait):
    campaign = CampaignFactory()
    log_in(**{trait: True})

    response = client.post(
        f"{CAMPAIGNS}{campaign.pk}/change/", campaign_answers(campaign, name="Tên mới")
    )

    assert response.status_code == 302
    assert Campaign.objects.get().name == "Tên mới"
    assert campaign.revisions.count() == 2


def test_no_campaign_is_deleted(client, log_in):
    campaign = CampaignFactory()
    log_in(import_export=True, administrator=True)

    answer = client.post(f"{CAMPAIGNS}{campaign.pk}/delete/", {"post": "yes"})

    assert answer.status_code == 403
    assert Campaign.objects.count() == 1


def test_a_slot_left_outside_a_shortened_campaign_is_told_in_the_form(client, log_in):
    slot = TimeSlotFactory()
    campaign = slot.campaign
    log_in(import_export=True)
    shorter = moment("ends_at", datetime(2024, 12, 1, 11, tzinfo=HCM))

    response = client.post(
        f"{CAMPAIGNS}{campaign.pk}/change/",
        campaign_answers(campaign, **{**slot_answers(slot), **shorter}),
    )

    assert response.status_code == 200
    (errors,) = response.context["inline_admin_formsets"][0].formset.errors
    assert list(errors) == ["__all__"]
    assert Campaign.objects.get().ends_at == campaign.ends_at


def test_a_campaign_and_its_slot_are_moved_in_one_form(client, log_in):
    slot = TimeSlotFactory()
    campaign = slot.campaign
    log_in(import_export=True)
    for record in (campaign, slot):
        record.starts_at = record.starts_at.replace(year=2025)
        record.ends_at = record.ends_at.replace(year=2025)

    client.post(
        f"{CAMPAIGNS}{campaign.pk}/change/",
        campaign_answers(campaign, **slot_answers(slot)),
    )

    assert Campaign.objects.get().starts_at.year == 2025
    assert TimeSlot.objects.get().starts_at == slot.starts_at


def test_copying_asks_for_what_is_new_and_opens_the_copy(client, log_in):
    campaign = TimeSlotFactory().campaign
    AssignmentFactory(campaign=campaign)
    log_in(import_export=True)
    page = client.get(f"{CAMPAIGNS}{campaign.pk}/change/").content.decode()
    copy = reverse("admin:campaigns_campaign_copy", args=[campaign.pk])
    assert copy in page
    assert (
        client.get(copy).context["form"]["short_name"].value() == "Online Friday 2024"
    )

    response = client.post(
        copy,
        {
            "code": "online-friday-2025",
            "name": "Tuần lễ 2025",
            "short_name": "Online Friday 2025",
            "starts_on": "2025-11-24",
        },
    )

    made = Campaign.objects.get(code="online-friday-2025")
    assert response.url == reverse("admin:campaigns_campaign_change", args=[made.pk])
    assert made.starts_at == datetime(2025, 11, 24, tzinfo=HCM)
    assert (made.slots.count(), made.assignments.count()) == (1, 1)


def test_a_copy_under_a_taken_code_keeps_what_was_typed(client, log_in):
    campaign = CampaignFactory()
    log_in(import_export=True)

    response = client.post(
        reverse("admin:campaigns_campaign_copy", args=[campaign.pk]),
        {"code": campaign.code, "name": "Tuần lễ 2025", "starts_on": "2025-11-24"},
    )

    form = response.context["form"]
    assert set(form.errors) == {"code", "short_name"}
    assert form["name"].value() == "Tuần lễ 2025"
    assert Campaign.objects.count() == 1


@time_machine.travel(NOW, tick=False)
def test_a_unit_reports_what_it_did(client, log_in):
    campaign = CampaignFactory()
    officer = log_in(district_officer=True)
    form = client.get(f"{ACTIVITIES}add/").context["adminform"].form
    assert form["campaign"].value() == campaign.pk

    client.post(
        f"{ACTIVITIES}add/",
        {
            "campaign": campaign.pk,
            "kind": "guidance",
            "title": "Hướng dẫn 12 hộ kinh doanh tại chợ huyện",
            "done_on": "26/11/2024",
            "quantity": 1,
            "reached_count": 12,
        },
    )

    activity = Activity.objects.get()
    assert (activity.unit, activity.reported_by) == (officer.unit, officer)
    assert activity.reported_at == NOW


@time_machine.travel(NOW, tick=False)
def test_work_that_lies_ahead_is_not_reported(client, log_in):
    campaign = CampaignFactory()
    log_in(office=True)

    response = client.post(
        f"{ACTIVITIES}add/",
        {
            "campaign": campaign.pk,
            "kind": "event",
            "title": "Hội thảo",
            "done_on": "27/11/2024",
            "quantity": 1,
            "reached_count": 0,
        },
    )

    assert list(response.context["adminform"].form.errors) == ["done_on"]
    assert Activity.objects.count() == 0


def test_another_units_report_is_out_of_reach(client, log_in):
    activity = ActivityFactory(title="Tin của Văn phòng")
    log_in(district_officer=True)
    change = f"{ACTIVITIES}{activity.pk}/change/"

    page = client.get(ACTIVITIES)

    assert "Tin của Văn phòng" not in page.content.decode()
    assert client.get(change).status_code == 302
    assert client.post(change, {"title": "Sửa"}).status_code == 302
    assert client.post(f"{ACTIVITIES}{activity.pk}/delete/").status_code == 403
    assert Activity.objects.get().title == "Tin của Văn phòng"


@pytest.mark.parametrize("trait", ["import_export", "leader"])
def test_who_sums_up_reads_every_report_and_changes_none(client, log_in, trait):
    activity = ActivityFactory(title="Tin của Văn phòng")
    log_in(**{trait: True})

    assert "Tin của Văn phòng" in client.get(ACTIVITIES).content.decode()
    answers = [
        client.post(f"{ACTIVITIES}{activity.pk}/change/", {"title": "Sửa"}),
        client.post(f"{ACTIVITIES}{activity.pk}/delete/", {"post": "yes"}),
    ]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert Activity.objects.get().title == "Tin của Văn phòng"


def test_a_unit_takes_its_own_report_back(client, log_in):
    activity = ActivityFactory()
    log_in(office=True)

    client.post(f"{ACTIVITIES}{activity.pk}/delete/", {"post": "yes"})

    assert Activity.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_campaigns_costs_the_same(
    client, log_in, rows, django_assert_num_queries
):
    CampaignFactory.create_batch(rows, draft=True)
    log_in(import_export=True)

    with django_assert_num_queries(8):
        client.get(CAMPAIGNS)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_activities_costs_the_same(
    client, log_in, rows, django_assert_num_queries
):
    campaign = CampaignFactory()
    for day in range(rows):
        ActivityFactory(campaign=campaign, done_on=date(2024, 11, 25 + day))
    log_in(import_export=True)

    with django_assert_num_queries(12):
        client.get(ACTIVITIES)
