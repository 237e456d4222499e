"""Files that come with a report or after it."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.lifecycle import TransitionNotAllowed
from accounts.once import ContentConflict
from accounts.private_page import private_page
from campaigns.clock import now
from complaints.evidence.adding import add_evidence
from complaints.evidence.trouble import EvidenceRefused
from complaints.forms.attached import attached_to
from complaints.forms.complaint import has_key, with_new_key
from complaints.forms.evidence import MoreEvidenceForm
from complaints.models import Complaint
from complaints.tracking import is_granted
from complaints.views.thread import redirect_to_lookup


@login_not_required
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def more_evidence(request: HttpRequest, code: str) -> HttpResponse:
    """Take files for a report from the browser that proved to be its sender's."""
    if not is_granted(request.session, code, at=now()):
        return redirect_to_lookup(code)
    complaint = get_object_or_404(Complaint, code=code)
    if request.method != "POST":
        return _show(request, complaint, MoreEvidenceForm(initial={"key": uuid4()}))
    data = request.POST if has_key(request.POST) else with_new_key(request.POST)
    attached = attached_to(request)
    form = MoreEvidenceForm(data, attached=attached)
    if not form.is_valid():
        return _show(request, complaint, form)
    try:
        add_evidence(
            complaint, attached.uploads, key=form.cleaned_data["key"], at=now()
        )
    except EvidenceRefused as refused:
        form.add_error("evidence", refused.message)
        return _show(request, complaint, form)
    except ContentConflict:
        messages.warning(
            request, _("These files were sent before; what was sent first stands.")
        )
    except TransitionNotAllowed as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, _("Your files are stored with the report."))
    return redirect("complaint_thread", code)


def _show(
    request: HttpRequest, complaint: Complaint, form: MoreEvidenceForm
) -> HttpResponse:
    context = {"complaint": complaint, "form": form}
    return render(request, "complaints/complaint_evidence.html", context)
