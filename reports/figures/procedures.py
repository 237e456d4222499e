"""The procedures of promotion: dossiers sent, notified in time, registered."""

from collections import Counter
from datetime import date, datetime

from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from campaigns.models import Campaign
from campaigns.working_days import latest_day_before
from promotions.enums import PromotionForm, PromotionState
from promotions.law.book import LawBook
from promotions.models import Promotion
from promotions.models.promotion import PromotionQuerySet
from reports.figures.dimension import DISTRICT, PROMOTION_STATE
from reports.figures.figure import Counted, Figure, Rate, Theme
from reports.figures.scan import Members, rates, scan

NOTIFICATION_DAYS = "notification_working_days"

DOSSIERS = Figure(
    code="TT-01",
    name=pgettext_lazy("figure", "Dossiers sent to the portal"),
    definition=_(
        "Dossiers of promotions of the campaign that merchants have sent, by the state "
        "they are in now."
    ),
    counts=lambda at: Count("pk"),
    by=(PROMOTION_STATE, DISTRICT),
)
NOTIFIED = Figure(
    code="TT-02",
    name=pgettext_lazy("figure", "Notifications filed"),
    definition=_(
        "Dossiers without a game of chance that carry the code and the day of their "
        "notification at the public-service portal of the province."
    ),
)
ON_TIME = Figure(
    code="TT-03",
    name=pgettext_lazy("figure", "Notified in time"),
    definition=_(
        "Notifications filed at least 3 working days before the promotion starts; the "
        "day of filing counts, the day of the start does not."
    ),
)
LATE = Figure(
    code="TT-04",
    name=pgettext_lazy("figure", "Notified late"),
    definition=_("Notifications filed later than that."),
)
ON_TIME_RATE = Rate(
    code="TT-05",
    name=pgettext_lazy("figure", "Notified in time, %"),
    definition=_("Notifications filed in time, of all that were filed."),
    part=ON_TIME,
    whole=NOTIFIED,
)
REGISTERED = Figure(
    code="TT-06",
    name=pgettext_lazy("figure", "Registrations confirmed"),
    definition=_(
        "Dossiers with a game of chance whose registration an authority has confirmed."
    ),
    counts=lambda at: Count(
        "pk",
        filter=Q(forms__contains=[PromotionForm.LUCKY_DRAW]) & ~Q(confirmation_ref=""),
    ),
)


def count(campaign: Campaign, *, at: datetime, members: Members) -> Counted:
    sent = Promotion.objects.filter(
        campaign=campaign, submitted_at__isnull=False
    ).exclude(state=PromotionState.DRAFT)
    counted = scan(
        sent,
        [DOSSIERS, REGISTERED],
        along={PROMOTION_STATE: "state", DISTRICT: "merchant__district_id"},
        members=members,
        at=at,
    )
    counted |= _notifications(sent, book=LawBook.on(timezone.localdate(at)))
    return counted | rates([ON_TIME_RATE], counted)


def _notifications(sent: PromotionQuerySet, *, book: LawBook) -> Counted:
    """Judge each pair of days once: there are few, however many dossiers there are.

    The term is that of the law on the day of filing.
    Legal source: Decree 81/2018/NĐ-CP, Article 17.
    """
    filed = (
        sent.exclude(forms__contains=[PromotionForm.LUCKY_DRAW])
        .exclude(filing_ref="")
        .filter(filed_on__isnull=False, starts_at__isnull=False)
        .annotate(start=TruncDate("starts_at"))
    )
    pairs = filed.order_by().values_list("filed_on", "start").annotate(Count("pk"))
    counts: Counter[bool] = Counter()
    for filed_on, start, number in pairs:
        counts[is_in_time(filed_on, start=start, book=book)] += number
    return {
        NOTIFIED.code: counts.total(),
        ON_TIME.code: counts[True],
        LATE.code: counts[False],
    }


def is_in_time(filed_on: date, *, start: date, book: LawBook) -> bool:
    days = int(book.number(NOTIFICATION_DAYS, on=filed_on))
    return filed_on <= latest_day_before(start, days)


THEME = Theme(
    code="procedures",
    name=pgettext_lazy("figure", "Procedures"),
    figures=(DOSSIERS, NOTIFIED, ON_TIME, LATE, ON_TIME_RATE, REGISTERED),
    count=count,
)
