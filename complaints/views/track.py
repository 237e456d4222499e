from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.client_address import client_address
from accounts.private_page import private_page
from campaigns.clock import now
from complaints.forms.lookup import LookupForm
from complaints.lookup_limit import blocked_until
from complaints.tracking import find, grant

TOO_MANY = 429


@login_not_required
@private_page
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Open a complaint to whoever has its code and its second factor."""
    if request.method != "POST":
        return _show(request, LookupForm(initial={"code": request.GET.get("ma", "")}))
    form = LookupForm(request.POST)
    if not form.is_valid():
        return _show(request, form)
    code, factor = form.cleaned_data["code"], form.cleaned_data["factor"]
    # Guessers do not rehearse: the limit runs on real time.
    until = blocked_until(address=client_address(request), code=code, at=timezone.now())
    if until is not None:
        form.refuse(_too_often(timezone.localtime(until)))
        return _show(request, form, status=TOO_MANY)
    complaint = find(code, factor)
    if complaint is None:
        form.refuse(_not_found())
        return _show(request, form)
    grant(request.session, complaint, at=now())
    return redirect("complaint_thread", complaint.code)


def _show(request: HttpRequest, form: LookupForm, status: int = 200) -> HttpResponse:
    return render(
        request, "complaints/complaint_track.html", {"form": form}, status=status
    )


def _not_found() -> str:
    return _(
        "No report fits this code together with these digits or this e-mail address. "
        "Check both; the code stands on your receipt and in the e-mail you got."
    )


def _too_often(until: datetime) -> str:
    return _(
        "This was tried too often. To protect the reports, please try again after "
        "%(time)s. Your report is not affected."
    ) % {"time": date_format(until, "TIME_FORMAT")}
