"""One report: how far it is, and its files."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from campaigns import clock
from documents.attachment import KINDS
from documents.issuing import PaperDamaged
from documents.models import FileKind
from reports.downloading import take_file
from reports.enums import ReportState
from reports.models import Report
from reports.permissions import may_download_report, may_see_dashboard

STOP_POLLING = 286
UNFINISHED = frozenset({ReportState.REQUESTED, ReportState.RUNNING})


@require_safe
@cache_control(private=True, no_store=True)
def report_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page, or to htmx only its progress; a reload shows the same."""
    report = _report(request, pk)
    is_unfinished = report.state in UNFINISHED
    context = {
        "report": report,
        "files": report.files.order_by("kind"),
        "is_unfinished": is_unfinished,
        "may_download": may_download_report(request.user),
        "downloads": report.downloads.select_related("file", "downloaded_by"),
    }
    if not getattr(request, "htmx", False):
        return render(request, "reports/report_detail.html", context)
    status = 200 if is_unfinished else STOP_POLLING
    return render(request, "reports/_report_progress.html", context, status=status)


@require_safe
@cache_control(private=True, no_store=True)
def report_file(
    request: HttpRequest, pk: int, kind: str
) -> HttpResponse | FileResponse:
    """Hand a file to the leadership and write down that it did."""
    report = _report(request, pk)
    if not may_download_report(request.user):
        raise PermissionDenied(_("Only the leadership downloads the files."))
    file = get_object_or_404(report.files, kind=kind)
    try:
        content = take_file(report, file, by=request.user, at=clock.now())
    except PaperDamaged:
        return render(
            request, "reports/file_damaged.html", {"report": report}, status=410
        )
    response = FileResponse(
        content,
        as_attachment=True,
        filename=file.filename,
        content_type=KINDS[FileKind(file.kind)],
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _report(request: HttpRequest, pk: int) -> Report:
    if not may_see_dashboard(request.user):
        raise PermissionDenied
    visible = Report.objects.visible_to(request.user)
    return get_object_or_404(
        visible.select_related("campaign", "snapshot", "requested_by__unit"), pk=pk
    )
