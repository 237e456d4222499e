"""Each alarm about complaints, on both sides of its bound."""

from datetime import datetime, timedelta

import pytest

from accounts.models import Unit
from complaints import watchers
from complaints.models import RoutingRule
from tests.campaigns.factories import CampaignFactory
from tests.complaints.factories import HCM, ComplaintFactory, ReferralFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2024, 11, 29, 12, tzinfo=HCM)
HOUR = timedelta(hours=1)


def names(alarms):
    return [alarm.name for alarm in alarms]


def test_open_report_without_a_unit_is_an_alarm():
    ComplaintFactory(resolved=True)
    ReferralFactory()
    assert names(watchers.unrouted()) == []

    ComplaintFactory()

    assert names(watchers.unrouted()) == ["complaints_unrouted"]


def test_rule_whose_unit_is_gone_is_an_alarm(plan):
    RoutingRule.objects.filter(receiver="surveillance_team").delete()
    assert names(watchers.broken_rules()) == []

    Unit.objects.filter(code="hoi-bvntd").update(is_active=False)

    [alarm] = watchers.broken_rules()
    assert alarm.name == "routing_broken"
    assert "consumer-association-supports" in alarm.message


@pytest.mark.parametrize(
    ("at", "received_at", "alarms"),
    [
        (NOON, NOON - 4 * HOUR, ["complaints_silent"]),
        (NOON, NOON - 4 * HOUR + timedelta(seconds=1), []),
        # The hours before 7 and after 22 are no silence.
        (NOON - HOUR, NOON - 20 * HOUR, ["complaints_silent"]),
        (NOON - HOUR - timedelta(minutes=1), NOON - 20 * HOUR, []),
        (NOON + 10 * HOUR, NOON - HOUR, []),
    ],
)
def test_silence_in_the_day_of_a_campaign(settings, at, received_at, alarms):
    settings.COMPLAINT_SILENCE_HOURS = 4
    CampaignFactory(is_published=True)
    ComplaintFactory(received_at=received_at)

    assert names(watchers.silence(at=at)) == alarms


def test_silence_is_no_alarm_without_a_campaign_or_a_bound(settings):
    settings.COMPLAINT_SILENCE_HOURS = 4
    assert names(watchers.silence(at=NOON)) == []

    CampaignFactory(is_published=True)
    settings.COMPLAINT_SILENCE_HOURS = 0

    assert names(watchers.silence(at=NOON)) == []


@pytest.mark.parametrize(
    ("in_time", "late", "alarms"),
    [(8, 2, []), (7, 3, ["answers_late"]), (0, 9, [])],
)
def test_share_of_answers_in_time(in_time, late, alarms):
    due = NOON - timedelta(days=1)
    for number in range(in_time + late):
        wait = timedelta(0) if number < in_time else timedelta(seconds=1)
        ReferralFactory(answered=True, due_at=due, answered_at=due + wait)
    ReferralFactory(due_at=NOON + HOUR)

    assert names(watchers.late_answers(at=NOON)) == alarms


def test_watching_costs_the_same_for_one_and_many(django_assert_num_queries):
    for count in (1, 3):
        for _ in range(count):
            ReferralFactory()
        # Unrouted; rules with categories and districts; units and districts with
        # which each works; answers; the balance; deletions; requests about data.
        with django_assert_num_queries(11):
            list(watchers.watch(NOON))
