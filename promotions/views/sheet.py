"""Many goods at once: the template, the upload, and how far the check is."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.lifecycle import TransitionNotAllowed
from accounts.once import ContentConflict
from campaigns import clock
from documents.attachment import CSV, XLSX, attachment
from promotions.dossier import DossierClosed
from promotions.enums import SheetMode, SheetPolicy, SheetState
from promotions.forms.sheet import SheetForm
from promotions.models import Promotion, SheetJob
from promotions.sheets import files, template
from promotions.sheets.trouble import SheetRefused
from promotions.sheets.uploading import accept_upload, take_right_rows
from promotions.steps import GOODS
from promotions.views.own import may_change, own_dossier, person
from promotions.views.step import closed

EARLIER_SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
def sheet_upload(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the form with the template, or take the file and go to its page."""
    promotion = own_dossier(request, reference)
    if not may_change(promotion):
        return closed(request, DossierClosed(promotion))
    if request.method != "POST":
        return _show(request, promotion, SheetForm(initial={"key": uuid4()}))
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, promotion, form)
    facts = form.cleaned_data
    try:
        job = accept_upload(
            promotion,
            facts["file"],
            filename=facts["file"].name,
            mode=SheetMode(facts["mode"]),
            policy=SheetPolicy(facts["policy"]),
            by=person(request),
            at=clock.now(),
            key=facts["key"],
        )
    except SheetRefused as refused:
        form.add_error("file", refused.message)
        return _show(request, promotion, form)
    except ContentConflict as conflict:
        messages.warning(
            request,
            _("This form was sent before with another file; its result stands here."),
        )
        return redirect("sheet_job", promotion.reference, int(conflict.receipt))
    except DossierClosed as error:
        return closed(request, error)
    return redirect("sheet_job", promotion.reference, job.pk)


def _show(request: HttpRequest, promotion: Promotion, form: SheetForm) -> HttpResponse:
    context = {
        "promotion": promotion,
        "step": GOODS,
        "form": form,
        "jobs": promotion.sheet_jobs.all()[:EARLIER_SHOWN],
        "has_dates": bool(promotion.starts_at and promotion.ends_at),
    }
    return render(request, "promotions/sheet_upload.html", context)


@require_safe
def sheet_job(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Show how far the check is, then its result; for htmx that part alone."""
    promotion = own_dossier(request, reference)
    job = get_object_or_404(promotion.sheet_jobs, pk=pk)
    name = "_sheet_progress" if request.htmx else "sheet_job"  # type: ignore[attr-defined]
    context = {
        "promotion": promotion,
        "step": GOODS,
        "job": job,
        "may_take": job.state == SheetState.REFUSED
        and bool(job.file)
        and job.policy == SheetPolicy.WHOLE
        and job.read_count > job.wrong_count
        and may_change(promotion),
        "right_count": job.read_count - job.wrong_count - job.duplicate_count,
    }
    return render(request, f"promotions/{name}.html", context)


@require_POST
def sheet_take(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Take the right rows of a sheet that was to be taken whole."""
    promotion = own_dossier(request, reference)
    job = get_object_or_404(promotion.sheet_jobs, pk=pk)
    try:
        take_right_rows(job, by=person(request), at=clock.now())
    except (SheetRefused, DossierClosed, TransitionNotAllowed) as refused:
        messages.warning(request, refused.message)
    return redirect("sheet_job", promotion.reference, job.pk)


@require_safe
def sheet_marked(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Give the workbook back with its wrong cells marked."""
    promotion = own_dossier(request, reference)
    job: SheetJob = get_object_or_404(promotion.sheet_jobs, pk=pk)
    if not job.marked_file:
        raise Http404
    content = files.path_of(job.marked_file).read_bytes()
    return attachment(
        content, filename=f"{promotion.reference}-can-sua-{job.pk}.xlsx", kind=XLSX
    )


@require_safe
def sheet_template(request: HttpRequest, kind: str) -> HttpResponse:
    if kind == "csv":
        return attachment(
            template.csv_file(), filename="mau-danh-muc-hang-hoa.csv", kind=CSV
        )
    return attachment(template.xlsx(), filename="mau-danh-muc-hang-hoa.xlsx", kind=XLSX)
