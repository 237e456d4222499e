"""Reports of results: who owes one, what was reported beside what was registered."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from accounts.permissions import Person, is_of_department
from campaigns.clock import now
from documents.issuing import PaperDamaged
from documents.models import FileKind
from promotions import workflow
from promotions.admin.answering import AnsweringAdmin
from promotions.enums import ResultState
from promotions.law.book import LawBook
from promotions.models import Promotion, ResultReport, ResultVersion
from promotions.models.promotion import PromotionQuerySet
from promotions.papers.issuing import NoSuchPaper
from promotions.papers.result_issuing import issued_result
from promotions.papers.serving import served
from promotions.permissions import may_decide_result
from promotions.result import owing
from promotions.result.sums import sums
from promotions.templatetags.result_states import result_tag

DUE, OVERDUE, SENT, RECEIVED = "den-han", "qua-han", "da-gui", "da-nhan"
PARAMETER = "bao-cao-ket-qua"


class ResultFilter(admin.SimpleListFilter):
    """Promotions whose result is to be reported, or was."""

    title = gettext_lazy("report of the result")
    parameter_name = PARAMETER

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            (DUE, gettext_lazy("Owed, still in time")),
            (OVERDUE, gettext_lazy("Overdue")),
            (SENT, gettext_lazy("Sent, to be looked at")),
            (RECEIVED, gettext_lazy("Received")),
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Promotion]
    ) -> QuerySet[Promotion]:
        assert isinstance(queryset, PromotionQuerySet)
        at = now()
        if self.value() in {DUE, OVERDUE}:
            book = LawBook.on(timezone.localdate(at))
            chosen = owing.due if self.value() == DUE else owing.overdue
            return chosen(queryset, at=at, book=book)
        if self.value() == SENT:
            return queryset.filter(result_report__state=ResultState.SENT)
        if self.value() == RECEIVED:
            return queryset.filter(result_report__state=ResultState.RECEIVED)
        return queryset


@admin.register(ResultReport)
class ResultReportAdmin(AnsweringAdmin[ResultReport]):
    accept_verb = staticmethod(workflow.receive_result)
    refuse_verb = staticmethod(workflow.return_result)
    accepted = gettext_lazy("The report is received; the merchant is told.")
    refused = gettext_lazy("The report is sent back; the merchant is told why.")
    refuse_label = gettext_lazy("Send the report back")
    list_display = ["reference", "programme", "first_sent_at", "state_tag"]
    list_filter = ["state"]
    list_select_related = ["promotion__merchant"]
    search_fields = ["promotion__reference", "promotion__merchant__name"]
    change_form_template = "admin/promotions/result_report_form.html"
    fields = [
        "announced",
        "state_tag",
        "first_sent_at",
        "sent_at",
        "decided_at",
    ]
    readonly_fields = ["announced", "state_tag"]

    def may_decide(self, user: Person) -> bool:
        return may_decide_result(user)

    @admin.display(description=gettext_lazy("reference"), ordering="promotion")
    def reference(self, report: ResultReport) -> str:
        return report.promotion.reference

    @admin.display(description=gettext_lazy("promotion"))
    def programme(self, report: ResultReport) -> SafeString:
        promotion = report.promotion
        return format_html(
            "{}<br><small>{}</small>", promotion.name, promotion.merchant.name
        )

    @admin.display(description=gettext_lazy("promotion"))
    def announced(self, report: ResultReport) -> SafeString:
        promotion = report.promotion
        address = reverse("admin:promotions_promotion_change", args=[promotion.pk])
        return format_html(
            '<a href="{}">{}</a> – {}', address, promotion.reference, promotion.name
        )

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_tag(self, report: ResultReport) -> SafeString:
        return format_html(
            '<span class="tag tag--{}">{}</span>',
            result_tag(report.state),
            report.get_state_display(),
        )

    def get_urls(self) -> list[URLPattern]:
        paper = path(
            "<int:pk>/lan-<int:number>/mau-07.<slug:kind>",
            self.admin_site.admin_view(self.paper_view),
            name="promotions_resultreport_paper",
        )
        return [paper, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        report = self.get_object(request, object_id)
        context = dict(extra_context or {})
        if report is not None:
            context |= _beside(request, report)
        return super().change_view(request, object_id, form_url, context)

    def paper_view(
        self, request: HttpRequest, pk: int, number: int, kind: str
    ) -> HttpResponse:
        """Give form 07 to the Department; other units do not learn of it."""
        visible = ResultVersion.objects.visible_to(request.user)
        version = get_object_or_404(visible, report=pk, number=number)
        try:
            return served(issued_result(version, FileKind(kind), at=now()))
        except (ValueError, NoSuchPaper, PaperDamaged):
            raise Http404 from None


def _beside(request: HttpRequest, report: ResultReport) -> dict[str, Any]:
    """Return what was last sent beside what is registered, and how late it came."""
    promotion = report.promotion
    assert report.first_sent_at is not None
    sent_on = timezone.localdate(report.first_sent_at)
    book = LawBook.on(sent_on)
    due = owing.due_on(promotion, book=book)
    lines = list(report.lines.all())
    versions = report.versions.all() if is_of_department(request.user) else []
    return {
        "lines": lines,
        "prizes": list(promotion.prizes.all()),
        "sums": sums(promotion, lines, book=book),
        "due_on": due,
        "days_late": max(0, (sent_on - due).days),
        "versions": list(versions),
        "may_decide": report.state == ResultState.SENT
        and may_decide_result(request.user),
        "answer": report.events.last(),
    }
