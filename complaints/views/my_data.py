from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.private_page import private_page
from campaigns.clock import now
from complaints import consenting
from complaints.consent import agreed_texts
from complaints.models import Complaint
from complaints.refusals import StepRefused
from complaints.tracking import is_granted
from complaints.views.thread import redirect_to_lookup


@login_not_required
@private_page
@require_safe
def my_data(request: HttpRequest, code: str) -> HttpResponse:
    """Show who reports what they agreed to and what they may ask for."""
    if not is_granted(request.session, code, at=now()):
        return redirect_to_lookup(code)
    complaint = get_object_or_404(Complaint, code=code)
    context = {"complaint": complaint, "consents": agreed_texts(complaint)}
    return render(request, "complaints/my_data.html", context)


@login_not_required
@private_page
@require_POST
def withdraw_sharing(request: HttpRequest, code: str) -> HttpResponse:
    """Take back that the seller may learn who reports."""
    if not is_granted(request.session, code, at=now()):
        return redirect_to_lookup(code)
    complaint = get_object_or_404(Complaint, code=code)
    try:
        consenting.withdraw_sharing(complaint, at=now())
    except StepRefused as refused:
        messages.warning(request, refused.message)
    else:
        text = _("Taken back. From now on the seller learns nothing about you.")
        messages.success(request, text)
    return redirect("complaint_my_data", code)
