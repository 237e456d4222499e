"""Where a campaign stands at a moment, and the sentence that says so."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext

from campaigns.current import current_campaign
from campaigns.models import Campaign, TimeSlot
from campaigns.moments import duration, ending, starting


class Stage(StrEnum):
    BEFORE = "before"
    RUNNING = "running"
    SLOT = "slot"
    AFTER = "after"


@dataclass(frozen=True)
class Phase:
    """A campaign at one moment; ``slot`` is the one running, else the next one."""

    campaign: Campaign
    at: datetime
    stage: Stage
    slots: tuple[TimeSlot, ...]
    slot: TimeSlot | None

    @property
    def sentence(self) -> str:
        """Return where the campaign stands, with the next moment that matters."""
        match self.stage:
            case Stage.BEFORE:
                return gettext("Begins in %(duration)s, at %(moment)s.") % {
                    "duration": duration(self.campaign.starts_at - self.at),
                    "moment": starting(self.campaign.starts_at),
                }
            case Stage.SLOT if self.slot:
                return gettext(
                    "%(slot)s: %(duration)s left, until %(moment)s."
                ) % self._words(self.slot, until=self.slot.ends_at)
            case Stage.RUNNING if self.slot:
                return gettext(
                    "Under way. %(slot)s: begins in %(duration)s, at %(moment)s."
                ) % self._words(self.slot, until=self.slot.starts_at)
            case Stage.AFTER:
                return gettext(
                    "It ran until %(moment)s. Reports from consumers are still received."
                ) % {"moment": ending(self.campaign.ends_at)}
        return gettext("Under way: %(duration)s left, until %(moment)s.") % {
            "duration": duration(self.campaign.ends_at - self.at),
            "moment": ending(self.campaign.ends_at),
        }

    def _words(self, slot: TimeSlot, *, until: datetime) -> dict[str, str]:
        return {
            "slot": slot.name,
            "duration": duration(until - self.at),
            "moment": starting(until) if until < slot.ends_at else ending(until),
        }


def current_phase(*, at: datetime) -> Phase | None:
    """Return the phase of the campaign the portal speaks of; two queries."""
    campaign = current_campaign(at=at)
    return None if campaign is None else phase_of(campaign, at=at)


def phase_of(campaign: Campaign, *, at: datetime) -> Phase:
    slots = tuple(campaign.slots.all())
    slot = next((slot for slot in slots if at < slot.ends_at), None)
    return Phase(campaign, at, _stage(campaign, slot, at), slots, slot)


def _stage(campaign: Campaign, slot: TimeSlot | None, at: datetime) -> Stage:
    if at < campaign.starts_at:
        return Stage.BEFORE
    if at >= campaign.ends_at:
        return Stage.AFTER
    if slot is not None and slot.starts_at <= at:
        return Stage.SLOT
    return Stage.RUNNING
