"""The form of a step that must be explained."""

from django import forms
from django.utils.translation import gettext_lazy as _


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
