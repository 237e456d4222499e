"""«Do I have to notify?»: the procedure by a few answers, before there is a dossier.

The answers become a declaration and ``procedure_of`` decides, so this page and the
dossier can never disagree.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.working_days import latest_day_before
from promotions.enums import FilingOffice, MerchantKind, ProcedureKind, PromotionForm
from promotions.law import wording
from promotions.law.book import LawBook
from promotions.law.declaration import Declaration
from promotions.law.procedure import (
    Procedure,
    Regime,
    last_filing_day,
    procedure_of,
    regime_on,
)
from promotions.law.rules import all_rules

TERM = {
    ProcedureKind.NOTIFICATION: "notification_working_days",
    ProcedureKind.REGISTRATION: "registration_working_days",
}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What was answered so far; ``used_total_vnd`` is None where it is not known."""

    merchant_kind: str = ""
    forms: frozenset[str] = frozenset()
    starts_on: date | None = None
    filed_on: date | None = None
    is_beyond_province: bool = False
    used_total_vnd: int | None = None
    is_online_only: bool = False

    @property
    def may_promote(self) -> bool:
        """KM-01. Legal source: Commercial Law 2005, Article 91."""
        return self.merchant_kind != MerchantKind.REPRESENTATIVE_OFFICE

    @property
    def declaration(self) -> Declaration:
        return Declaration(
            merchant_kind=self.merchant_kind,
            forms=self.forms,
            starts_at=self.starts_at,
            is_beyond_province=self.is_beyond_province,
            used_total_vnd=self.used_total_vnd,
            is_online_only=self.is_online_only,
        )

    @property
    def starts_at(self) -> datetime | None:
        if self.starts_on is None:
            return None
        return timezone.make_aware(
            datetime.combine(self.starts_on, time.min), timezone.get_default_timezone()
        )


@dataclass(frozen=True, slots=True)
class Route:
    """Where the answers lead.

    ``latest_on`` is the last day to file, ``strict_on`` the day that is early enough
    by either way of counting; ``earliest_start_on`` is told to those who are late.
    """

    answers: Answers
    procedure: Procedure
    regime: Regime
    days: int = 0
    latest_on: date | None = None
    strict_on: date | None = None
    earliest_start_on: date | None = None

    @property
    def is_late(self) -> bool:
        return self.earliest_start_on is not None


def facts_of(answers: Answers) -> dict[str, Any]:
    """Return what a new dossier takes over, as the fields of a promotion."""
    return {
        "forms": [form for form in PromotionForm.values if form in answers.forms],
        "starts_at": answers.starts_at,
        "is_beyond_province": answers.is_beyond_province,
        "used_total_vnd": answers.used_total_vnd,
        "is_online_only": answers.is_online_only,
    }


def representative_office_source() -> str:
    return all_rules()["KM-01"].public_source


def asks_where(answers: Answers) -> bool:
    """Whether a second province changes anything: where forms are told or confirmed."""
    regime = _regime(answers)
    return bool(answers.forms & (regime.notified | regime.registered))


def asks_value(answers: Answers) -> bool:
    """Whether a small sum frees from notification: never from registration."""
    regime = _regime(answers)
    return bool(answers.forms & regime.notified) and not (
        answers.forms & regime.registered
    )


def asks_channel(answers: Answers, *, book: LawBook) -> bool:
    """Whether selling only through e-commerce still changes something."""
    return asks_value(answers) and _procedure(answers, book).kind != ProcedureKind.NONE


def route_of(answers: Answers, *, book: LawBook) -> Route:
    """Return the procedure of complete answers with its last day of filing.

    Legal source: Decree 81/2018/NĐ-CP, Articles 17 and 19.
    """
    assert answers.starts_on is not None
    assert answers.filed_on is not None
    procedure = _procedure(answers, book)
    regime = _regime(answers)
    code = TERM.get(procedure.kind)
    if code is None:
        return Route(answers, procedure, regime)
    latest = last_filing_day(
        answers.starts_on, code=code, filed_on=answers.filed_on, book=book
    )
    days = int(book.number(code, on=answers.filed_on))
    is_late = answers.filed_on > latest
    return Route(
        answers,
        procedure,
        regime,
        days,
        latest,
        _strict(latest, procedure),
        _earliest_start(answers.filed_on, days) if is_late else None,
    )


