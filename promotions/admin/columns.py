"""What a dossier says in one cell or one line of the desk."""

from datetime import date, datetime, time

from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from accounts.models import User
from campaigns.clock import now
from promotions import amounts
from promotions.enums import PromotionState
from promotions.law import wording
from promotions.law.declaration import Window
from promotions.models import Promotion
from promotions.queues import working_days_late
from promotions.templatetags import promotion_forms
from promotions.waiting import waiting_days

NOTHING = "–"
STATE_TAGS = {
    PromotionState.SUBMITTED: "wait",
    PromotionState.NEEDS_CHANGES: "info",
    PromotionState.RECEIVED: "wait",
    PromotionState.PUBLISHED: "ok",
    PromotionState.REFUSED: "bad",
    PromotionState.SUSPENDED: "bad",
    PromotionState.DELISTED: "bad",
}


class DossierColumns:
    """Columns of the list and read-only lines of the page."""

    @admin.display(description=gettext_lazy("promotion"), ordering="name")
    def programme(self, promotion: Promotion) -> SafeString:
        """Name and merchant in one cell, so that the state stays in sight."""
        return format_html(
            "{}<br><small>{}</small>", promotion.name, promotion.merchant.name
        )

    @admin.display(description=gettext_lazy("period"), ordering="starts_at")
    def period(self, promotion: Promotion) -> str:
        starts_at, ends_at = promotion.starts_at, promotion.ends_at
        if starts_at is None or ends_at is None:
            return NOTHING
        if _is_midnight(starts_at) and _is_midnight(ends_at):
            return wording.window(Window("", starts_at, ends_at))
        return f"{wording.moment(starts_at)} – {wording.moment(ends_at)}"

    @admin.display(
        description=gettext_lazy("highest discount"), ordering="max_discount_percent"
    )
    def highest_discount(self, promotion: Promotion) -> str:
        return amounts.percent(promotion.max_discount_percent) or NOTHING

    @admin.display(
        description=gettext_lazy("points to check"), ordering="warning_count"
    )
    def points_to_check(self, promotion: Promotion) -> int | str:
        return promotion.warning_count or NOTHING

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_tag(self, promotion: Promotion) -> SafeString:
        kind = STATE_TAGS.get(PromotionState(promotion.state), "muted")
        return format_html(
            '<span class="tag tag--{}">{}</span>', kind, promotion.get_state_display()
        )

    @admin.display(description=gettext_lazy("waiting"), ordering="submitted_at")
    def waiting(self, promotion: Promotion) -> SafeString | str:
        """How long it has waited, and how that stands to its term."""
        days = waiting_days(promotion, at=now())
        if days is None:
            return NOTHING
        text = ngettext("%(days)s working day", "%(days)s working days", days)
        due: date | None = getattr(promotion, "due_on", None)
        return format_html("{}{}", text % {"days": days}, due_line(due, at=now()))

    @admin.display(
        description=gettext_lazy("handled by"),
        ordering="assigned_to__full_name",
        empty_value=NOTHING,
    )
    def handled_by(self, promotion: Promotion) -> User | None:
        return promotion.assigned_to

    @admin.display(description=gettext_lazy("forms of promotion"))
    def form_names(self, promotion: Promotion) -> str:
        return promotion_forms.form_names(promotion.forms)

    @admin.display(description=gettext_lazy("area"))
    def area(self, promotion: Promotion) -> str:
        names = [district.name for district in promotion.districts.all()]
        return "; ".join(names) or _("The whole province")

    @admin.display(description=gettext_lazy("sales channels"))
    def sales_channels(self, promotion: Promotion) -> str:
        return "; ".join(c.name for c in promotion.channels.all()) or NOTHING

    @admin.display(description=gettext_lazy("total value of goods promoted"))
    def promoted_total(self, promotion: Promotion) -> str:
        return amounts.dong(promotion.promoted_total_vnd) or NOTHING

    @admin.display(description=gettext_lazy("total value of goods used for promotion"))
    def used_total(self, promotion: Promotion) -> str:
        return amounts.dong(promotion.used_total_vnd) or NOTHING


def due_line(due: date | None, *, at: datetime) -> SafeString | str:
    """Say when the term ends, or by how much it is over."""
    if due is None:
        return ""
    today = timezone.localdate(at)
    late = working_days_late(due, on=today)
    if late or due < today:
        kind, text = "bad", _("overdue")
        if late:
            text = ngettext(
                "overdue by %(days)s working day",
                "overdue by %(days)s working days",
                late,
            ) % {"days": late}
    elif due == today:
        kind, text = "wait", _("due today")
    else:
        kind, text = "muted", _("due on %(day)s") % {"day": date_format(due)}
    return format_html('<br><span class="tag tag--{}">{}</span>', kind, text)


def _is_midnight(moment: datetime) -> bool:
    return timezone.localtime(moment).time() == time.min
