from django import forms
from django.utils.translation import gettext_lazy as _


class WithdrawalForm(forms.Form):
    """Why a merchant takes a dossier back; the Division reads it."""

    reason = forms.CharField(
        label=_("Why do you withdraw the dossier?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
    )
