from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.codes import normalise


class LookupForm(forms.Form):
    """The tracking code and the second factor."""

    code = forms.CharField(
        label=_("Tracking code"),
        max_length=40,
        help_text=_("Such as PA-7K3M-9QXD-2TRV. Small letters and blanks are fine."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "code",
            }
        ),
    )
    factor = forms.CharField(
        label=_("Last four digits of your phone number, or your e-mail address"),
        max_length=254,
        help_text=_("As you wrote it in the report."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        """Read the code as it was meant; what cannot be one stays as it was typed."""
        typed: str = self.cleaned_data["code"]
        return normalise(typed) or typed

    def refuse(self, message: Any) -> None:
        self.add_error(None, message)
