"""The file that says who sent the reports: asked for, reasoned, and noted one by one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.clock import now
from complaints import showing
from complaints.admin.export import csv_of
from complaints.forms.steps import PurposeForm
from complaints.models import Complaint
from complaints.models.complaint import ComplaintQuerySet
from complaints.refusals import StepRefused, TooManyToShow

ASKED = "asked"


def contact_export(
    request: HttpRequest, chosen: ComplaintQuerySet, *, context: dict[str, Any]
) -> HttpResponseBase | None:
    """Ask what for, note it for each report, then hand the file out.

    Reports whose sender this person may not know stay covered in it. None, which leads
    back to the list, and a word about it where it would name too many senders.
    """
    user = request.user
    assert isinstance(user, User)
    most = showing.MOST_IN_A_FILE
    known = Complaint.objects.shown_to(user).filter(pk__in=chosen.values("pk"))
    numbers = frozenset(known.values_list("pk", flat=True)[: most + 1])
    if len(numbers) > most:
        messages.error(request, TooManyToShow(most).message)
        return None
    form = PurposeForm(request.POST if ASKED in request.POST else None)
    if form.is_valid() and numbers:
        at = now()
        try:
            showing.show_in_file(sorted(numbers), **form.cleaned_data, by=user, at=at)
        except StepRefused as refused:
            form.add_error(None, refused.message)
        else:
            name = f"phan-anh-nguoi-gui-{at:%Y%m%d-%H%M}.csv"
            return csv_of(chosen, filename=name, contacts_of=numbers)
    return _ask(request, form, count=len(numbers), context=context)


def _ask(
    request: HttpRequest, form: forms.Form, *, count: int, context: dict[str, Any]
) -> HttpResponseBase:
    return TemplateResponse(
        request,
        "admin/complaints/complaint/contact_export.html",
        {
            **context,
            "title": _("Save reports with who sent them"),
            "opts": Complaint._meta,
            "form": form,
            "count": count,
            "asked": ASKED,
            "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "checkbox": ACTION_CHECKBOX_NAME,
            "action": "export_contacts",
            "select_across": request.POST.get("select_across", "0"),
        },
    )
