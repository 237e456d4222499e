"""What must not go unnoticed about complaints, named in ``PORTAL_WATCHERS``.

Counts only: an alarm names no complaint, no consumer and no seller.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, ngettext

from campaigns import clock
from campaigns.models import Campaign
from complaints.conservation import newest_balance
from complaints.enums import RetentionResult, RoutingState
from complaints.models import (
    Complaint,
    Referral,
    RetentionItem,
    RetentionRun,
    RoutingRule,
    SubjectRequest,
)
from complaints.routing.checking import check_rules
from notifications.watchers import Alarm

DAY_BEGINS, DAY_ENDS = 7, 22
JUDGED_DAYS = timedelta(days=30)
FEWEST_JUDGED = 10
"""Below so many answers a share says nothing."""


def watch(real_now: datetime) -> Iterator[Alarm]:
    """Yield what is wrong; complaints live on the portal's clock, also in rehearsal."""
    at = clock.now()
    yield from unrouted()
    yield from broken_rules()
    yield from silence(at=at)
    yield from late_answers(at=at)
    yield from unbalanced()
    yield from failed_deletions()
    yield from late_about_data(at=at)


def unrouted() -> Iterator[Alarm]:
    """Open reports that no unit has received."""
    count = Complaint.objects.open().unrouted().count()
    if count:
        yield Alarm(
            "complaints_unrouted",
            ngettext(
                "%(count)s open report lies with no unit. Refer it by hand.",
                "%(count)s open reports lie with no unit. Refer them by hand.",
                count,
            )
            % {"count": count},
        )


def broken_rules() -> Iterator[Alarm]:
    """Rules in force that cannot be applied as they stand."""
    rules = (
        RoutingRule.objects.filter(routing_set__state=RoutingState.ACTIVE)
        .prefetch_related("categories", "districts")
        .order_by("position", "pk")
    )
    codes = [problem.rule for problem in check_rules(list(rules)) if problem.is_error]
    if rules and codes:
        yield Alarm(
            "routing_broken",
            _("Routing rules in force cannot be applied: %(codes)s.")
            % {"codes": ", ".join(filter(None, codes)) or _("no leading unit")},
        )


def silence(*, at: datetime) -> Iterator[Alarm]:
    """No report for many hours of a campaign's day: the form may be out of order.

    Only hours between 7 and 22 o'clock count; the alarm is judged within them.
    """
    hours = settings.COMPLAINT_SILENCE_HOURS
    since = at - timedelta(hours=hours)
    local = timezone.localtime(since)
    is_day = local.hour >= DAY_BEGINS and timezone.localtime(at).hour < DAY_ENDS
    if not hours or not is_day or timezone.localdate(at) != local.date():
        return
    campaign = Campaign.objects.published().running_at(at).running_at(since)
    if not campaign.exists() or _came_since(since, at):
        return
    yield Alarm(
        "complaints_silent",
        _("No report has come for %(hours)s hours of a campaign's day. Try the form.")
        % {"hours": hours},
    )


def late_answers(*, at: datetime) -> Iterator[Alarm]:
    """Units answer too seldom within their terms."""
    judged = Referral.objects.asked().filter(
        due_at__gt=at - JUDGED_DAYS, due_at__lte=at, paused_at__isnull=True
    )
    counted = judged.exclude(state__in=["returned", "closed"]).aggregate(
        all=Count("pk"), in_time=Count("pk", filter=Q(answered_at__lte=F("due_at")))
    )
    percent = 100 * counted["in_time"] // max(counted["all"], 1)
    if counted["all"] >= FEWEST_JUDGED and percent < settings.COMPLAINT_ON_TIME_PERCENT:
        yield Alarm(
            "answers_late",
            _(
                "Only %(percent)s%% of the answers due in the last 30 days came in "
                "time. The desk shows what is late."
            )
            % {"percent": percent},
        )


def unbalanced() -> Iterator[Alarm]:
    """What was received is not what is open and closed."""
    balance = newest_balance()
    if balance is not None and not balance.is_balanced:
        yield Alarm(
            "complaints_unbalanced",
            _(
                "Reports are missing or too many by the count of %(day)s: "
                "%(difference)s. Compare the reports with their events."
            )
            % {
                "day": date_format(balance.counted_on, "DATE_FORMAT"),
                "difference": balance.difference,
            },
        )


def failed_deletions() -> Iterator[Alarm]:
    """Reports of the newest deletion run that could not be emptied."""
    newest = RetentionRun.objects.order_by("-pk").values("pk")[:1]
    failed = RetentionItem.objects.filter(run__in=newest, result=RetentionResult.FAILED)
    count = failed.count()
    if count:
        yield Alarm(
            "deletion_failed",
            ngettext(
                "The personal data of %(count)s report could not be deleted. The "
                "deletion run says which; it comes again in the next list.",
                "The personal data of %(count)s reports could not be deleted. The "
                "deletion run says which; they come again in the next list.",
                count,
            )
            % {"count": count},
        )


def late_about_data(*, at: datetime) -> Iterator[Alarm]:
    """Requests of people about their own data that were not decided in 72 hours."""
    count = SubjectRequest.objects.overdue(at=at).count()
    if count:
        yield Alarm(
            "data_requests_late",
            ngettext(
                "%(count)s request about personal data is overdue: 72 hours by law.",
                "%(count)s requests about personal data are overdue: 72 hours by law.",
                count,
            )
            % {"count": count},
        )


def _came_since(since: datetime, at: datetime) -> bool:
    return Complaint.objects.filter(received_at__gt=since, received_at__lte=at).exists()
