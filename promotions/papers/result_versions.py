"""What a report of the result says, frozen each time it is sent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.db.models import Max
from django.utils import timezone

from promotions.law.book import LawBook
from promotions.models import Promotion, ResultLine, ResultReport, ResultVersion
from promotions.papers.facts import Awarded, DossierFacts, Result
from promotions.papers.gathering import facts_of
from promotions.result.owing import awarded_until
from promotions.result.sums import sums
from promotions.result.writing import lines_of, report_of


def freeze_result(report: ResultReport, *, at: datetime) -> ResultVersion:
    """Keep the report as it is sent; call it in the transaction of that step."""
    last = report.versions.aggregate(last=Max("number"))["last"] or 0
    facts = _facts(report.promotion, report, at=at, number=last + 1)
    return ResultVersion.objects.create(
        report=report, number=facts.number, sent_at=at, facts=facts.as_json()
    )


def draft_facts(promotion: Promotion, *, at: datetime) -> DossierFacts:
    """Return what form 07 would say now."""
    return _facts(promotion, report_of(promotion), at=at, number=0)


def result_facts(version: ResultVersion) -> DossierFacts:
    return DossierFacts.from_json(version.facts)


def _facts(
    promotion: Promotion, report: ResultReport | None, *, at: datetime, number: int
) -> DossierFacts:
    """Return the facts of the dossier by the procedure under which it was filed."""
    lines = lines_of(promotion, report)
    told = facts_of(promotion, at=promotion.submitted_at or at, number=number)
    return replace(told, told_at=at, result=_result(promotion, report, lines, at=at))


def _result(
    promotion: Promotion,
    report: ResultReport | None,
    lines: Sequence[ResultLine],
    *,
    at: datetime,
) -> Result:
    book = LawBook.on(timezone.localdate(at))
    added = sums(promotion, lines, book=book)
    return Result(
        lines=tuple(
            Awarded(
                name=line.name,
                quantity=line.quantity,
                value_vnd=line.value_vnd,
                given_count=line.given_count,
            )
            for line in lines
        ),
        awarded_until=awarded_until(promotion),
        confirmation_ref=promotion.confirmation_ref,
        confirmed_on=promotion.confirmed_on,
        sales_vnd=None if report is None else report.sales_vnd,
        note="" if report is None else report.note,
        budget_percent=_plain(added.budget_percent),
        budget_vnd=added.budget_vnd,
    )


def _plain(percent: Decimal | None) -> str:
    """Return the percent without idle zeros, or nothing where none is due."""
    return "" if percent is None else f"{percent.normalize():f}"
