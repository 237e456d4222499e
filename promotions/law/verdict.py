"""What the law says of a promotion that nobody has stored: a trial before a dossier."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from promotions.enums import ProcedureKind
from promotions.law.book import LawBook
from promotions.law.case import Case
from promotions.law.declaration import Declaration
from promotions.law.finding import Finding, errors
from promotions.law.judging import judge
from promotions.law.procedure import Procedure, latest_filing_on, procedure_of

TERM = {
    ProcedureKind.NOTIFICATION: "notification_working_days",
    ProcedureKind.REGISTRATION: "registration_working_days",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The findings, and what must be filed until when; ``latest_on`` may be unknown."""

    findings: list[Finding]
    procedure: Procedure
    latest_on: date | None

    @property
    def is_clean(self) -> bool:
        """Whether a dossier like this could be handed in."""
        return not errors(self.findings)


def verdict_on(declaration: Declaration, *, at: datetime) -> Verdict:
    """Judge a declaration by the law book of the day; stores nothing."""
    book = LawBook.on(timezone.localdate(at))
    case = Case(declaration, book, at)
    procedure = procedure_of(declaration, filed_on=case.filed_on, book=book)
    term = TERM.get(procedure.kind)
    return Verdict(
        findings=judge(declaration, book=book, at=at),
        procedure=procedure,
        latest_on=latest_filing_on(case, term) if term else None,
    )
