from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.once import ContentConflict
from accounts.private_page import private_page
from campaigns.clock import now
from complaints import consenting
from complaints.consent import agreed_texts
from complaints.forms.complaint import has_key, with_new_key
from complaints.forms.rights import WishForm, empty_wish
from complaints.models import Complaint
from complaints.refusals import StepRefused
from complaints.rights import asking, copying
from complaints.tracking import is_granted
from complaints.views.thread import redirect_to_lookup

CONFLICT = 409


@login_not_required
@private_page
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def my_data(request: HttpRequest, code: str) -> HttpResponse:
    """Show who reports what they agreed to, and take what they ask about their data."""
    if not is_granted(request.session, code, at=now()):
        return redirect_to_lookup(code)
    complaint = get_object_or_404(Complaint, code=code)
    if request.method != "POST":
        return _show(request, complaint, empty_wish())
    data = request.POST if has_key(request.POST) else with_new_key(request.POST)
    form = WishForm(data)
    if not form.is_valid():
        return _show(request, complaint, form)
    try:
        asking.ask(complaint, form.wish, key=form.cleaned_data["key"], at=now())
    except ContentConflict:
        fresh = WishForm(with_new_key(request.POST))
        fresh.is_valid()
        fresh.refuse(_already_sent())
        return _show(request, complaint, fresh, status=CONFLICT)
    except StepRefused as refused:
        form.refuse(refused.message)
        return _show(request, complaint, form)
    text = _("Your request is stored. The office answers within 72 hours.")
    messages.success(request, text)
    return redirect("complaint_my_data", code)


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


@login_not_required
@private_page
@require_POST
def end_restriction(request: HttpRequest, code: str) -> HttpResponse:
    """Let the offices use the data again."""
    if not is_granted(request.session, code, at=now()):
        return redirect_to_lookup(code)
    complaint = get_object_or_404(Complaint, code=code)
    try:
        asking.end_restriction(complaint, at=now())
    except StepRefused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, _("The restriction has ended."))
    return redirect("complaint_my_data", code)


def _show(
    request: HttpRequest, complaint: Complaint, form: WishForm, status: int = 200
) -> HttpResponse:
    context = {
        "complaint": complaint,
        "consents": agreed_texts(complaint),
        "copy": copying.offered(complaint, at=now()),
        "wishes": complaint.subject_requests.order_by("-asked_at", "-pk"),
        "form": form,
    }
    return render(request, "complaints/my_data.html", context, status=status)


def _already_sent() -> str:
    return _(
        "An earlier request was sent with this form already and stands above. What you "
        "changed since then was not sent; send it again to ask for it as well."
    )
