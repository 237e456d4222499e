"""A way to look at the dossiers beside their queues: by form of promotion."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from promotions.enums import PromotionForm
from promotions.models import Promotion


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
