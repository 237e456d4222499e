"""The fourteen-pointed star of the drum as the calendar of a campaign.

Each point is a fourteenth of the campaign: in a week, half a day. The points that
have passed are filled; those of a named slot, such as the 60 hours, are red.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from campaigns.models import TimeSlot
from campaigns.moments import duration
from campaigns.phase import Phase

POINTS = 14


@dataclass(frozen=True)
class Ray:
    """One point of the star; ``turn`` is in degrees clockwise from the top."""

    turn: float
    is_slot: bool
    is_past: bool
    is_now: bool


@dataclass(frozen=True)
class DayMark:
    """The day on which a pair of points begins, set between the two."""

    turn: float
    day: int
    is_slot: bool


@dataclass(frozen=True)
class StarDial:
    rays: list[Ray]
    days: list[DayMark]
    passed: int
    each_in_words: str
    slot: TimeSlot | None


def star_dial(phase: Phase) -> StarDial:
    campaign = phase.campaign
    each = (campaign.ends_at - campaign.starts_at) / POINTS
    starts = [campaign.starts_at + each * number for number in range(POINTS)]
    rays = [
        Ray(
            turn=_turn(number + 0.5),
            is_slot=_in_slot(start + each / 2, phase),
            is_past=start + each <= phase.at,
            is_now=start <= phase.at < start + each,
        )
        for number, start in enumerate(starts)
    ]
    days = [
        DayMark(
            turn=_turn(number + 1),
            day=timezone.localtime(starts[number]).day,
            is_slot=rays[number].is_slot,
        )
        for number in range(0, POINTS, 2)
    ]
    passed = sum(ray.is_past for ray in rays)
    slot = phase.slots[0] if phase.slots else None
    return StarDial(rays, days, passed, duration(each), slot)


def _turn(points: float) -> float:
    return round(points * 360 / POINTS, 2)


def _in_slot(moment: datetime, phase: Phase) -> bool:
    return any(slot.starts_at <= moment < slot.ends_at for slot in phase.slots)
