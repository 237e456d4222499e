"""The figures of a campaign, frozen at one moment and sealed by a hash.

A report is written from a snapshot and from nothing else, so it can be made again
years later, figure for figure. Names that the data hold (districts, categories, the
campaign's own) are frozen with the figures.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from campaigns.models import Campaign
from reports.figures.counting import count_all
from reports.figures.dimension import DIMENSIONS, Dimension
from reports.figures.figure import Figure, Number
from reports.figures.scan import Members
from reports.models import Snapshot

VERSION = 1


class SnapshotDamaged(Exception):
    """Raised when the figures of a snapshot no longer agree with their hash."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__(
            f"Snapshot {snapshot.pk} must have SHA-256 {snapshot.sha256}; "
            "its figures have another."
        )


@dataclass(frozen=True)
class Figures:
    """Figures as they were counted, to be asked by figure and dimension."""

    data: Mapping[str, Any]

    @property
    def as_of(self) -> datetime:
        return datetime.fromisoformat(self.data["as_of"])

    @property
    def campaign(self) -> Mapping[str, Any]:
        facts: Mapping[str, Any] = self.data["campaign"]
        return facts

    def value(self, figure: Figure) -> Number | None:
        return _number(self.data["values"][figure.code])

    def count(self, figure: Figure) -> int:
        """Return a figure that is a whole number and always known."""
        value = self.value(figure)
        assert isinstance(value, int)
        return value

    def row(self, figure: Figure, dimension: Dimension, code: str) -> Number | None:
        """Return one row of a breakdown; what is not there is none, or unknown."""
        rows = self.data["values"][figure.breakdown_code(dimension)]
        if code not in rows:
            return None if figure.measure == "percent" else 0
        return _number(rows[code])

    def rows(self, figure: Figure, dimension: Dimension) -> list[tuple[str, Number]]:
        """Return each member that has something, by its name, in the usual order."""
        rows = self.data["values"][figure.breakdown_code(dimension)]
        return [
            (name, _number(rows[code]) or 0)
            for code, name in self.members(dimension)
            if code in rows
        ]

    def members(self, dimension: Dimension) -> list[tuple[str, str]]:
        """Return code and name of each member; fixed ones in the active language."""
        if dimension.is_of_data:
            return [(code, name) for code, name in self.data["names"][dimension.code]]
        return [(member.code, member.name) for member in dimension.members()]


def take(campaign: Campaign, *, at: datetime) -> Figures:
    """Count everything as it stands now; not inside another transaction."""
    counted, members = count_all(campaign, at=at)
    return Figures(
        {
            "version": VERSION,
            "as_of": timezone.localtime(at).isoformat(),
            "campaign": _facts(campaign),
            "names": _names(members),
            "values": {code: _plain(value) for code, value in counted.items()},
        }
    )


def freeze(campaign: Campaign, *, at: datetime) -> Snapshot:
    figures = dict(take(campaign, at=at).data)
    return Snapshot.objects.create(
        campaign=campaign, as_of=at, figures=figures, sha256=seal(figures)
    )


def read(snapshot: Snapshot) -> Figures:
    """Return the frozen figures, or refuse if they are not those that were frozen."""
    if seal(snapshot.figures) != snapshot.sha256:
        raise SnapshotDamaged(snapshot)
    return Figures(snapshot.figures)


def seal(figures: Mapping[str, Any]) -> str:
    """Return the SHA-256 over the canonical JSON of the figures.

    Keys sorted, no blanks, UTF-8: the hash does not depend on how they are stored.
    """
    canonical = json.dumps(
        figures, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def _facts(campaign: Campaign) -> dict[str, Any]:
    return {
        "code": campaign.code,
        "name": campaign.name,
        "short_name": campaign.short_name,
        "starts_at": timezone.localtime(campaign.starts_at).isoformat(),
        "ends_at": timezone.localtime(campaign.ends_at).isoformat(),
        "legal_basis": campaign.legal_basis,
        "plan_ref": campaign.plan_ref,
        "scope": campaign.scope,
        "discount_ceiling_percent": str(campaign.discount_ceiling_percent),
        "value_ceiling_percent": str(campaign.value_ceiling_percent),
        "ceiling_source": campaign.ceiling_source,
        "slots": [
            {
                "name": slot.name,
                "starts_at": timezone.localtime(slot.starts_at).isoformat(),
                "ends_at": timezone.localtime(slot.ends_at).isoformat(),
            }
            for slot in campaign.slots.order_by("starts_at")
        ],
    }


def _names(members: Members) -> dict[str, list[list[str]]]:
    return {
        dimension.code: [
            [member.code, member.name] for member in members[dimension.code]
        ]
        for dimension in DIMENSIONS
        if dimension.is_of_data
    }


def _plain(value: Any) -> Any:
    """Return a count as JSON keeps it: decimals as text, so none is rounded."""
    if isinstance(value, dict):
        return {code: _plain(one) for code, one in value.items()}
    return str(value) if isinstance(value, Decimal) else value


def _number(value: Any) -> Number | None:
    return Decimal(value) if isinstance(value, str) else value
