"""The campaign and its slots in the order they begin, with where each stands."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from campaigns.models import Campaign, TimeSlot
from campaigns.moments import ending, starting
from campaigns.phase import Phase

Word = str | Promise

TO_COME: tuple[Word, str] = (pgettext_lazy("part of a campaign", "to come"), "info")
ON: tuple[Word, str] = (pgettext_lazy("part of a campaign", "under way"), "ok")
OVER: tuple[Word, str] = (pgettext_lazy("part of a campaign", "over"), "muted")


@dataclass(frozen=True)
class Line:
    name: str
    starts: str
    ends: str
    state: Word
    kind: str


def timetable(phase: Phase) -> list[Line]:
    parts: list[Campaign | TimeSlot] = [phase.campaign, *phase.slots]
    return [
        _line(part.name, part.starts_at, part.ends_at, at=phase.at) for part in parts
    ]


def _line(name: str, starts_at: datetime, ends_at: datetime, *, at: datetime) -> Line:
    if at < starts_at:
        state, kind = TO_COME
    elif at < ends_at:
        state, kind = ON
    else:
        state, kind = OVER
    return Line(name, starting(starts_at), ending(ends_at), state, kind)
