from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.client_address import client_address
from accounts.private_page import private_page
from complaints.forms.recovery import RecoveryForm
from complaints.recovery import ask

TOO_MANY = 429


@login_not_required
@private_page
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def recover(request: HttpRequest) -> HttpResponse:
    """Take the wish for lost codes; the answer is the same whoever asks for what."""
    if request.method != "POST":
        return _show(request, RecoveryForm())
    form = RecoveryForm(request.POST)
    if not form.is_valid():
        return _show(request, form)
    until = ask(
        form.cleaned_data["contact"],
        network=client_address(request),
        at=timezone.now(),
    )
    if until is not None:
        moment = date_format(timezone.localtime(until), "TIME_FORMAT")
        text = _("This was asked too often from here. Please try again after %(time)s.")
        form.add_error(None, text % {"time": moment})
        return _show(request, form, status=TOO_MANY)
    return redirect("complaint_recovery_sent")


@login_not_required
@private_page
@require_safe
def recovery_sent(request: HttpRequest) -> HttpResponse:
    """Say what happens now, in the same words to everybody."""
    return render(request, "complaints/complaint_recovery_sent.html")


def _show(request: HttpRequest, form: RecoveryForm, status: int = 200) -> HttpResponse:
    return render(
        request, "complaints/complaint_recovery.html", {"form": form}, status=status
    )
