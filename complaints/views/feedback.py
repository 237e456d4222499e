from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.private_page import private_page
from campaigns.clock import now
from complaints import one_time
from complaints.enums import LinkPurpose
from complaints.feedback import give, give_by_link, is_asked
from complaints.forms.feedback import FeedbackForm
from complaints.models import Complaint
from complaints.one_time import LinkIsDead
from complaints.refusals import FeedbackClosed
from complaints.tracking import is_granted
from complaints.views.thread import redirect_to_lookup

GONE = 410


@login_not_required
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask by a link what the complainant thinks; only the answer uses it up."""
    link = one_time.find(LinkPurpose.FEEDBACK, token)
    if link is None:
        raise Http404
    complaint = link.complaint
    if not link.is_open(at=now()) or not is_asked(complaint, at=now()):
        return _show_gone(request)
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            given = give_by_link(link, form.opinion, at=now())
        except (LinkIsDead, FeedbackClosed):
            return _show_gone(request)
        return render(
            request,
            "complaints/feedback_thanks.html",
            {"complaint": complaint, "feedback": given},
        )
    context = {"complaint": complaint, "form": form}
    return render(request, "complaints/feedback.html", context)


@login_not_required
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, code: str) -> HttpResponse:
    """Ask the same of the browser that proved to be the sender's."""
    if not is_granted(request.session, code, at=now()):
        return redirect_to_lookup(code)
    complaint = get_object_or_404(Complaint, code=code)
    if not is_asked(complaint, at=now()):
        return _show_gone(request)
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            give(complaint, form.opinion, at=now())
        except FeedbackClosed as told:
            messages.info(request, told.message)
        else:
            messages.success(request, _("Thank you. The office reads your answer."))
        return redirect("complaint_thread", code)
    context = {"complaint": complaint, "form": form}
    return render(request, "complaints/feedback.html", context)


def _show_gone(request: HttpRequest) -> HttpResponse:
    return render(request, "complaints/promise_gone.html", status=GONE)
