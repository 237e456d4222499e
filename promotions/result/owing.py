"""Who reports the result, since when that is possible, and until when it is due.

Games of chance and other accepted forms are reported, whether they ended as announced,
earlier, or by removal from the register. Nothing else is: other forms only tell the
public of their result. What never began has no result.

Legal source: Decree 81/2018/NĐ-CP, Article 21; the term is a legal fact.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, Least, TruncDate
from django.utils import timezone

from promotions.enums import PromotionState as State
from promotions.law.book import LawBook
from promotions.models import Promotion, PromotionEvent, ResultReport
from promotions.models.promotion import PromotionQuerySet
from promotions.waiting import REGISTERED

HELD = frozenset({State.PUBLISHED, State.SUSPENDED, State.ENDED, State.DELISTED})
REMINDED_DAYS_BEFORE = 7
ONE_DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)


def must_report(promotion: Promotion) -> bool:
    """Whether a result is to be reported once the promotion is over."""
    return (
        promotion.state in HELD
        and any(form in REGISTERED for form in promotion.forms)
        and promotion.starts_at is not None
        and promotion.starts_at < over_at(promotion)
    )


def over_at(promotion: Promotion) -> datetime:
    """Return the first moment after the promotion, as announced or as it ended."""
    assert promotion.ends_at is not None
    return min(promotion.ends_at, promotion.closed_at or promotion.ends_at)


def may_begin(promotion: Promotion, *, at: datetime) -> bool:
    return must_report(promotion) and over_at(promotion) <= at


def awarded_until(promotion: Promotion) -> date:
    """Return the last day of awarding; undeclared, the last day of the promotion."""
    last = timezone.localdate(over_at(promotion) - INSTANT)
    return promotion.prizes_due_on or last


def due_on(promotion: Promotion, *, book: LawBook) -> date:
    """Return the last day on which the report is in time, as KM-29 counts it."""
    return awarded_until(promotion) + _term(book)


def owed(promotions: PromotionQuerySet, *, at: datetime) -> PromotionQuerySet:
    """Return what is over and whose report does not stand with the Division."""
    handed_in = ResultReport.objects.handed_in().filter(promotion=OuterRef("pk"))
    return (
        promotions.filter(state__in=HELD, forms__overlap=REGISTERED)
        .alias(over_at=Least("ends_at", "closed_at"))
        .filter(~Exists(handed_in), over_at__lte=at, over_at__gt=F("starts_at"))
    )


@dataclass(frozen=True)
class Owed:
    promotion: Promotion
    due_on: date
    is_overdue: bool


def owed_results(
    promotions: PromotionQuerySet, *, at: datetime, at_most: int
) -> list[Owed]:
    """Return what is owed with its day, the earliest first; the book if anything is."""
    last = TruncDate(F("over_at") - INSTANT)
    found = list(
        owed(promotions, at=at)
        .alias(awarded_until=Coalesce("prizes_due_on", last))
        .order_by("awarded_until", "pk")[:at_most]
    )
    if not found:
        return []
    today = timezone.localdate(at)
    book = LawBook.on(today)
    days = [(due_on(promotion, book=book), promotion) for promotion in found]
    return [Owed(promotion, day, day < today) for day, promotion in days]


def overdue(
    promotions: PromotionQuerySet, *, at: datetime, book: LawBook
) -> PromotionQuerySet:
    """Return what is owed, and was due on an earlier day."""
    today = timezone.localdate(at)
    return owed(promotions, at=at).filter(_due_before(today, book=book))


def due(
    promotions: PromotionQuerySet, *, at: datetime, book: LawBook
) -> PromotionQuerySet:
    """Return what is owed and still in time."""
    today = timezone.localdate(at)
    return owed(promotions, at=at).exclude(_due_before(today, book=book))


def to_remind(
    promotions: PromotionQuerySet, *, at: datetime, book: LawBook
) -> PromotionQuerySet:
    """Return what falls due within a week and was not reminded of."""
    until = timezone.localdate(at) + timedelta(days=REMINDED_DAYS_BEFORE)
    soon = due(promotions, at=at, book=book)
    soon = soon.filter(_due_before(until + ONE_DAY, book=book))
    return soon.filter(~_noted("remind_of_result"))


def to_press(
    promotions: PromotionQuerySet, *, at: datetime, book: LawBook
) -> PromotionQuerySet:
    """Return what is overdue, was never sent, and was not told so."""
    sent = ResultReport.objects.filter(
        promotion=OuterRef("pk"), first_sent_at__isnull=False
    )
    late = overdue(promotions, at=at, book=book)
    return late.filter(~Exists(sent), ~_noted("press_for_result"))


def _noted(verb: str) -> Exists:
    return Exists(PromotionEvent.objects.filter(record=OuterRef("pk"), verb=verb))


def _due_before(day: date, *, book: LawBook) -> Q:
    """Return the condition that the last day of the term lies before a day."""
    first = day - _term(book)
    midnight = timezone.make_aware(datetime.combine(first, time.min))
    return Q(prizes_due_on__lt=first) | Q(
        prizes_due_on__isnull=True, over_at__lte=midnight
    )


def _term(book: LawBook) -> timedelta:
    return timedelta(days=int(book.number("result_report_days")))
