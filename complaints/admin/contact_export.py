"""The file that says who sent the reports: asked for, reasoned, and noted one by one."""

from typing import Any

from django import forms
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import is_head_of_trade_management
from campaigns.clock import now
from complaints.admin.export import csv_of
from complaints.forms.steps import PurposeForm
from complaints.models import Complaint
from complaints.models.complaint import ComplaintQuerySet
from complaints.refusals import StepRefused
from complaints.showing import show_in_file

ASKED = "asked"


def contact_export(
    request: HttpRequest, chosen: ComplaintQuerySet, *, context: dict[str, Any]
) -> HttpResponseBase:
    """Ask what for, note it for each report, then hand the file out.

    Reports whose sender this person may not know stay covered in it.
    """
    user = request.user
    assert isinstance(user, User)
    known = Complaint.objects.handled_by(user).filter(pk__in=chosen.values("pk"))
    if not is_head_of_trade_management(user):
        known = known.filter(restricted_at__isnull=True)
    numbers = frozenset(known.values_list("pk", flat=True))
    form = PurposeForm(request.POST if ASKED in request.POST else None)
    if form.is_valid() and numbers:
        at = now()
        try:
            show_in_file(sorted(numbers), **form.cleaned_data, by=user, at=at)
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
