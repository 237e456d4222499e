"""What consumers reported, as open data: counts by an allow-list, and of nobody.

Told as things stood when the day began, so that whoever asks each minute cannot watch
one report come in; and a report is counted only from the day by which five new ones had
come, so that nobody reads it from the difference of two days. Reports set aside as
possible spam are no reports here. Each table adds up to the same total, which is why
small numbers hide others (``suppression.py``).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Case, CharField, Count, F, Value, When
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, pgettext

from accounts.models import District
from campaigns.models import Campaign
from complaints.enums import ComplaintSource, ComplaintState, SellerChannel
from complaints.models import Category, Complaint
from complaints.models.complaint import ComplaintQuerySet
from reports.suppression import SMALLEST_SHOWN, is_small, suppressed

DAY, WEEK = "day", "week"
COLUMNS = {
    "category": "category__code",
    "district": "district__code",
    "channel": "seller_channel",
    "source": "source",
    "state": "state_then",
    DAY: "received_on",
}
NAMES: dict[str, Promise] = {
    DAY: gettext_lazy("day of receipt"),
    WEEK: gettext_lazy("week of receipt, from its Monday"),
    "category": gettext_lazy("category"),
    "district": gettext_lazy("district"),
    "channel": gettext_lazy("where it was sold"),
    "source": gettext_lazy("received by"),
    "state": gettext_lazy("state"),
}
KEPT_SECONDS = 24 * 60 * 60
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Row:
    """``count`` is None where it is not shown."""

    code: str
    name: str
    count: int | None


@dataclass(frozen=True)
class Table:
    by: str
    name: str
    rows: list[Row]


@dataclass(frozen=True)
class Extract:
    """``received_before`` ends the receipts that are counted, at most at ``as_of``."""

    as_of: datetime
    received_before: datetime
    total: int | None
    tables: list[Table]

    def counts(self, by: str) -> dict[str, int | None]:
        """Return the rows of one table by their codes."""
        [table] = [table for table in self.tables if table.by == by]
        return {row.code: row.count for row in table.rows}


def extract(campaign: Campaign, *, at: datetime) -> Extract:
    """Return the tables as they stood when the day of ``at`` began."""
    as_of = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    received_before, counts = _kept_counts(campaign, as_of=as_of)
    total = sum(counts["state"].values())
    hidden = _hidden(counts, total=total)
    return Extract(
        as_of=as_of,
        received_before=received_before,
        total=None if is_small(total) else total,
        tables=[
            Table(
                by,
                str(NAMES[by]),
                [
                    Row(code, name, None if code in hidden[by] else counts[by][code])
                    for code, name in names
                ],
            )
            for by, names in _members(counts).items()
        ],
    )


def header() -> list[str]:
    return [
        _("as of"),
        _("received before"),
        pgettext("column", "broken down by"),
        _("code"),
        _("name"),
        _("reports"),
    ]


def rows(found: Extract) -> Iterable[Sequence[str]]:
    """Return the lines of a sheet; a number that is not shown is an empty cell."""
    moments = [
        moment.isoformat(timespec="seconds")
        for moment in (found.as_of, found.received_before)
    ]
    for table in found.tables:
        for row in table.rows:
            count = "" if row.count is None else str(row.count)
            yield [*moments, table.by, row.code, row.name, count]


def _kept_counts(campaign: Campaign, *, as_of: datetime) -> tuple[datetime, Counts]:
    """Return what was counted first of this day; without a cache it is counted anew."""
    key = f"open-complaints:{campaign.pk}:{as_of.isoformat()}"
    kept: tuple[datetime, Counts] | None = cache.get(key)
    if kept is None:
        before = _last_step(campaign, as_of=as_of)
        kept = before, _count(campaign, received_before=before, as_of=as_of)
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def _last_step(campaign: Campaign, *, as_of: datetime) -> datetime:
    """Return the beginning of the first day whose reports still wait for others.

    Where no five have come yet, all are counted: of so few, nothing is shown.
    """
    days = (
        _reports(campaign, before=as_of)
        .annotate(received_on=TruncDate("received_at"))
        .order_by("received_on")
        .values_list("received_on")
        .annotate(number=Count("pk"))
    )
    since: date | None = None
    waiting, has_step = 0, False
    for day, number in days:
        since, waiting = since or day, waiting + number
        if waiting >= SMALLEST_SHOWN:
            since, waiting, has_step = None, 0, True
    if since is None or not has_step:
        return as_of
    return timezone.make_aware(datetime.combine(since, time.min))


def _reports(campaign: Campaign, *, before: datetime) -> ComplaintQuerySet:
    return Complaint.objects.genuine().filter(campaign=campaign, received_at__lt=before)


def _count(campaign: Campaign, *, received_before: datetime, as_of: datetime) -> Counts:
    """Read all breakdowns in one scan, so that none can disagree with another."""
    groups = (
        _reports(campaign, before=received_before)
        .order_by()
        .annotate(
            received_on=TruncDate("received_at"),
            state_then=Case(
                When(closed_at__lt=as_of, then=F("state")),
                default=Value(ComplaintState.IN_PROGRESS),
                output_field=CharField(),
            ),
        )
        .values_list(*COLUMNS.values())
        .annotate(number=Count("pk"))
    )
    counts: dict[str, Counter[str]] = {by: Counter() for by in COLUMNS}
    for *cells, number in groups:
        for by, cell in zip(COLUMNS, cells, strict=True):
            counts[by][str(cell)] += number
    days = _all_days(counts[DAY], before=timezone.localdate(received_before))
    counts[WEEK] = Counter()
    for day, number in days.items():
        counts[WEEK][_monday(day)] += number
    members = {by: [code for code, _name in of] for by, of in _fixed_members().items()}
    return {
        DAY: days,
        WEEK: dict(counts[WEEK]),
        **{by: {code: counts[by][code] for code in of} for by, of in members.items()},
    }


def _hidden(counts: Counts, *, total: int) -> dict[str, frozenset[str]]:
    """Days are hidden beside the total of their week; of a hidden week, all are."""
    if is_small(total):
        return {by: frozenset(of) for by, of in counts.items()}
    hidden = {by: suppressed(of) for by, of in counts.items() if by != DAY}
    days: set[str] = set()
    for week in counts[WEEK]:
        of_week = {d: n for d, n in counts[DAY].items() if _monday(d) == week}
        days |= of_week.keys() if week in hidden[WEEK] else suppressed(of_week)
    return {**hidden, DAY: frozenset(days)}


def _members(counts: Counts) -> dict[str, list[tuple[str, str]]]:
    """Name every row in the reader's language; what came later has no row yet."""
    fixed = {
        by: [(code, name) for code, name in of if code in counts[by]]
        for by, of in _fixed_members().items()
    }
    times = {by: [(code, _day(code)) for code in counts[by]] for by in (WEEK, DAY)}
    return {**times, **fixed}


