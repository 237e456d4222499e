"""The law book: every dated number and prohibited group, read once for a judgment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from campaigns.models import Campaign
from promotions.law.declaration import Programme
from promotions.models import GoodsProhibition, LegalFact


class LegalFactMissing(Exception):
    """The law book holds no value for a day; a judgment without it would be wrong."""

    def __init__(self, code: str, day: date) -> None:
        super().__init__(
            f"No legal fact {code!r} is in force on {day.isoformat()}. "
            "Run `manage.py load_law`, or add the value in the administration."
        )
        self.code = code
        self.day = day


@dataclass(frozen=True, slots=True)
class Dated:
    """A value with the time it holds; ``until`` is exclusive."""

    value: Decimal
    since: date
    until: date | None = None
    text: str = ""

    def holds_within(self, first: date, last: date) -> bool:
        return self.since <= last and (self.until is None or first < self.until)


@dataclass(frozen=True, slots=True)
class Prohibition:
    """A group of goods that may not be promoted or used, with the time it holds."""

    goods_group: str
    use: str
    since: date
    until: date | None = None


@dataclass(frozen=True)
class LawBook:
    """The law of all days, opened on one: ``day`` is when it is read.

    Ceilings and prohibitions are looked up for the days of the promotion, procedure
    for the day of filing. ``programmes`` are the published concentrated programmes.
    """

    day: date
    facts: Mapping[str, tuple[Dated, ...]]
    prohibitions: tuple[Prohibition, ...] = ()
    programmes: tuple[Programme, ...] = ()

    @classmethod
    def on(cls, day: date) -> "LawBook":
        """Read the book as it stands in the database; three queries."""
        return cls(
            day=day,
            facts=_facts(LegalFact.objects.order_by("in_force_from")),
            prohibitions=_prohibitions(),
            programmes=tuple(
                programme_of(campaign)
                for campaign in Campaign.objects.published()
                .filter(is_concentrated=True)
                .order_by("starts_at")
            ),
        )

    def number(self, code: str, *, on: date | None = None) -> Decimal:
        """Return the value in force on a day; raise ``LegalFactMissing``."""
        day = self.day if on is None else on
        return self.lowest(code, first=day, last=day)

    def text(self, code: str, *, on: date) -> str:
        """Return the pattern in force on a day; nothing where there is none."""
        held = [fact for fact in self.facts.get(code, ()) if fact.holds_within(on, on)]
        return held[-1].text if held else ""

    def lowest(self, code: str, *, first: date, last: date) -> Decimal:
        """Return the strictest value that holds on any of the days, both included."""
        values = [
            fact.value
            for fact in self.facts.get(code, ())
            if fact.holds_within(first, last)
        ]
        if not values:
            raise LegalFactMissing(code, first)
        return min(values)

    def prohibited(self, use: str, *, first: date, last: date) -> frozenset[str]:
        """Return the groups that may not be promoted or used on any of the days."""
        return frozenset(
            row.goods_group
            for row in self.prohibitions
            if row.use == use
            and row.since <= last
            and (row.until is None or first < row.until)
        )


def programme_of(campaign: Campaign) -> Programme:
    return Programme(
        name=campaign.short_name,
        starts_at=campaign.starts_at,
        ends_at=campaign.ends_at,
        is_concentrated=campaign.is_concentrated,
        discount_ceiling_percent=campaign.discount_ceiling_percent,
        value_ceiling_percent=campaign.value_ceiling_percent,
    )


def _facts(rows: Iterable[LegalFact]) -> dict[str, tuple[Dated, ...]]:
    facts: dict[str, tuple[Dated, ...]] = {}
    for row in rows:
        dated = Dated(row.value, row.in_force_from, row.in_force_until, row.text)
        facts[row.code] = (*facts.get(row.code, ()), dated)
    return facts


def _prohibitions() -> tuple[Prohibition, ...]:
    rows = GoodsProhibition.objects.values_list(
        "goods_group__code", "use", "in_force_from", "in_force_until"
    )
    return tuple(Prohibition(*row) for row in rows)
