"""What the lists of complaints and of referrals share: filters, search, speed."""

from collections.abc import Iterator
from typing import Any, ClassVar, TypeVar

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from accounts.admin_base import OfficeAdmin
from accounts.admin_saved_filters import SavedFilterAdmin
from accounts.permissions import is_of_trade_management
from campaigns.clock import now
from complaints.admin.paging import CappedPaginator
from complaints.codes import normalise
from complaints.deadlines import soon_before, working_days_left
from complaints.enums import FeedbackKind
from complaints.models import Feedback, SellerRequest
from complaints.models.referral import OPEN_STATES, Referral, ReferralQuerySet

PAGE = 50
WITHOUT_A_TERM = frozenset({"theo-doi", "da-xong", "tat-ca"})
M = TypeVar("M", bound=Model)


class QuickList(OfficeAdmin[M]):
    """A list whose cost does not grow with the table."""

    paginator = CappedPaginator
    show_full_result_count = False
    list_per_page = PAGE
    list_max_show_all = PAGE
    actions_on_bottom = True
    filter_lookups: ClassVar[frozenset[str]] = frozenset()

    def lookup_allowed(
        self, lookup: str, value: str, request: HttpRequest | None = None
    ) -> bool:
        """Allow the filters of the page and nothing else.

        Django lets every field of the model be filtered by the address; then
        ``?phone__startswith=`` would tell a watching unit who complained.
        """
        return lookup in self.filter_lookups


class KeptList(SavedFilterAdmin[M], QuickList[M]):
    """A list of reports whose filters an officer may save."""

    def is_personal(self, search: str) -> bool:
        return super().is_personal(search) or bool(normalise(search))


class QueueFilter(admin.SimpleListFilter):
    """What waits for an answer, by how much time is left in working days."""

    title = _("queue")
    parameter_name = "hang"
    DUE_SOON, OVERDUE = "sap-den-han", "qua-han"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            (self.DUE_SOON, _("Due within two working days")),
            (self.OVERDUE, _("Overdue")),
            ("dang-cho", _("Waiting for the person")),
            ("theo-doi", _("Only to watch")),
            ("da-xong", _("Done")),
            ("tat-ca", _("All")),
        ]

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Put «to be answered», which is shown first, in place of «all»."""
        choices = super().choices(changelist)
        first = next(choices)
        yield {**first, "display": _("To be answered")}
        yield from choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        assert isinstance(queryset, ReferralQuerySet)
        at = now()
        match self.value():
            case self.DUE_SOON:
                return queryset.asked().due_soon(at=at, until=soon_before(at))
            case self.OVERDUE:
                return queryset.asked().overdue(at=at)
            case "dang-cho":
                return queryset.paused()
            case "theo-doi":
                return queryset.open().watched()
            case "da-xong":
                return queryset.exclude(state__in=OPEN_STATES)
            case "tat-ca":
                return queryset
            case _:
                return queryset.open().asked()


class UnitFilter(admin.SimpleListFilter):
    """My unit's part first, mine or nobody's of it; the Division may look at all."""

    title = _("whose")
    parameter_name = "don-vi"
    MINE, UNASSIGNED, ALL = "cua-toi", "chua-giao", "tat-ca"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        own = [(self.MINE, _("Mine")), (self.UNASSIGNED, _("Of nobody yet"))]
        if not is_of_trade_management(request.user):
            return own
        return [*own, (self.ALL, _("All units"))]

    def choices(self, changelist: Any) -> Iterator[Any]:
        choices = super().choices(changelist)
        yield {**next(choices), "display": _("My unit")}
        yield from choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        assert isinstance(queryset, ReferralQuerySet)
        if self.value() == self.ALL and is_of_trade_management(request.user):
            return queryset
        of_unit = queryset.of_unit_of(request.user)
        match self.value():
            case self.MINE:
                return of_unit.handled_by(request.user)
            case self.UNASSIGNED:
                return of_unit.unassigned()
            case _:
                return of_unit


class SellerFilter(admin.SimpleListFilter):
    """Where the seller was asked: who has not answered, who broke a promise."""

    title = _("seller")
    parameter_name = "nguoi-ban"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("dang-cho", _("Answer of the seller awaited")),
            ("qua-han", _("The seller is late")),
            ("that-hua", _("Promise not kept")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        requests = SellerRequest.objects.all()
        match self.value():
            case "dang-cho":
                requests = requests.waiting()
            case "qua-han":
                requests = requests.overdue(at=now())
            case "that-hua":
                requests = requests.filter(is_kept=False)
            case _:
                return queryset
        return queryset.filter(pk__in=requests.values("complaint_id"))


class OpinionFilter(admin.SimpleListFilter):
    """What people think of the results, those who wait for a decision first."""

    title = _("opinion on the result")
    parameter_name = "y-kien"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("mo-lai", _("Reopening to decide")),
            ("khong-hai-long", _("Not content")),
            ("hai-long", _("Content")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        opinions = Feedback.objects.all()
        match self.value():
            case "mo-lai":
                opinions = opinions.to_decide()
            case "khong-hai-long":
                opinions = opinions.exclude(kind=FeedbackKind.CONTENT)
            case "hai-long":
                opinions = opinions.filter(kind=FeedbackKind.CONTENT)
            case _:
                return queryset
        return queryset.filter(pk__in=opinions.values("complaint_id"))


def time_left(referral: Referral) -> SafeString | str:
    """Return how long the unit still has, in words that carry their own colour."""
    if not referral.is_open or referral.due_at is None:
        return "–"
    if referral.is_paused:
        return gettext("Waits for the person")
    days = working_days_left(referral.due_at, at=now())
    if now() >= referral.due_at:
        late = ngettext(
            "%(days)s working day late", "%(days)s working days late", -days
        ) % {"days": -days}
        return format_html('<strong class="tag tag--bad">{}</strong>', late)
    if days == 0:
        return format_html(
            '<strong class="tag tag--wait">{}</strong>', gettext("Due today")
        )
    return ngettext("%(days)s working day left", "%(days)s working days left", days) % {
        "days": days
    }
