from django import forms
from django.utils.translation import gettext_lazy as _


class SubmissionForm(forms.Form):
    """The declaration of the merchant, with the key that makes it count once.

    ``saved`` is the moment of the content that was on the page: nobody declares what
    somebody else changed meanwhile.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    saved = forms.CharField(widget=forms.HiddenInput, max_length=40)
    is_declared_true = forms.BooleanField(
        label=_(
            "We declare that what is stated is true and answer for it before the law."
        ),
        error_messages={
            "required": _("Tick the declaration: without it nothing can be sent.")
        },
    )
