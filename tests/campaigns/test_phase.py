from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import override

import pytest

from campaigns.phase import Stage, current_phase, phase_of
from tests.campaigns.factories import CampaignFactory, TimeSlotFactory

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
WEEK_STARTS = datetime(2024, 11, 25, tzinfo=HCM)
SLOT_STARTS = datetime(2024, 11, 29, tzinfo=HCM)
SLOT_ENDS = datetime(2024, 12, 1, 12, tzinfo=HCM)
WEEK_ENDS = datetime(2024, 12, 2, tzinfo=HCM)
BEFORE = -timedelta(seconds=1)
EXACTLY = timedelta()

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("boundary", "moved", "stage", "sentence"),
    [
        (
            WEEK_STARTS,
            BEFORE,
            Stage.BEFORE,
            "Begins in 1 minute, at 00:00 on Monday 25/11/2024.",
        ),
        (
            WEEK_STARTS,
            EXACTLY,
            Stage.RUNNING,
            "Under way. 60 giờ Online Friday: begins in 4 days, "
            "at 00:00 on Friday 29/11/2024.",
        ),
        (
            SLOT_STARTS,
            BEFORE,
            Stage.RUNNING,
            "Under way. 60 giờ Online Friday: begins in 1 minute, "
            "at 00:00 on Friday 29/11/2024.",
        ),
        (
            SLOT_STARTS,
            EXACTLY,
            Stage.SLOT,
            "60 giờ Online Friday: 2 days 12 hours left, "
            "until 12:00 on Sunday 01/12/2024.",
        ),
        (
            SLOT_ENDS,
            BEFORE,
            Stage.SLOT,
            "60 giờ Online Friday: 1 minute left, until 12:00 on Sunday 01/12/2024.",
        ),
        (
            SLOT_ENDS,
            EXACTLY,
            Stage.RUNNING,
            "Under way: 12 hours left, until the end of Sunday 01/12/2024.",
        ),
        (
            WEEK_ENDS,
            BEFORE,
            Stage.RUNNING,
            "Under way: 1 minute left, until the end of Sunday 01/12/2024.",
        ),
        (
            WEEK_ENDS,
            EXACTLY,
            Stage.AFTER,
            "It ran until the end of Sunday 01/12/2024. Reports from consumers are "
            "still received.",
        ),
    ],
)
def test_the_stage_turns_exactly_at_its_boundary(
    boundary: datetime, moved: timedelta, stage: Stage, sentence: str
) -> None:
    campaign = TimeSlotFactory().campaign

    phase = phase_of(campaign, at=boundary + moved)

    assert phase.stage == stage
    with override("en"):
        assert phase.sentence == sentence


def test_a_slot_that_ends_at_midnight_is_named_by_its_last_day() -> None:
    slot = TimeSlotFactory(ends_at=datetime(2024, 12, 1, tzinfo=HCM))

    phase = phase_of(slot.campaign, at=SLOT_STARTS)

    with override("en"):
        assert phase.sentence == (
            "60 giờ Online Friday: 2 days left, until the end of Saturday 30/11/2024."
        )


def test_a_campaign_without_slots_says_when_it_ends() -> None:
    phase = phase_of(CampaignFactory(), at=WEEK_STARTS)

    assert (phase.stage, phase.slot) == (Stage.RUNNING, None)
    with override("en"):
        assert phase.sentence == (
            "Under way: 7 days left, until the end of Sunday 01/12/2024."
        )


def test_without_a_campaign_there_is_no_phase() -> None:
    assert current_phase(at=WEEK_STARTS) is None
