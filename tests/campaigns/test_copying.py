from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

import pytest

from campaigns.copying import copy_campaign
from campaigns.models import Campaign
from tests.accounts.factories import UnitFactory, UserFactory
from tests.campaigns.factories import (
    HCM,
    AssignmentFactory,
    CampaignFactory,
    TimeSlotFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    campaign = CampaignFactory(plan_ref="12/KH-SCT", report_due_on=date(2024, 12, 10))
    TimeSlotFactory(campaign=campaign)
    AssignmentFactory(campaign=campaign)
    return campaign


def copy(campaign, **changes):
    given = {
        "code": "online-friday-2025",
        "name": "Tuần lễ Thương mại điện tử quốc gia 2025",
        "short_name": "Online Friday 2025",
        "starts_on": date(2025, 11, 24),
        "by": UserFactory(import_export=True),
    }
    return copy_campaign(campaign, **{**given, **changes})


def test_the_window_moves_to_the_new_first_day(campaign):
    made = copy(campaign)

    assert made.starts_at == datetime(2025, 11, 24, tzinfo=HCM)
    assert made.ends_at == datetime(2025, 12, 1, tzinfo=HCM)


def test_the_slot_keeps_its_weekday_and_length(campaign):
    slot = copy(campaign).slots.get()

    assert slot.starts_at == datetime(2025, 11, 28, tzinfo=HCM)
    assert slot.ends_at - slot.starts_at == timedelta(hours=60)
    slot.full_clean()


def test_the_copy_waits_unpublished_under_its_own_names(campaign):
    made = copy(campaign)

    assert (made.code, made.short_name) == ("online-friday-2025", "Online Friday 2025")
    assert (made.is_published, made.plan_ref, made.report_due_on) == (False, "", None)
    assert made.legal_basis == campaign.legal_basis


def test_the_old_campaign_stays_as_it_was(campaign):
    before = Campaign.objects.filter(pk=campaign.pk).values().get()

    copy(campaign)

    assert Campaign.objects.filter(pk=campaign.pk).values().get() == before
    assert (campaign.slots.count(), campaign.assignments.count()) == (1, 1)


def test_tasks_go_to_units_that_are_still_active(campaign):
    closed = UnitFactory(closed=True)
    AssignmentFactory(campaign=campaign, unit=closed)

    made = copy(campaign)

    old, new = campaign.assignments.get(unit__code="xnk"), made.assignments.get()
    same = ("unit_id", "role", "section", "position", "task")
    assert [getattr(new, name) for name in same] == [
        getattr(old, name) for name in same
    ]


def test_a_taken_code_is_refused_and_nothing_is_made(campaign):
    with pytest.raises(ValidationError), transaction.atomic():
        copy(campaign, code=campaign.code)

    assert Campaign.objects.count() == 1


def test_a_copy_of_the_same_days_is_allowed_while_unpublished(campaign):
    made = copy(campaign, starts_on=date(2024, 11, 25))

    assert made.starts_at == campaign.starts_at
