"""The draft of a report: its prizes, what is said of them, and what still hinders it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from promotions.enums import ResultState
from promotions.models import Promotion, ResultLine, ResultReport
from promotions.result.owing import awarded_until, may_begin

OPEN = frozenset({ResultState.DRAFT, ResultState.RETURNED})


class ResultNotOpen(Exception):
    """Raised where no report can be written: not yet, not any more, or never."""

    @property
    def message(self) -> str:
        return _("The report of the result cannot be changed now. Nothing was saved.")


class ResultIncomplete(Exception):
    """Raised where a report lacks something; ``objections`` say what."""

    def __init__(self, objections: Sequence[str]) -> None:
        super().__init__("; ".join(objections))
        self.objections = list(objections)


def report_of(promotion: Promotion) -> ResultReport | None:
    return ResultReport.objects.filter(promotion=promotion).first()


def lines_of(promotion: Promotion, report: ResultReport | None) -> list[ResultLine]:
    """Return what the report says of each prize; before it is begun, nothing yet.

    What a promotion announced is not changed once it is over, so its prizes stay.
    """
    if report is not None:
        return list(report.lines.all())
    return [
        ResultLine(
            position=prize.position,
            name=prize.name,
            quantity=prize.quantity,
            value_vnd=prize.value_vnd,
        )
        for prize in promotion.prizes.all()
    ]


def save(
    promotion: Promotion,
    *,
    given: Mapping[int, int | None],
    sales_vnd: int | None,
    note: str,
    at: datetime,
) -> ResultReport:
    """Keep what is written so far; ``given`` is by the position of the prize."""
    with transaction.atomic():
        locked = Promotion.objects.select_for_update(of=("self",)).get(pk=promotion.pk)
        report = _begun(locked, at=at)
        if report.state not in OPEN:
            raise ResultNotOpen
        report.sales_vnd, report.note, report.saved_at = sales_vnd, note, at
        report.save(update_fields=["sales_vnd", "note", "saved_at"])
        lines = list(report.lines.all())
        for line in lines:
            line.given_count = given.get(line.position)
        ResultLine.objects.bulk_update(lines, ["given_count"])
    return report


def objections(
    promotion: Promotion, lines: Sequence[ResultLine], *, at: datetime
) -> list[str]:
    """Return what is missing, and whether it is too early to say what is left."""
    found = [
        _("Say how many were given of “%(prize)s”.") % {"prize": line.name}
        for line in lines
        if line.given_count is None
    ]
    last = awarded_until(promotion)
    has_left = any(
        line.given_count is not None and line.given_count < line.quantity
        for line in lines
    )
    if has_left and timezone.localdate(at) <= last:
        found.append(
            _(
                "Prizes may still be awarded until %(day)s. While some are left, send "
                "the report after that day."
            )
            % {"day": date_format(last, "SHORT_DATE_FORMAT")}
        )
    return found


def _begun(promotion: Promotion, *, at: datetime) -> ResultReport:
    """Return the report under the lock of its promotion, begun where it was not."""
    if not may_begin(promotion, at=at):
        raise ResultNotOpen
    report, is_new = ResultReport.objects.select_for_update(of=("self",)).get_or_create(
        promotion=promotion, defaults={"started_at": at, "saved_at": at}
    )
    if is_new:
        lines = lines_of(promotion, None)
        for line in lines:
            line.report = report
        ResultLine.objects.bulk_create(lines)
    return report
