from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.private_page import private_page
from campaigns.clock import now
from complaints import one_time, seller
from complaints.enums import LinkPurpose
from complaints.forms.fields import yes_or_no
from complaints.models import Complaint, SellerRequest
from complaints.one_time import LinkIsDead
from complaints.refusals import AlreadyToldWhetherKept
from complaints.tracking import is_granted
from complaints.views.thread import redirect_to_lookup

GONE = 410


@login_not_required
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def promise(request: HttpRequest, token: str) -> HttpResponse:
    """Ask by a link whether the seller kept the promise; only the answer uses it up."""
    link = one_time.find(LinkPurpose.PROMISE, token)
    if link is None:
        raise Http404
    asked = get_object_or_404(
        SellerRequest.objects.select_related("complaint"), check_link=link
    )
    context = {"asked": asked, "complaint": asked.complaint}
    if not link.is_open(at=now()) or asked.is_kept is not None:
        return render(request, "complaints/promise_gone.html", context, status=GONE)
    is_kept = yes_or_no(request.POST.get("kept", ""))
    if request.method != "POST" or is_kept is None:
        return render(request, "complaints/promise.html", context)
    try:
        seller.tell_whether_kept_by_link(link, is_kept=is_kept, at=now())
    except (LinkIsDead, AlreadyToldWhetherKept):
        return render(request, "complaints/promise_gone.html", context, status=GONE)
    return render(
        request, "complaints/promise_thanks.html", {**context, "is_kept": is_kept}
    )


@login_not_required
@private_page
@require_POST
def promise_kept(request: HttpRequest, code: str) -> HttpResponse:
    """Take the same answer on the page of the report, after the second factor."""
    if not is_granted(request.session, code, at=now()):
        return redirect_to_lookup(code)
    complaint = get_object_or_404(Complaint, code=code)
    asked = seller.promise_to_judge(complaint)
    is_kept = yes_or_no(request.POST.get("kept", ""))
    if asked is not None and is_kept is not None:
        try:
            seller.tell_whether_kept(asked, is_kept=is_kept, at=now())
        except AlreadyToldWhetherKept as told:
            messages.info(request, told.message)
        else:
            messages.success(request, _("Thank you. The office reads your answer."))
    return redirect("complaint_thread", code)
