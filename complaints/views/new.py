from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from accounts.client_address import client_address
from accounts.once import ContentConflict
from accounts.private_page import private_page
from campaigns.clock import now
from complaints.enums import ComplaintSource
from complaints.evidence.attaching import Attached
from complaints.evidence.trouble import EvidenceRefused
from complaints.forms.attached import attached_to
from complaints.forms.complaint import ComplaintForm, first_key, has_key, with_new_key
from complaints.intake import file_complaint
from complaints.prefill import first_answers, promotion_named
from complaints.spam.weighing import Sending
from complaints.tracking import receipt_token

CONFLICT = 409


@login_not_required
@private_page
@gzip_page  # sixty kilobytes of questions; Django pads the answer against BREACH
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Show the form, or file what it brought and show the receipt."""
    if request.method != "POST":
        initial = {**first_key(), **first_answers(request.GET.dict())}
        return _show(request, ComplaintForm(initial=initial, at=now()))
    data = request.POST if has_key(request.POST) else with_new_key(request.POST)
    attached = attached_to(request)
    form = ComplaintForm(data, at=now(), attached=attached)
    if not form.is_valid():
        return _show(request, form)
    try:
        receipt = file_complaint(
            form.facts,
            key=form.cleaned_data["key"],
            at=now(),
            source=ComplaintSource.WEB,
            uploads=attached.uploads,
            sending=_sending(request, form),
        )
    except EvidenceRefused as refused:
        form.add_error("evidence", refused.message)
        return _show(request, form)
    except ContentConflict as conflict:
        return _show_conflict(request, attached, conflict.receipt)
    return redirect("complaint_receipt", receipt_token(receipt.reference))


def _sending(request: HttpRequest, form: ComplaintForm) -> Sending:
    return Sending(
        address=client_address(request),
        trap=form.cleaned_data["website"],
        challenge=form.cleaned_data["challenge"],
        number=form.cleaned_data["number"],
    )


def _show(request: HttpRequest, form: ComplaintForm) -> HttpResponse:
    context = {"form": form, "promotion": promotion_named(form["promotion"].value())}
    return render(request, "complaints/complaint_new.html", context)


def _show_conflict(
    request: HttpRequest, attached: Attached, sent_code: str
) -> HttpResponse:
    """Keep what was typed, under a key of its own: the first report stands."""
    form = ComplaintForm(with_new_key(request.POST), at=now(), attached=attached)
    context = {
        "form": form,
        "sent_code": sent_code,
        "sent_token": receipt_token(sent_code),
    }
    return render(request, "complaints/complaint_new.html", context, status=CONFLICT)
