"""KM-22–30 and 33: what must be notified or registered, where and until when.

The law of the day of filing decides: Decree 81/2018 until 30/11/2024, its amendment by
Decree 128/2024 from 01/12/2024. The portal guides and records; the filing itself is
made at the public-service portal of the province.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.working_days import latest_day_before
from promotions.enums import FilingOffice, ProcedureKind, PromotionForm
from promotions.law import wording
from promotions.law.book import LawBook
from promotions.law.case import Case
from promotions.law.ceilings import total_used
from promotions.law.declaration import Declaration
from promotions.law.finding import Finding
from promotions.law.goods import Goods
from promotions.law.rules import shipped

WITH_PRIZES = frozenset({PromotionForm.CONTEST, PromotionForm.LUCKY_DRAW})


@dataclass(frozen=True)
class Regime:
    """Which forms are notified or registered by the law of one time."""

    name: str
    in_force_from: date
    in_force_until: date | None
    source: str
    notified: frozenset[str]
    notified_source: str
    exempt_source: str
    registered: frozenset[str]
    registered_source: str
    unsure: frozenset[str]


@dataclass(frozen=True, slots=True)
class Procedure:
    """What a merchant must do, where, and why; ``office`` is empty for nothing.

    ``is_exempt`` tells a form that is notified in general but not in this case
    (Article 17.2) from one that is not notified at all. ``is_unsure`` tells that the
    stricter reading was taken of a law that may be read in two ways; such a procedure
    shows no source.
    """

    kind: ProcedureKind
    office: FilingOffice | None
    reason: str
    source: str
    is_exempt: bool = False
    is_unsure: bool = False


@lru_cache(maxsize=1)
def regimes() -> tuple[Regime, ...]:
    return tuple(
        Regime(
            name=row["name"],
            in_force_from=row["in_force_from"],
            in_force_until=row.get("in_force_until"),
            source=row["source"],
            notified=frozenset(row["notified"]),
            notified_source=row["notified_source"],
            exempt_source=row["exempt_source"],
            registered=frozenset(row["registered"]),
            registered_source=row["registered_source"],
            unsure=frozenset(row["unsure"]),
        )
        for row in shipped("procedures")["regime"]
    )


def regime_on(day: date) -> Regime:
    """Return the regime of a day; the first one also for the time before it."""
    held = [regime for regime in regimes() if regime.in_force_from <= day]
    return held[-1] if held else regimes()[0]


def procedure_of(
    declaration: Declaration,
    *,
    filed_on: date,
    book: LawBook,
    goods: Goods | None = None,
) -> Procedure:
    """Return the procedure by the law of the day of filing.

    ``goods`` sums up items that are not in the declaration itself.

    Registration wins where forms are combined. «Another form» always, and a game of
    chance in two provinces or more, is registered with the Ministry.

    Legal source: Decree 81/2018/NĐ-CP, Articles 17.1, 17.2 and 19.
    """
    regime = regime_on(filed_on)
    if declaration.forms & regime.registered:
        return _registration(declaration, regime)
    if not declaration.forms & regime.notified:
        return Procedure(
            ProcedureKind.NONE,
            None,
            _("These forms of promotion are not notified."),
            regime.source,
        )
    goods = goods or Goods.of(declaration.items)
    return _exemption(declaration, goods, regime, filed_on, book) or _notification(
        declaration, regime
    )


def _notification(declaration: Declaration, regime: Regime) -> Procedure:
    is_unsure = declaration.forms & regime.notified <= regime.unsure
    return Procedure(
        ProcedureKind.NOTIFICATION,
        FilingOffice.DEPARTMENT,
        _("These forms of promotion are notified before they begin."),
        "" if is_unsure else regime.notified_source,
        is_unsure=is_unsure,
    )


def _registration(declaration: Declaration, regime: Regime) -> Procedure:
    needs_ministry = (
        declaration.is_beyond_province or PromotionForm.OTHER in declaration.forms
    )
    return Procedure(
        ProcedureKind.REGISTRATION,
        FilingOffice.MINISTRY if needs_ministry else FilingOffice.DEPARTMENT,
        _("Games of chance and other forms are registered and confirmed first."),
        regime.registered_source,
    )


def _exemption(
    declaration: Declaration,
    goods: Goods,
    regime: Regime,
    filed_on: date,
    book: LawBook,
) -> Procedure | None:
    """Return why a notified form needs no notification. Legal source: Article 17.2.

    A sum that was not declared is not taken to be small: the officer decides.
    """
    threshold = book.number("notification_threshold_vnd", on=filed_on)
    if declaration.is_online_only:
        reason = _("Sold and promoted only through e-commerce.")
    elif (
        declaration.used_total_vnd is not None
        and total_used(declaration, goods) < threshold
    ):
        reason = _("The prizes and gifts are worth less than %(amount)s đồng.") % {
            "amount": wording.money(int(threshold))
        }
    else:
        return None
    return Procedure(
        ProcedureKind.NONE, None, reason, regime.exempt_source, is_exempt=True
    )


def _of(case: Case) -> Procedure:
    return procedure_of(
        case.declaration, filed_on=case.filed_on, book=case.book, goods=case.goods
    )


def latest_filing_on(case: Case, code: str) -> date | None:
    """Return the last day of filing for a term of working days before the start."""
    starts_at = case.declaration.starts_at
    if starts_at is None:
        return None
    return last_filing_day(
        timezone.localdate(starts_at),
        code=code,
        filed_on=case.filed_on,
        book=case.book,
    )


def last_filing_day(
    starts_on: date, *, code: str, filed_on: date, book: LawBook
) -> date:
    """Return the last day that is early enough, by the law of the day of filing."""
    return latest_day_before(starts_on, int(book.number(code, on=filed_on)))


def confirmation_is_missing(case: Case) -> Iterator[Finding]:
    """KM-22. Blocks only the publication. Legal source: Decree 81/2018, Article 19."""
    declared = case.declaration
    if PromotionForm.LUCKY_DRAW not in declared.forms:
        return
    if declared.confirmation_ref and declared.confirmed_on:
        return
    yield case.finding(
        "KM-22",
        _("A game of chance must be confirmed by registration before it is held."),
        field="confirmation_ref",
        is_other_severity=not case.is_publication,
        hint=_("Give the number and the date of the confirmation (form 04)."),
    )


def no_notification_needed(case: Case) -> Iterator[Finding]:
    """KM-23 and KM-33. Legal source: Decree 81/2018, Article 17.2; Decree 128/2024."""
    if not case.declaration.forms:
        return
    procedure = _of(case)
    if procedure.kind != ProcedureKind.NONE:
        return
    if procedure.is_exempt:
        yield case.finding(
            "KM-23",
            _(
                "No notification is required (Article 17.2). The merchant must still "
                "keep the ceilings and inform the public."
            ),
            field="forms",
            hint=procedure.reason,
        )
    else:
        yield case.finding(
            "KM-33",
            _("By Decree 128/2024/NĐ-CP this form is not notified."),
            field="forms",
            hint=_(
                "From 01/12/2024 Decree 128/2024/NĐ-CP applies; what was notified "
                "before need not be notified again."
            ),
        )


def notification_is_missing(case: Case) -> Iterator[Finding]:
    """KM-24. Legal source: Decree 81/2018, Article 17.1; plan III.1.2."""
    if case.declaration.filing_ref or not _is_notified(case):
        return
    latest = latest_filing_on(case, "notification_working_days")
    yield case.finding(
        "KM-24",
        _(
            "The promotion must be notified. Please file at "
            "dichvucong.thanhhoa.gov.vn and enter the dossier code."
        ),
        field="filing_ref",
        hint=""
        if latest is None
        else _("The last day to file is %(day)s.") % {"day": wording.day(latest)},
    )


def notified_too_late(case: Case) -> Iterator[Finding]:
    """KM-25. Legal source: Decree 81/2018, Article 17.

    The words allow two ways of counting: the first is used, and a filing that meets
    only the first is told so; neither blocks.
    """
    filed_on = case.declaration.filed_on
    latest = latest_filing_on(case, "notification_working_days")
    if filed_on is None or latest is None or not _is_notified(case):
        return
    strict = latest_day_before(latest, 1)
    if filed_on > strict:
        yield case.finding(
            "KM-25",
            _(
                "The notification must be sent at least %(days)s working days before "
                "(%(day)s at the latest)."
            )
            % {"days": _two_digits(case), "day": wording.day(latest)},
            field="filed_on",
            is_other_severity=filed_on <= latest,
        )


def _two_digits(case: Case) -> str:
    days = case.book.number("notification_working_days", on=case.filed_on)
    return f"{int(days):02d}"


def _is_notified(case: Case) -> bool:
    return bool(case.declaration.forms) and (
        _of(case).kind == ProcedureKind.NOTIFICATION
    )


def registration_may_be_late(case: Case) -> Iterator[Finding]:
    """KM-26. Legal source: Decree 81/2018, Article 19."""
    declared = case.declaration
    if PromotionForm.LUCKY_DRAW not in declared.forms or declared.confirmation_ref:
        return
    latest = latest_filing_on(case, "registration_working_days")
    if latest is None or case.filed_on <= latest:
        return
    days = int(case.book.number("registration_working_days", on=case.filed_on))
    yield case.finding(
        "KM-26",
        _(
            "A registration is answered within %(days)s working days; it may be too "
            "late for the start."
        )
        % {"days": f"{days:02d}"},
        field="starts_at",
    )


def prizes_or_rules_missing(case: Case) -> Iterator[Finding]:
    """KM-27. Legal source: Decree 81/2018, Articles 17.5 and 19."""
    declared = case.declaration
    if not declared.forms & WITH_PRIZES:
        return
    has_prizes = bool(declared.prizes) and all(
        prize.name and prize.quantity and prize.value_vnd is not None
        for prize in declared.prizes
    )
    if not has_prizes or not _has_rules(declared):
        yield case.finding(
            "KM-27",
            _("The rules of the game or the prizes are missing."),
            field=_rules_field(declared) if has_prizes else "prizes",
            hint=_("Each prize has a name, a number and a value."),
        )


def _has_rules(declared: Declaration) -> bool:
    """Rules stand with each form that has prizes, or in the conditions of all."""
    return bool(declared.conditions.strip()) or all(
        declared.details.get(form, {}).get("rules")
        for form in declared.forms & WITH_PRIZES
    )


def _rules_field(declared: Declaration) -> str:
    """The rules are asked for with the form, not in the conditions of all."""
    return f"{min(declared.forms & WITH_PRIZES)}_rules"


def unclaimed_prizes(case: Case) -> Iterator[Finding]:
    """KM-28. Legal source: Commercial Law 2005, Article 96.4."""
    if PromotionForm.LUCKY_DRAW in case.declaration.forms:
        share = case.number("unclaimed_prize_percent")
        yield case.finding(
            "KM-28",
            _(
                "For prizes that nobody wins, %(share)s of the value is paid to the "
                "State budget."
            )
            % {"share": wording.percent(share)},
            field="prizes",
        )


def result_report_is_due(case: Case) -> Iterator[Finding]:
    """KM-29: once it is over, until when form 07 is due.

    Counted from the last day of awarding prizes; where that day is not declared, from
    the last day of the promotion.
    """
    declared = case.declaration
    if PromotionForm.LUCKY_DRAW not in declared.forms or case.period is None:
        return
    if case.at < case.period[1]:
        return
    days = int(case.number("result_report_days"))
    due = (declared.prizes_due_on or case.days[1]) + timedelta(days=days)
    yield case.finding(
        "KM-29",
        _(
            "The result is reported (form 07) within %(days)s days from the last day "
            "of awarding prizes: due %(day)s."
        )
        % {"days": days, "day": wording.day(due)},
        field="prizes_due_on",
    )


def beyond_the_province(case: Case) -> Iterator[Finding]:
    """KM-30. Legal source: Decree 81/2018, Articles 17.1 and 19."""
    if case.declaration.is_beyond_province:
        yield case.finding(
            "KM-30",
            _(
                "Every Department of Industry and Trade where the promotion is held "
                "must be notified; a game of chance in 2 provinces or more is "
                "registered with the Ministry of Industry and Trade."
            ),
            field="is_beyond_province",
        )
