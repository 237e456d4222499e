from django import forms
from django.utils.translation import gettext_lazy as _


class AppealForm(forms.Form):
    """Why a merchant asks for a review; the key makes it count once."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why should the decision be looked at again?"),
        help_text=_(
            "Say what is wrong in the decision and what proves it. Another officer "
            "reads it; you can ask once."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4_000,
        error_messages={"required": _("Write why you ask for a review.")},
    )
