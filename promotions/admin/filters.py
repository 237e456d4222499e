"""Ways to look at the dossiers: by what waits, and by form of promotion."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from campaigns.clock import now
from promotions.enums import PromotionForm
from promotions.models import Promotion
from promotions.models.promotion import PromotionQuerySet
from promotions.permissions import may_review
from promotions.waiting import WAITING, overdue

TO_DO, OVERDUE, ALL = "can-lam", "qua-han", "tat-ca"
OF_ANY_QUEUE = frozenset({"state__exact", "bo-sung"})
"""Filters that ask for a state of their own."""


def chosen_queue(request: HttpRequest) -> str:
    """Return the queue asked for; a reviewer who asks for nothing has work to do."""
    asked = request.GET.get(QueueFilter.parameter_name, "")
    if asked in {TO_DO, OVERDUE, ALL}:
        return asked
    is_free = OF_ANY_QUEUE.isdisjoint(request.GET)
    return TO_DO if may_review(request.user) and is_free else ALL


class QueueFilter(admin.SimpleListFilter):
    """What waits for the Trade Management Division; its people begin there."""

    title = _("work")
    parameter_name = "viec"

    def __init__(
        self, request: HttpRequest, params: Any, model: Any, model_admin: Any
    ) -> None:
        super().__init__(request, params, model, model_admin)
        self.chosen = chosen_queue(request)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            (TO_DO, _("Waiting")),
            (OVERDUE, _("Overdue")),
            (ALL, _("All")),
        ]

    def choices(self, changelist: Any) -> Iterator[Any]:
        for value, title in self.lookup_choices:
            yield {
                "selected": self.chosen == value,
                "query_string": changelist.get_query_string(
                    {self.parameter_name: value}
                ),
                "display": title,
            }

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Promotion]
    ) -> QuerySet[Promotion]:
        assert isinstance(queryset, PromotionQuerySet)
        if self.chosen == TO_DO:
            return queryset.filter(state__in=WAITING)
        if self.chosen == OVERDUE:
            return overdue(queryset, at=now())
        return queryset


class FormFilter(admin.SimpleListFilter):
    """Promotions that have a form, alone or beside others."""

    title = _("form of promotion")
    parameter_name = "hinh-thuc"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(PromotionForm.choices)

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Promotion]
    ) -> QuerySet[Promotion]:
        value = self.value()
        return queryset.filter(forms__contains=[value]) if value else queryset
