"""What must be filed where, and until when: for pages, without reading the goods.

Only what the procedure depends on is declared, so a page that shows the term of a
dossier of 100,000 goods asks a fixed number of cheap questions.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Sum
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from promotions.enums import ProcedureKind
from promotions.law.book import LawBook
from promotions.law.case import Case
from promotions.law.declaration import Declaration, DeclaredPrize
from promotions.law.goods import Goods
from promotions.law.procedure import Procedure, latest_filing_on, procedure_of
from promotions.models import Promotion

TERMS = {
    ProcedureKind.NOTIFICATION: "notification_working_days",
    ProcedureKind.REGISTRATION: "registration_working_days",
}
# As ``promotions.law.goods`` counts them: gifts of an unknown number are one.
GIFTS_VND = Coalesce(
    Sum(F("gift_value_vnd") * Greatest(Coalesce(F("quantity"), 1), 1)), 0
)


@dataclass(frozen=True, slots=True)
class FilingTerm:
    """``latest_on`` is the last lawful day of filing; None without a start or a duty."""

    procedure: Procedure
    latest_on: date | None
    is_over: bool


def filing_term(promotion: Promotion, *, at: datetime) -> FilingTerm:
    """Return the procedure by the law of the day of filing, and its last day.

    What was sent is judged by the day it was sent, unless it says when it was filed.
    """
    case = Case(_declared(promotion), LawBook.on(timezone.localdate(at)), at)
    gifts_vnd = promotion.items.aggregate(vnd=GIFTS_VND)["vnd"]
    procedure = procedure_of(
        case.declaration,
        filed_on=case.filed_on,
        book=case.book,
        goods=Goods(gifts_vnd=gifts_vnd),
    )
    code = TERMS.get(procedure.kind)
    latest = latest_filing_on(case, code) if code else None
    is_over = latest is not None and case.filed_on > latest
    return FilingTerm(procedure, latest, is_over)


def _declared(promotion: Promotion) -> Declaration:
    return Declaration(
        forms=frozenset(promotion.forms),
        starts_at=promotion.starts_at,
        ends_at=promotion.ends_at,
        is_online_only=promotion.is_online_only,
        is_beyond_province=promotion.is_beyond_province,
        used_total_vnd=promotion.used_total_vnd,
        filed_on=promotion.filed_on,
        prizes=tuple(
            DeclaredPrize(prize.name, prize.quantity, prize.value_vnd)
            for prize in promotion.prizes.all()
        ),
    )
