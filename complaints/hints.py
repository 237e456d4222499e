"""What the register and earlier reports say beside a complaint: hints, not verdicts.

An officer who opens a report asks the same questions each time: does such a promotion
stand in the register, was it running on that day and held at that place, is its discount
above the ceiling, is its game of chance confirmed, and is the seller known? Nothing here
decides anything, and nothing names who reported before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, ngettext

from accounts.permissions import Person
from complaints.enums import Verdict
from complaints.models import Complaint
from promotions.enums import ProcedureKind, PromotionForm, PromotionState, Severity
from promotions.law.filing_term import filing_term
from promotions.law.looking import look
from promotions.models import Merchant, Promotion
from promotions.models.promotion import PUBLIC_STATES

SHOWN = 5


@dataclass(frozen=True)
class Hint:
    """A sentence with the tag it is shown with, and where more of it stands."""

    kind: str
    text: str
    address: str = ""


def hints(complaint: Complaint, *, by: Person, at: datetime) -> list[Hint]:
    """Return what is known, in the order an officer would look; never empty."""
    return [
        *_of_promotion(complaint, at=at),
        *_of_merchant(complaint, by=by, at=at),
    ]


def _of_promotion(complaint: Complaint, *, at: datetime) -> Iterator[Hint]:
    promotion = complaint.promotion
    if promotion is None:
        yield from _of_none(complaint)
        return
    address = reverse("promotion_detail", args=[promotion.reference])
    yield Hint(
        "ok" if promotion.state in PUBLIC_STATES else "bad",
        _("%(reference)s stands in the register: %(state)s.")
        % {"reference": promotion.reference, "state": promotion.get_state_display()},
        address,
    )
    yield from _time(complaint, promotion)
    yield from _place(complaint, promotion)
    yield from _law(promotion, at=at)
    yield from _draw(promotion, at=at)


def _of_none(complaint: Complaint) -> Iterator[Hint]:
    """No promotion is named: those the seller ran on that day."""
    if complaint.merchant is None:
        yield Hint(
            "info",
            _("The seller is no merchant of the portal, or was not recognised."),
        )
        return
    running = _running(complaint.merchant, complaint)
    if not running:
        yield Hint(
            "wait",
            _("The merchant had no registered promotion on %(day)s.")
            % {"day": _day(complaint)},
        )
    for promotion in running:
        yield Hint(
            "info",
            _("On that day the merchant had: %(reference)s – %(name)s.")
            % {"reference": promotion.reference, "name": promotion.name},
            reverse("promotion_detail", args=[promotion.reference]),
        )


def _running(merchant: Merchant, complaint: Complaint) -> list[Promotion]:
    first = _moment(complaint)
    return list(
        Promotion.objects.filter(
            merchant=merchant,
            state__in=PUBLIC_STATES,
            starts_at__lte=first.replace(hour=23, minute=59),
            ends_at__gt=first,
        ).order_by("-starts_at")[:SHOWN]
    )


def _time(complaint: Complaint, promotion: Promotion) -> Iterator[Hint]:
    starts_at, ends_at = promotion.starts_at, promotion.ends_at
    if starts_at is None or ends_at is None:
        return
    ends_at = min(ends_at, promotion.closed_at or ends_at)
    day = complaint.bought_on or timezone.localdate(complaint.received_at)
    facts = {
        "day": _day(complaint),
        "start": date_format(timezone.localtime(starts_at), "SHORT_DATETIME_FORMAT"),
        "end": date_format(timezone.localtime(ends_at), "SHORT_DATETIME_FORMAT"),
    }
    if day < timezone.localdate(starts_at):
        yield Hint(
            "wait", _("%(day)s is before the promotion began (%(start)s).") % facts
        )
    elif _moment(complaint) >= ends_at:
        yield Hint("wait", _("%(day)s is after the promotion ended (%(end)s).") % facts)
    else:
        yield Hint("ok", _("On %(day)s the promotion was running.") % facts)


def _place(complaint: Complaint, promotion: Promotion) -> Iterator[Hint]:
    places = [district.pk for district in promotion.districts.all()]
    if not places or complaint.district_id in places:
        yield Hint("ok", _("The district lies within the area of the promotion."))
    else:
        yield Hint("wait", _("The district lies outside the area of the promotion."))


def _law(promotion: Promotion, *, at: datetime) -> Iterator[Hint]:
    """What the law said when it was last sent: errors, and points to check."""
    found = look(promotion, at=promotion.submitted_at or at)
    found = [finding for finding in found if finding.severity != Severity.INFO]
    for finding in found[:SHOWN]:
        source = f" ({finding.source})" if finding.source else ""
        kind = "bad" if finding.is_error else "wait"
        yield Hint(
            kind,
            f"{finding.rule_id}: {finding.message}{source}",
            f"{reverse('law')}#{finding.rule_id}",
        )
    if not found:
        yield Hint("ok", _("The law finds nothing against what is registered."))


def _draw(promotion: Promotion, *, at: datetime) -> Iterator[Hint]:
    if PromotionForm.LUCKY_DRAW not in promotion.forms:
        return
    if promotion.confirmation_ref:
        yield Hint(
            "ok",
            _("The game of chance is confirmed: %(number)s.")
            % {"number": promotion.confirmation_ref},
        )
    elif _must_be_registered(promotion, at=at):
        yield Hint("bad", _("No confirmation of the game of chance is on record."))


def _must_be_registered(promotion: Promotion, *, at: datetime) -> bool:
    term = filing_term(promotion, at=promotion.submitted_at or at)
    return term.procedure.kind == ProcedureKind.REGISTRATION


def _of_merchant(complaint: Complaint, *, by: Person, at: datetime) -> Iterator[Hint]:
    merchant = complaint.merchant
    if merchant is None:
        return
    reports = (
        Complaint.objects.visible_to(by)
        .filter(merchant=merchant)
        .exclude(pk=complaint.pk)
        .aggregate(
            all=Count("pk", distinct=True),
            confirmed=Count("pk", Q(verdict=Verdict.CONFIRMED), distinct=True),
        )
    )
    kept = Promotion.objects.filter(merchant=merchant).aggregate(
        all=Count("pk", Q(state__in=PUBLIC_STATES)),
        stopped=Count(
            "pk",
            Q(state__in=[PromotionState.SUSPENDED, PromotionState.DELISTED]),
        ),
    )
    told = ngettext(
        "%(all)s other report about this merchant, confirmed: %(confirmed)s.",
        "%(all)s other reports about this merchant, confirmed: %(confirmed)s.",
        reports["all"],
    )
    yield Hint("bad" if reports["confirmed"] else "info", told % reports)
    registered = ngettext(
        "%(all)s promotion of this merchant in the register, suspended or removed: "
        "%(stopped)s.",
        "%(all)s promotions of this merchant in the register, suspended or removed: "
        "%(stopped)s.",
        kept["all"],
    )
    yield Hint(
        "bad" if kept["stopped"] else "info",
        registered % kept,
        reverse("merchant_public", args=[merchant.tax_code]),
    )


def _moment(complaint: Complaint) -> datetime:
    """When it happened: the beginning of the day told, else when it was received."""
    if complaint.bought_on is None:
        return complaint.received_at
    return timezone.make_aware(datetime.combine(complaint.bought_on, time.min))


def _day(complaint: Complaint) -> str:
    return date_format(timezone.localdate(_moment(complaint)), "SHORT_DATE_FORMAT")
