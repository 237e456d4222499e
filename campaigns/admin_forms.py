from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns import clock
from campaigns.models import Activity, Campaign


class CopyForm(forms.ModelForm[Campaign]):
    """What is new about a campaign that begins as a copy."""

    starts_on = forms.DateField(
        label=_("First day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("All time slots move with it."),
    )

    class Meta:
        model = Campaign
        fields = ["code", "name", "short_name"]
        widgets = {"name": forms.TextInput(attrs={"size": 80})}


class ActivityForm(forms.ModelForm[Activity]):
    link = forms.URLField(label=_("Link"), required=False, assume_scheme="https")

    class Meta:
        model = Activity
        fields = [
            *("campaign", "kind", "title", "done_on"),
            *("quantity", "reached_count", "link"),
        ]
        help_texts = {
            "quantity": _("For instance how many articles or sessions."),
            "reached_count": _("Readers, listeners or people present, if known."),
        }

    def clean_done_on(self) -> Any:
        done_on = self.cleaned_data["done_on"]
        if done_on > clock.today():
            raise ValidationError(
                _("This day lies ahead. Report what has already been done.")
            )
        return done_on
