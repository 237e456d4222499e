"""Forms of the steps that need more than a click."""

from django import forms
from django.utils.translation import gettext_lazy as _

CANNED_REASON = _("Canned reason")


class ReasonForm(forms.Form):
    """Why; the merchant reads exactly these words."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8, "class": "vLargeTextField"}),
        help_text=_(
            "The merchant reads exactly these words, by e-mail and in the dossier. Say "
            "what is wrong, by which rule, and how to put it right."
        ),
        error_messages={
            "required": _("Write the reason: the merchant will read it."),
        },
    )


class ConfirmationForm(forms.Form):
    """The paper by which a registration was confirmed (form 04)."""

    confirmation_ref = forms.CharField(
        label=_("Number of the registration confirmation"), max_length=60
    )
    confirmed_on = forms.DateField(
        label=_("Confirmed on"),
        help_text=_("Day, month and year, such as 20/11/2024."),
    )
