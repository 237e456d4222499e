"""Forms of the steps that need more than a click."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from promotions.models import CannedReason


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


class CannedReasonChoice(forms.Form):
    """A reason of the Division, to be put into the text by a button."""

    canned = forms.ModelChoiceField(
        CannedReason.objects.none(),
        label=_("Canned reason"),
        required=False,
        empty_label=_("Choose a text"),
        help_text=_("It is put after what you have written; you can change it then."),
    )

    def __init__(self, data: Any, reasons: QuerySet[CannedReason]) -> None:
        super().__init__(data)
        self.fields["canned"].queryset = reasons  # type: ignore[attr-defined]


class ConfirmationForm(forms.Form):
    """The paper by which a registration was confirmed (form 04)."""

    confirmation_ref = forms.CharField(
        label=_("Number of the registration confirmation"), max_length=60
    )
    confirmed_on = forms.DateField(
        label=_("Confirmed on"),
        help_text=_("Day, month and year, such as 20/11/2024."),
    )
