"""Values and the filing at the public-service portal, which is the legal channel."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from promotions.forms.draft import DraftForm
from promotions.forms.fields import MoneyField

FILED = ("filing_ref", "filed_on", "confirmation_ref", "confirmed_on")


class DayField(forms.DateField):
    default_error_messages = {
        "invalid": _("Write the day as dd/mm/yyyy, for instance 20/11/2024."),
    }
    widget = forms.DateInput(attrs={"placeholder": "dd/mm/yyyy"})


class FilingForm(DraftForm):
    promoted_total_vnd = MoneyField(
        label=_("Total value of the goods promoted, đồng"),
        help_text=_("Estimate: price before × quantity you expect to sell."),
        required=False,
    )
    used_total_vnd = MoneyField(
        label=_("Total value of goods used for promotion, đồng"),
        help_text=_("Reductions, gifts, vouchers and prizes together."),
        required=False,
    )
    filing_ref = forms.CharField(
        label=_("Dossier code at the public-service portal"),
        help_text=_("For instance 000.00.18.H56-241120-0001."),
        max_length=60,
        required=False,
    )
    filed_on = DayField(label=_("Filed on"), required=False)
    confirmation_ref = forms.CharField(
        label=_("Number of the registration confirmation"),
        help_text=_("Only for games of chance."),
        max_length=60,
        required=False,
    )
    confirmed_on = DayField(label=_("Confirmed on"), required=False)

    def __init__(self, *args: Any, only_values: bool = False, **kwargs: Any) -> None:
        """``only_values`` leaves out the filing, which an amendment does not change."""
        super().__init__(*args, **kwargs)
        if only_values:
            for name in FILED:
                del self.fields[name]
