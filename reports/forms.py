from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.enums import Audience


class ReportRequestForm(forms.Form):
    """One button: for whom the report is, and the key that makes it one request."""

    audience = forms.ChoiceField(label=_("addressed to"), choices=Audience.choices)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
