from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.lifecycle import TransitionNotAllowed
from accounts.private_page import private_page
from campaigns.clock import now
from complaints import workflow
from complaints.delivery import mails_to_sender
from complaints.feedback import is_asked
from complaints.forms.reply import ReplyForm, empty_reply
from complaints.guides import guide_of
from complaints.models import Complaint
from complaints.seller import promise_to_judge
from complaints.talking import open_question
from complaints.timeline import timeline
from complaints.tracking import forget, is_granted


@login_not_required
@private_page
@require_safe
def thread(request: HttpRequest, code: str) -> HttpResponse:
    """Show the course of a complaint to the browser that proved to be its sender's."""
    if not is_granted(request.session, code, at=now()):
        return redirect_to_lookup(code)
    complaint = get_object_or_404(
        Complaint.objects.select_related("category", "district", "promotion"),
        code=code,
    )
    question = open_question(complaint)
    return show_thread(request, complaint, empty_reply(is_answer=question is not None))


def show_thread(
    request: HttpRequest, complaint: Complaint, form: ReplyForm, status: int = 200
) -> HttpResponse:
    """Show the course with the form below it, which keeps what was typed."""
    guide = guide_of(complaint.category.code)
    referrals = list(complaint.referrals.select_related("unit").order_by("pk"))
    context = {
        "complaint": complaint,
        "answers": guide.in_words(complaint.answers),
        "exits": guide.exits_opened_by(complaint.answers),
        "referrals": referrals,
        "mails": mails_to_sender(complaint),
        "entries": timeline(complaint),
        "evidence": complaint.evidence.all(),
        "question": open_question(complaint) if complaint.is_open else None,
        "promise": promise_to_judge(complaint),
        "is_feedback_asked": is_asked(complaint, at=now()),
        "form": form,
    }
    return render(request, "complaints/complaint_thread.html", context, status=status)


@login_not_required
@private_page
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the complaint on a device that others use as well."""
    forget(request.session)
    messages.success(request, _("The report is closed on this device."))
    return redirect("complaint_track")


@login_not_required
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Ask once more, then close the complaint as its sender wishes."""
    if not is_granted(request.session, code, at=now()):
        return redirect_to_lookup(code)
    complaint = get_object_or_404(Complaint, code=code)
    if request.method != "POST":
        context = {"complaint": complaint}
        return render(request, "complaints/complaint_withdraw.html", context)
    try:
        workflow.withdraw(complaint, by=None, at=now())
    except TransitionNotAllowed as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, _("Your report is withdrawn."))
    return redirect("complaint_thread", code)


def redirect_to_lookup(code: str) -> HttpResponse:
    response = redirect("complaint_track")
    response["Location"] += f"?ma={code}"
    return response
