"""The dossier code of the public-service portal, told after the dossier was sent."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns import clock
from promotions.forms.filing import DayField


class FilingRefForm(forms.Form):
    filing_ref = forms.CharField(
        label=_("Dossier code at the public-service portal"),
        help_text=_("For instance 000.00.18.H56-241120-0001."),
        max_length=60,
    )
    filed_on = DayField(label=_("Filed on"))

    def clean_filed_on(self) -> date:
        filed_on: date = self.cleaned_data["filed_on"]
        if filed_on > clock.today():
            raise ValidationError(
                _("This day is still to come. Write the day on which you filed.")
            )
        return filed_on