def _fixed_members() -> dict[str, list[tuple[str, str]]]:
    states = [s for s in ComplaintState if s is not ComplaintState.RECEIVED]
    return {
        "category": [(one.code, one.label) for one in Category.objects.all()],
        "district": list(District.objects.order_by("code").values_list("code", "name")),
        "channel": _named(SellerChannel),
        "source": _named(ComplaintSource),
        "state": _named(states),
    }


def _named(choices: Iterable[Any]) -> list[tuple[str, str]]:
    return [(choice.value, str(choice.label)) for choice in choices]


def _all_days(found: Mapping[str, int], *, before: date) -> dict[str, int]:
    """Fill whole weeks as far as they are over: a day without reports is told too."""
    if not found:
        return {}
    first = date.fromisoformat(_monday(min(found)))
    sunday = date.fromisoformat(_monday(max(found))) + timedelta(days=6)
    over = min(sunday + timedelta(days=1), before) - first
    days = ((first + timedelta(n)).isoformat() for n in range(over.days))
    return {day: found.get(day, 0) for day in days}


def _monday(day: str) -> str:
    on = date.fromisoformat(day)
    return (on - timedelta(days=on.weekday())).isoformat()


def _day(code: str) -> str:
    return date_format(date.fromisoformat(code), "SHORT_DATE_FORMAT")
