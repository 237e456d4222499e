from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.private_page import private_page
from campaigns.clock import now
from complaints.forms.rights import CopyForm
from complaints.models import Complaint
from complaints.refusals import StepRefused
from complaints.rights import copying
from complaints.rights.refusals import CopyIsGone
from complaints.tracking import is_granted
from complaints.views.thread import redirect_to_lookup
from documents.attachment import attachment


@login_not_required
@private_page
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def my_copy(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for a password, then hand out the encrypted copy that was granted."""
    if not is_granted(request.session, code, at=now()):
        return redirect_to_lookup(code)
    complaint = get_object_or_404(Complaint, code=code)
    offered = copying.offered(complaint, at=now())
    if offered is None:
        messages.warning(request, CopyIsGone().message)
        return redirect("complaint_my_data", code)
    form = CopyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            content = copying.take(
                complaint, password=form.cleaned_data["password"], at=now()
            )
        except StepRefused as refused:
            messages.warning(request, refused.message)
            return redirect("complaint_my_data", code)
        response = attachment(
            content, filename=copying.FILENAME, kind="application/zip"
        )
        response["Cache-Control"] = "no-store, private"
        return response
    context = {
        "complaint": complaint,
        "until": copying.offered_until(offered),
        "form": form,
    }
    return render(request, "complaints/my_copy.html", context)
