from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from campaigns.phase import phase_of
from tests.campaigns.factories import CampaignFactory, TimeSlotFactory
from thanhhoa_ecom.star_dial import StarDial, star_dial

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
NINTH_POINT = datetime(2024, 11, 29, tzinfo=HCM)

pytestmark = pytest.mark.django_db


def dial_at(at: datetime) -> StarDial:
    return star_dial(phase_of(TimeSlotFactory().campaign, at=at))


def test_the_60_hours_are_five_of_fourteen_half_days() -> None:
    dial = dial_at(NINTH_POINT)

    slot_points = [number for number, ray in enumerate(dial.rays, 1) if ray.is_slot]
    assert len(dial.rays) == 14
    assert slot_points == [9, 10, 11, 12, 13]


@pytest.mark.parametrize(
    ("at", "passed", "now"),
    [
        (NINTH_POINT - timedelta(seconds=1), 7, [8]),
        (NINTH_POINT, 8, [9]),
        (datetime(2024, 11, 24, tzinfo=HCM), 0, []),
        (datetime(2024, 12, 2, tzinfo=HCM), 14, []),
    ],
)
def test_points_fill_as_the_half_days_pass(
    at: datetime, passed: int, now: list[int]
) -> None:
    dial = dial_at(at)

    assert dial.passed == passed
    assert [n for n, ray in enumerate(dial.rays, 1) if ray.is_now] == now


def test_each_pair_of_points_bears_its_day() -> None:
    days = dial_at(NINTH_POINT).days

    assert [mark.day for mark in days] == [25, 26, 27, 28, 29, 30, 1]
    assert [mark.day for mark in days if mark.is_slot] == [29, 30, 1]


def test_a_campaign_without_slots_has_no_red_point() -> None:
    dial = star_dial(phase_of(CampaignFactory(), at=NINTH_POINT))

    assert dial.slot is None
    assert [ray for ray in dial.rays if ray.is_slot] == []
