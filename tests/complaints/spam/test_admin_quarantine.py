"""The desk where possible spam is decided about."""

from datetime import datetime

from django.urls import reverse

import pytest
import time_machine

from complaints.models import Complaint, Quarantine
from complaints.spam.alarm import is_late, waiting
from tests.accounts.factories import UserFactory
from tests.complaints.factories import (
    HCM,
    RECEIVED_AT,
    ComplaintFactory,
    QuarantineFactory,
)

pytestmark = pytest.mark.django_db

URL = "/quan-tri/complaints/quarantine/"
COMPLAINTS = "/quan-tri/complaints/complaint/"


def step_of(complaint, code):
    return reverse("admin:complaints_complaint_step", args=[complaint.pk, code])


@pytest.fixture
def officer(client):
    user = UserFactory(trade_management=True)
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("at", "late"),
    [
        # Set aside on a Friday: the whole Monday is left.
        (datetime(2024, 12, 2, 23, 59, tzinfo=HCM), False),
        (datetime(2024, 12, 3, tzinfo=HCM), True),
    ],
)
def test_alarm_rings_after_one_working_day(at, late):
    assert is_late(RECEIVED_AT, at=at) is late


def test_what_is_decided_or_withdrawn_rings_no_alarm():
    officer = UserFactory(trade_management=True)
    QuarantineFactory(
        decision="released",
        decided_at=RECEIVED_AT,
        decided_by=officer,
        complaint__quarantined_at=None,
    )
    QuarantineFactory(
        complaint__state="withdrawn",
        complaint__outcome="Đã rút.",
        complaint__closed_at=RECEIVED_AT,
    )

    found = waiting(at=datetime(2024, 12, 20, tzinfo=HCM))

    assert (found.count, found.oldest_at, found.is_late) == (0, None, False)


@pytest.mark.parametrize("count", [1, 3])
def test_queue_counts_what_waits_and_costs_the_same(
    client, officer, count, django_assert_num_queries
):
    QuarantineFactory.create_batch(count)

    with django_assert_num_queries(8):
        page = client.get(URL)

    assert page.context["waiting"].count == count
    assert f"{count} phản ánh chờ quyết định." in page.content.decode()


@time_machine.travel(datetime(2024, 12, 5, 9, tzinfo=HCM), tick=False)
def test_queue_shows_an_alarm_for_the_oldest(client, officer):
    QuarantineFactory()

    page = client.get(URL).content.decode()

    assert 'role="alert"' in page
    assert "tag--bad" in page


@time_machine.travel(datetime(2024, 12, 2, 9, tzinfo=HCM), tick=False)
def test_queue_is_calm_within_the_first_working_day(client, officer):
    QuarantineFactory()

    assert 'role="alert"' not in client.get(URL).content.decode()


@pytest.mark.parametrize(
    "trait", ["consumer_association", "surveillance", "office", "inspectorate"]
)
def test_other_units_see_neither_queue_nor_report(client, trait):
    kept = QuarantineFactory()
    client.force_login(UserFactory(**{trait: True}))

    assert client.get(URL).status_code == 403
    assert Quarantine.objects.visible_to(UserFactory(**{trait: True})).count() == 0
    assert client.get(step_of(kept.complaint, "thu-rac")).status_code in {403, 404}


def test_page_of_the_report_tells_why_and_offers_only_the_decision(client, officer):
    kept = QuarantineFactory()

    page = client.get(f"{COMPLAINTS}{kept.complaint_id}/change/")

    steps = page.context["steps"]
    assert [step.code for step in steps if step.is_main] == ["chuyen-xu-ly", "thu-rac"]
    beside = {step.code for step in steps if not step.is_main}
    assert beside == {"ghi-chu", "hien-nguoi-gui", "bao-lai-ma", "giu-du-lieu"}
    assert "Một ô mà người dùng không nhìn thấy đã được điền" in page.content.decode()


def test_ordinary_report_offers_no_such_decision(client, officer):
    complaint = ComplaintFactory()

    page = client.get(f"{COMPLAINTS}{complaint.pk}/change/")

    assert {"chuyen-xu-ly", "thu-rac"}.isdisjoint(s.code for s in page.context["steps"])


def test_closing_as_spam_asks_for_the_reason(client, officer):
    complaint = QuarantineFactory().complaint

    refused = client.post(step_of(complaint, "thu-rac"), {"reason": ""})
    assert "Viết vì sao đây là thư rác." in refused.content.decode()
    assert Complaint.objects.get().is_set_aside

    client.post(step_of(complaint, "thu-rac"), {"reason": "Quảng cáo."})
    assert Complaint.objects.get().outcome == "Quảng cáo."


def test_release_by_the_button_sends_it_on(client, officer):
    complaint = QuarantineFactory().complaint

    client.post(step_of(complaint, "chuyen-xu-ly"), {"reason": ""})

    assert Complaint.objects.get().quarantined_at is None
    assert Complaint.objects.get().referrals.get().unit == officer.unit


def test_row_leads_to_the_report(client, officer):
    kept = QuarantineFactory()

    response = client.get(f"{URL}{kept.pk}/change/")

    assert response.url == f"{COMPLAINTS}{kept.complaint_id}/change/"
