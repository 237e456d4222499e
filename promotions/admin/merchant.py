"""Merchants as officers look them up; merchants keep their profile themselves."""

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin_base import OfficeAdmin
from accounts.folding import fold
from promotions.models import Merchant


@admin.register(Merchant)
class MerchantAdmin(OfficeAdmin[Merchant]):
    list_display = ["name", "tax_code", "kind", "district", "promotion_count"]
    list_filter = ["kind", ("district", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["district"]
    list_per_page = 50
    list_max_show_all = 50
    show_full_result_count = False
    search_fields = ["name"]
    search_help_text = _("Name, tax code or address")
    ordering = ["name", "pk"]
    actions = None
    fieldsets = [
        (None, {"fields": ["name", "tax_code", "kind", "address", "district"]}),
        (
            _("How to reach the merchant"),
            {
                "fields": [
                    "phone",
                    "email",
                    "website",
                    "representative",
                    "contact_name",
                    "contact_phone",
                ]
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Merchant]:
        submitted = Count(
            "promotions", filter=Q(promotions__submitted_at__isnull=False)
        )
        return super().get_queryset(request).annotate(submitted_count=submitted)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Merchant], search_term: str
    ) -> tuple[QuerySet[Merchant], bool]:
        """Find every word, as people type Vietnamese."""
        for word in fold(search_term).split():
            queryset = queryset.filter(search_text__contains=word)
        return queryset, False

    def lookup_allowed(
        self, lookup: str, value: str, request: HttpRequest | None = None
    ) -> bool:
        """Allow the filters of the page; a phone cannot be guessed by the address."""
        return lookup in {"kind__exact", "district__id__exact"}

    @admin.display(description=_("dossiers submitted"), ordering="submitted_count")
    def promotion_count(self, merchant: Merchant) -> int:
        return int(merchant.submitted_count)  # type: ignore[attr-defined]