def _strict(latest: date, procedure: Procedure) -> date | None:
    """Only the term of a notification may be counted in two ways."""
    is_notified = procedure.kind == ProcedureKind.NOTIFICATION
    return latest_day_before(latest, 1) if is_notified else None


def _earliest_start(filed_on: date, days: int) -> date:
    start = filed_on
    while latest_day_before(start, days) < filed_on:
        start += ONE_DAY
    return start


def paragraph(route: Route, *, book: LawBook) -> str:
    """Say what the law asks, in plain words; its source stands beside it."""
    match route.procedure.kind:
        case ProcedureKind.REGISTRATION:
            return _registration(route)
        case ProcedureKind.NOTIFICATION:
            return _notification(route)
    if route.procedure.is_exempt:
        return _exemption(route, book)
    return _("These forms of promotion are not notified since 01/12/2024.")


def _registration(route: Route) -> str:
    words = {"days": route.days}
    if route.procedure.office == FilingOffice.MINISTRY:
        return (
            _(
                "Games of chance in 2 provinces or more, and other forms, are "
                "registered with the Ministry of Industry and Trade. It answers within "
                "%(days)s working days of a complete dossier; the promotion may begin "
                "only after it is confirmed."
            )
            % words
        )
    return (
        _(
            "A game of chance in one province is registered with the Department of "
            "Industry and Trade. It answers within %(days)s working days of a complete "
            "dossier; the promotion may begin only after it is confirmed."
        )
        % words
    )


def _notification(route: Route) -> str:
    if route.procedure.is_unsure:
        return _(
            "Whether this form is still to be notified can be read in two ways. Until "
            "the Trade Management Division confirms, the stricter reading applies: "
            "please notify, or ask the Division."
        )
    return _(
        "The merchant notifies every Department of Industry and Trade where the "
        "promotion is held, at least %(days)s working days before it begins. There is "
        "no fee and no permit: a notification is received, not approved."
    ) % {"days": f"{route.days:02d}"}


def _exemption(route: Route, book: LawBook) -> str:
    if route.answers.is_online_only:
        return _(
            "A merchant who sells and promotes only through e-commerce marketplaces "
            "and promotion websites need not notify."
        )
    threshold = book.number("notification_threshold_vnd", on=route.answers.filed_on)
    return _(
        "A programme whose prizes and gifts are worth less than %(amount)s đồng in "
        "total need not be notified, however many programmes there are."
    ) % {"amount": wording.money(int(threshold))}


def preparation(route: Route) -> list[str]:
    """Say what the merchant gets ready."""
    always = [
        _("Proof of the price just before the promotion: price lists, receipts"),
        _(
            "What the public must be able to read: name and form, goods, prices, days, "
            "area, conditions, and name, address and phone of the merchant"
        ),
    ]
    match route.procedure.kind:
        case ProcedureKind.NOTIFICATION:
            return [_("The notification (form 01), 1 copy"), *always]
        case ProcedureKind.REGISTRATION:
            return [
                _("The registration (form 02), 1 copy"),
                _("The rules of the programme (form 03), 1 copy"),
                _("A sample of the evidence of winning, or its description"),
                _("Copies of the papers on the quality of the goods given"),
                *always,
            ]
    return [
        *always,
        _("A discount and gifts within the ceilings: they apply without a procedure"),
    ]


def _regime(answers: Answers) -> Regime:
    assert answers.filed_on is not None
    return regime_on(answers.filed_on)


def _procedure(answers: Answers, book: LawBook) -> Procedure:
    assert answers.filed_on is not None
    return procedure_of(answers.declaration, filed_on=answers.filed_on, book=book)
