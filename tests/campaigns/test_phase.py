from datetime import datetime

from django.utils import translation

import pytest

from campaigns.phase import Stage, current_phase, phase_of
from tests.campaigns.factories import HCM, CampaignFactory, TimeSlotFactory

pytestmark = pytest.mark.django_db
SLOT = "60 giờ Online Friday"


def local(text):
    return datetime.fromisoformat(f"2024-{text}").replace(tzinfo=HCM)


@pytest.fixture
def campaign():
    return TimeSlotFactory().campaign


@pytest.mark.parametrize(
    ("moment", "stage"),
    [
        ("11-24 23:59:59", Stage.BEFORE),
        ("11-25 00:00:00", Stage.RUNNING),
        ("11-28 23:59:59", Stage.RUNNING),
        ("11-29 00:00:00", Stage.SLOT),
        ("12-01 11:59:59", Stage.SLOT),
        ("12-01 12:00:00", Stage.RUNNING),
        ("12-01 23:59:59", Stage.RUNNING),
        ("12-02 00:00:00", Stage.AFTER),
    ],
)
def test_the_stage_changes_at_the_edges_of_week_and_slot(campaign, moment, stage):
    assert phase_of(campaign, at=local(moment)).stage is stage


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        (
            "11-24 23:59:59",
            "Begins in 1 minute, at 00:00 on Monday 25/11/2024.",
        ),
        (
            "11-25 00:00:00",
            f"Under way. {SLOT}: begins in 4 days, at 00:00 on Friday 29/11/2024.",
        ),
        (
            "11-28 23:59:59",
            f"Under way. {SLOT}: begins in 1 minute, at 00:00 on Friday 29/11/2024.",
        ),
        (
            "11-29 00:00:00",
            f"{SLOT}: 2 days 12 hours left, until 12:00 on Sunday 01/12/2024.",
        ),
        (
            "12-01 11:59:59",
            f"{SLOT}: 1 minute left, until 12:00 on Sunday 01/12/2024.",
        ),
        (
            "12-01 12:00:00",
            "Under way: 12 hours left, until the end of Sunday 01/12/2024.",
        ),
        (
            "12-02 00:00:00",
            "It ran until the end of Sunday 01/12/2024. "
            "Reports from consumers are still received.",
        ),
    ],
)
def test_the_sentence_names_the_next_moment_that_matters(campaign, moment, sentence):
    with translation.override("en"):
        assert phase_of(campaign, at=local(moment)).sentence == sentence


def test_a_campaign_without_slots_has_no_slot_to_wait_for():
    phase = phase_of(CampaignFactory(), at=local("11-25 00:00:00"))

    assert (phase.stage, phase.slot) == (Stage.RUNNING, None)


def test_without_a_published_campaign_there_is_no_phase():
    CampaignFactory(draft=True)

    assert current_phase(at=local("11-25 00:00:00")) is None


def test_the_phase_costs_two_queries(campaign, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert current_phase(at=local("11-29 00:00:00")).stage is Stage.SLOT
