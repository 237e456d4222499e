"""Dossiers that were sent back: the term that is given, and those whose term is over."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _, gettext_lazy

from campaigns.clock import now
from campaigns.moments import ending
from promotions import supplement
from promotions.admin.forms import ReasonForm
from promotions.enums import PromotionState
from promotions.models import Promotion
from promotions.models.promotion import PromotionQuerySet

WAITING, OVERDUE = "cho-bo-sung", "qua-han-bo-sung"


class SupplementForm(ReasonForm):
    """Why a dossier is sent back, and in how many working days it is to come again."""

    days = forms.IntegerField(
        label=gettext_lazy("Working days to complete it"),
        min_value=1,
        max_value=supplement.LONGEST,
        required=False,
        help_text=gettext_lazy(
            "Counted from tomorrow. The merchant is reminded once; when the term is "
            "over nothing is refused by itself, you decide. Empty: the term of the "
            "campaign."
        ),
    )


class SupplementColumns:
    @admin.display(
        description=gettext_lazy("changes due by"), ordering="changes_due_at"
    )
    def changes_due(self, promotion: Promotion) -> SafeString | str:
        """Until when the merchant was asked; marked when that is over."""
        if (
            promotion.state != PromotionState.NEEDS_CHANGES
            or promotion.changes_due_at is None
        ):
            return "–"
        due = ending(promotion.changes_due_at)
        if not supplement.is_overdue(promotion, at=now()):
            return due
        return format_html('{} <span class="tag tag--bad">{}</span>', due, _("Overdue"))


class SupplementFilter(admin.SimpleListFilter):
    title = gettext_lazy("changes asked for")
    parameter_name = "bo-sung"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            (WAITING, gettext_lazy("With the merchant")),
            (OVERDUE, gettext_lazy("Term is over")),
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Promotion]
    ) -> QuerySet[Promotion]:
        assert isinstance(queryset, PromotionQuerySet)
        if self.value() == WAITING:
            return supplement.waiting(queryset)
        if self.value() == OVERDUE:
            return supplement.overdue(queryset, at=now())
        return queryset
