from django import forms
from django.utils.translation import gettext_lazy as _


class SavedSearchForm(forms.Form):
    use_required_attribute = False

    key = forms.UUIDField(widget=forms.HiddenInput)
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You will receive a link there; only then does anything begin."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    consent = forms.BooleanField(
        label=_(
            "I agree that the Department of Industry and Trade of Thanh Hoá keeps this "
            "address to send me the news of this list, at most one mail a day, until "
            "the campaign ends or I stop it."
        ),
        error_messages={
            "required": _("Tick this box; without your consent we may send nothing.")
        },
    )
