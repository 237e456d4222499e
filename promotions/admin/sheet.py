"""Item sheets that merchants sent: what became of them, and the files themselves."""

from typing import Any

from django.contrib import admin
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.admin_base import OfficeAdmin
from promotions.models import SheetJob
from promotions.sheets import files
from promotions.sheets.trouble import SheetRefused

COUNTS = ["read_count", "accepted_count", "wrong_count", "duplicate_count"]


@admin.register(SheetJob)
class SheetJobAdmin(OfficeAdmin[SheetJob]):
    list_display = ["promotion", "uploaded_at", "state", *COUNTS]
    list_filter = ["state", "mode"]
    list_select_related = ["promotion"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["promotion__reference"]
    actions = None
    fields = [
        "promotion",
        "uploaded_at",
        "mode",
        "policy",
        "state",
        *COUNTS,
        "warning_count",
        "problem",
        "sent_file",
        "returned_file",
        "size_bytes",
        "sha256",
    ]
    readonly_fields = ["sent_file", "returned_file"]

    def get_urls(self) -> list[URLPattern]:
        file = path(
            "<int:pk>/tep/<slug:which>/",
            self.admin_site.admin_view(self.file_view),
            name="promotions_sheetjob_file",
        )
        return [file, *super().get_urls()]

    def file_view(self, request: HttpRequest, pk: int, which: str) -> HttpResponse:
        """Give the file as it was sent («gui»), or as it was returned («tra-lai»)."""
        job = get_object_or_404(self.get_queryset(request), pk=pk)
        try:
            if which == "gui":
                file = files.proven(job.file, sha256=job.sha256)
            elif which == "tra-lai" and job.marked_file:
                file = files.path_of(job.marked_file)
            else:
                raise Http404
        except SheetRefused:
            raise Http404 from None
        ending = "xlsx" if which == "tra-lai" else _ending(job)
        response: Any = FileResponse(
            file.open("rb"),
            as_attachment=True,
            filename=f"{job.promotion.reference}-{which}-{job.pk}.{ending}",
            content_type="application/octet-stream",
        )
        response["X-Content-Type-Options"] = "nosniff"
        served: HttpResponse = response
        return served

    @admin.display(description=_("file as sent"))
    def sent_file(self, job: SheetJob) -> SafeString | str:
        return self._link(job, "gui") if job.file else "–"

    @admin.display(description=_("file as returned"))
    def returned_file(self, job: SheetJob) -> SafeString | str:
        return self._link(job, "tra-lai") if job.marked_file else "–"

    @staticmethod
    def _link(job: SheetJob, which: str) -> SafeString:
        address = reverse("admin:promotions_sheetjob_file", args=[job.pk, which])
        return format_html('<a href="{}" download>{}</a>', address, _("Download"))


def _ending(job: SheetJob) -> str:
    return "csv" if job.filename.lower().endswith(".csv") else "xlsx"
