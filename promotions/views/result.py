"""Form 07 on the merchant's side: written, checked, sent, corrected, downloaded."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.lifecycle import TransitionNotAllowed
from accounts.once import ContentConflict, submit_once
from campaigns import clock
from documents.issuing import PaperDamaged
from documents.models import FileKind
from promotions.forms.result import ResultForm
from promotions.forms.submission import SubmissionForm
from promotions.law.book import LawBook
from promotions.models import Promotion, ResultReport, ResultVersion
from promotions.papers.issuing import PaperFile
from promotions.papers.result_issuing import draft_result, issued_result
from promotions.papers.serving import served
from promotions.result.owing import awarded_until, due_on, may_begin, must_report
from promotions.result.sums import sums
from promotions.result.writing import (
    OPEN,
    ResultIncomplete,
    ResultNotOpen,
    lines_of,
    objections,
    report_of,
    save,
)
from promotions.views.own import acts_for, own_dossier, person, posted
from promotions.workflow import correct_result, send_result

FILES = (FileKind.PDF, FileKind.DOCX)


@require_http_methods(["GET", "HEAD", "POST"])
def result_report(request: HttpRequest, reference: str) -> HttpResponse:
    """Write the report while it is open; afterwards show it as it was sent."""
    promotion = _reported(request, reference)
    report = report_of(promotion)
    if not _is_open(report) or not acts_for(promotion):
        if request.method == "POST":
            messages.warning(request, ResultNotOpen().message)
        return _show(request, promotion, report)
    lines = lines_of(promotion, report)
    form = ResultForm(posted(request), lines=lines)
    if report is not None:
        form.initial.update(sales_vnd=report.sales_vnd, note=report.note)
    if form.is_valid():
        return _save(request, promotion, form)
    context = {**_facts(promotion, report), "form": form}
    return render(request, "promotions/result_report.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def result_check(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the whole report with what hinders it; a post declares and sends it."""
    promotion = _reported(request, reference)
    report = report_of(promotion)
    if report is None or not acts_for(promotion):
        return redirect("result_report", reference)
    form = SubmissionForm(
        posted(request),
        initial={"key": uuid4(), "saved": report.saved_at.isoformat()},
    )
    if form.is_valid():
        return _send(request, promotion, report, form)
    if not _is_open(report):
        return redirect("result_report", reference)
    return _show(request, promotion, report, form=form)


@require_POST
def result_correct(request: HttpRequest, reference: str) -> HttpResponse:
    """Take the report up again that nobody has received."""
    promotion = _reported(request, reference)
    report = get_object_or_404(ResultReport, promotion=promotion)
    try:
        correct_result(report, by=person(request), at=clock.now())
    except TransitionNotAllowed as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(
            request, _("You can correct the report now. Please send it again.")
        )
    return redirect("result_report", reference)


@require_safe
def result_draft(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """Give form 07 as the open report stands; a sent one has issued papers."""
    promotion = _reported(request, reference)
    if not _is_open(report_of(promotion)):
        return redirect("result_report", reference)
    return served(draft_result(promotion, _kind(kind), at=clock.now()))


@require_safe
def result_paper(
    request: HttpRequest, reference: str, number: int, kind: str
) -> HttpResponse:
    promotion = _reported(request, reference)
    visible = ResultVersion.objects.visible_to(person(request))
    version = get_object_or_404(visible, report__promotion=promotion, number=number)
    try:
        file: PaperFile = issued_result(version, _kind(kind), at=clock.now())
    except PaperDamaged:
        context = {"promotion": promotion}
        return render(request, "promotions/paper_damaged.html", context, status=410)
    return served(file)


def _reported(request: HttpRequest, reference: str) -> Promotion:
    """Return a dossier whose result is reported, once it is over."""
    promotion = own_dossier(request, reference)
    if not may_begin(promotion, at=clock.now()):
        raise Http404
    return promotion


def _is_open(report: ResultReport | None) -> bool:
    return report is None or report.state in OPEN


def _kind(kind: str) -> FileKind:
    if kind not in FILES:
        raise Http404
    return FileKind(kind)


def _save(request: HttpRequest, promotion: Promotion, form: ResultForm) -> HttpResponse:
    try:
        save(promotion, at=clock.now(), **form.understood())
    except ResultNotOpen as closed:
        messages.warning(request, closed.message)
        return redirect("result_report", promotion.reference)
    if "check" in request.POST:
        return redirect("result_check", promotion.reference)
    messages.success(request, _("The draft is saved. It is not sent yet."))
    return redirect("result_report", promotion.reference)


def _send(
    request: HttpRequest,
    promotion: Promotion,
    report: ResultReport,
    form: SubmissionForm,
) -> HttpResponse:
    user, at = person(request), clock.now()

    def create() -> str:
        if form.cleaned_data["saved"] != report.saved_at.isoformat():
            raise ResultNotOpen
        return str(send_result(report, by=user, at=at).pk)

    try:
        submit_once(
            form.cleaned_data["key"],
            purpose="result.send",
            content={
                "reference": promotion.reference,
                "saved": form.cleaned_data["saved"],
            },
            create=create,
        )
    except ResultIncomplete:
        return redirect("result_check", promotion.reference)
    except (ResultNotOpen, ContentConflict):
        messages.warning(
            request,
            _(
                "The report was changed after this page was opened. Please check it "
                "again; nothing was sent."
            ),
        )
        return redirect("result_check", promotion.reference)
    except TransitionNotAllowed as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, _("The report of the result is sent."))
    return redirect("result_report", promotion.reference)


def _show(
    request: HttpRequest,
    promotion: Promotion,
    report: ResultReport | None,
    *,
    form: SubmissionForm | None = None,
) -> HttpResponse:
    facts = _facts(promotion, report)
    hindering = objections(promotion, facts["lines"], at=clock.now()) if form else []
    context = {
        **facts,
        "form": form,
        "objections": hindering,
        "versions": [] if report is None else list(report.versions.all()),
        "reason": _reason(report),
        "may_correct": report is not None
        and report.state == "sent"
        and acts_for(promotion),
    }
    return render(request, "promotions/result_show.html", context)


def _facts(promotion: Promotion, report: ResultReport | None) -> dict[str, Any]:
    today = timezone.localdate(clock.now())
    book = LawBook.on(today)
    lines = lines_of(promotion, report)
    due = due_on(promotion, book=book)
    return {
        "promotion": promotion,
        "report": report,
        "lines": lines,
        "sums": sums(promotion, lines, book=book),
        "awarded_until": awarded_until(promotion),
        "due_on": due,
        "is_overdue": _is_open(report) and due < today,
        "reason": _reason(report),
    }


def _reason(report: ResultReport | None) -> str:
    """Return why the report was sent back, while it is."""
    if report is None or report.state != "returned":
        return ""
    last = report.events.filter(verb="return_result").last()
    return "" if last is None else last.reason


def dossier_result(promotion: Promotion) -> dict[str, Any] | None:
    """Return what the page of the dossier says of the report; None where none is owed."""
    if not must_report(promotion):
        return None
    at = clock.now()
    report, book = report_of(promotion), LawBook.on(timezone.localdate(at))
    due = due_on(promotion, book=book)
    return {
        "report": report,
        "due_on": due,
        "may_begin": may_begin(promotion, at=at),
        "is_overdue": _is_open(report) and due < timezone.localdate(at),
    }
