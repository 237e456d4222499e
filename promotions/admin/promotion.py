"""The queues of dossiers and the page of one; every step is a verb of the workflow."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _, ngettext

from accounts.admin_saved_filters import SavedFilterAdmin
from promotions import workflow
from promotions.admin.appeal import appeal_view
from promotions.admin.assigning import assign_view, give_back_view, take_view
from promotions.admin.bulk import take_all
from promotions.admin.bulk_receive import receive_many
from promotions.admin.columns import DossierColumns
from promotions.admin.dossier_list import QUEUE, DossierList, chosen_queue
from promotions.admin.dossier_page import DECLARED, FILED, dossier_context
from promotions.admin.filters import FormFilter
from promotions.admin.letter import letter_view
from promotions.admin.papers import paper_view
from promotions.admin.result import ResultFilter
from promotions.admin.step_page import step_view
from promotions.admin.supplement import SupplementColumns, SupplementFilter
from promotions.enums import Queue
from promotions.models import Promotion
from promotions.permissions import may_read, may_review
from promotions.search import CappedPaginator, search

PAGE = 50
MOMENTS = ("submitted_at", "received_at", "published_at", "closed_at")


@admin.register(Promotion)
class PromotionAdmin(DossierColumns, SupplementColumns, SavedFilterAdmin[Promotion]):
    paginator = CappedPaginator
    show_full_result_count = False
    list_per_page = PAGE
    list_max_show_all = PAGE
    list_display = [
        "reference",
        "programme",
        "period",
        "highest_discount",
        "points_to_check",
        "state_tag",
        "waiting",
        "handled_by",
    ]
    list_filter = [
        SupplementFilter,
        ResultFilter,
        "state",
        FormFilter,
        "campaign",
        ("merchant__district", admin.RelatedOnlyFieldListFilter),
    ]
    filter_lookups = frozenset(
        {
            *(QUEUE, "bo-sung", "bao-cao-ket-qua", "hinh-thuc", "state__exact"),
            *("campaign__id__exact", "merchant__district__id__exact"),
        }
    )
    list_select_related = ["merchant", "assigned_to"]
    search_fields = ["reference"]
    search_help_text = _("Reference, name, goods, merchant or tax code")
    actions = ["take_selected", "receive_selected", "publish_selected"]
    change_form_template = "admin/promotions/promotion/change_form.html"
    fieldsets = [
        (
            None,
            {"fields": ["reference", "state_tag", "changes_due", "campaign", "slot"]},
        ),
        (_("The promotion"), {"fields": DECLARED}),
        (_("Values and filing"), {"fields": FILED}),
        (_("Moments"), {"fields": MOMENTS}),
    ]
    readonly_fields = [
        "state_tag",
        "changes_due",
        "form_names",
        "period",
        "area",
        "sales_channels",
        "promoted_total",
        "used_total",
    ]

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """What waits longest comes first in a queue; else the newest."""
        return (
            ("-pk",) if chosen_queue(request) == Queue.ALL else ("submitted_at", "pk")
        )

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[DossierList]:
        return DossierList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Promotion], search_term: str
    ) -> tuple[QuerySet[Promotion], bool]:
        """Search as the public register does; also for choices in other desks."""
        return (search(queryset, search_term) if search_term else queryset), False

    def get_urls(self) -> list[URLPattern]:
        pages: list[tuple[str, Callable[..., HttpResponse], str]] = [
            ("<int:pk>/buoc/<slug:code>/", self.step_view, "step"),
            ("<int:pk>/cong-van/<int:event>/<slug:kind>/", self.letter_view, "letter"),
            (
                "<int:pk>/giay-to/lan-<int:number>/<slug:form>.<slug:kind>",
                self.paper_view,
                "paper",
            ),
            ("<int:pk>/nhan-xu-ly/", self.take_view, "take"),
            ("<int:pk>/tra-lai/", self.give_back_view, "give_back"),
            ("<int:pk>/xem-xet-lai/", self.appeal_view, "appeal"),
            ("<int:pk>/phan-cong/", self.assign_view, "assign"),
        ]
        own = [
            path(
                address,
                self.admin_site.admin_view(view),
                name=f"promotions_promotion_{name}",
            )
            for address, view, name in pages
        ]
        return [*own, *super().get_urls()]

    def step_view(self, request: HttpRequest, pk: int, code: str) -> HttpResponse:
        return step_view(self, request, pk, code)

    def letter_view(
        self, request: HttpRequest, pk: int, event: int, kind: str
    ) -> HttpResponse:
        return letter_view(self, request, pk, event, kind)

    def appeal_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return appeal_view(self, request, pk)

    def take_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return take_view(self, request, pk)

    def give_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return give_back_view(self, request, pk)

    def assign_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return assign_view(self, request, pk)

    def paper_view(
        self, request: HttpRequest, pk: int, number: int, form: str, kind: str
    ) -> HttpResponse:
        return paper_view(request, pk, number, form, kind)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show what is declared, what the law says of it, and what happened."""
        promotion = self.get_object(request, object_id)
        context = dict(extra_context or {})
        if promotion is not None:
            context |= dossier_context(request.user, promotion)
        return super().change_view(request, object_id, form_url, context)

    def has_view_permission(
        self, request: HttpRequest, obj: Promotion | None = None
    ) -> bool:
        """Ask the predicate of the list without its query, many times a page."""
        return self.may_see(request.user) and (
            obj is None or may_read(request.user, obj)
        )

    def has_review_permission(self, request: HttpRequest) -> bool:
        return may_review(request.user)

    @admin.action(description=_("Take the selected dossiers"), permissions=["review"])
    def take_selected(
        self, request: HttpRequest, queryset: QuerySet[Promotion]
    ) -> None:
        count = take_all(request, workflow.take, queryset)
        text = ngettext(
            "You handle %(count)s dossier.", "You handle %(count)s dossiers.", count
        )
        messages.info(request, text % {"count": count})

    @admin.action(
        description=_("Receive the selected dossiers"), permissions=["review"]
    )
    def receive_selected(
        self, request: HttpRequest, queryset: QuerySet[Promotion]
    ) -> HttpResponse | None:
        return receive_many(self, request, queryset)

    @admin.action(
        description=_("Publish the selected promotions"), permissions=["review"]
    )
    def publish_selected(
        self, request: HttpRequest, queryset: QuerySet[Promotion]
    ) -> None:
        count = take_all(request, workflow.publish, queryset)
        text = ngettext(
            "%(count)s promotion published.", "%(count)s promotions published.", count
        )
        messages.info(request, text % {"count": count})
