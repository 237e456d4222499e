from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from reports.enums import Audience


class ReportRequestForm(forms.Form):
    """One button: what the report is about, for whom, and the key of this request."""

    campaign = forms.ModelChoiceField(
        label=_("campaign"),
        queryset=Campaign.objects.published(),
        to_field_name="code",
        widget=forms.HiddenInput,
    )
    audience = forms.ChoiceField(
        label=_("addressed to"), choices=Audience.choices, widget=forms.HiddenInput
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
