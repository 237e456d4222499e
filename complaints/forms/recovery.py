import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

_NO_DIGIT = re.compile(r"[\s().+-]")
_DIGITS = re.compile(r"\d{8,15}")


class RecoveryForm(forms.Form):
    """What somebody gave with a report: an e-mail address, or a phone number."""

    contact = forms.CharField(
        label=_("E-mail address or phone number you gave in the report"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Write the address or the number.")},
    )

    def clean_contact(self) -> str:
        """Read an address, or the digits of a number; whose it is does not matter."""
        typed: str = self.cleaned_data["contact"]
        digits = _NO_DIGIT.sub("", typed)
        if _DIGITS.fullmatch(digits):
            return digits
        try:
            validate_email(typed)
        except ValidationError:
            raise ValidationError(
                _(
                    "This is neither an e-mail address nor a phone number. Write it "
                    "like ten@example.vn or 0912 345 678."
                ),
                code="invalid",
            ) from None
        return typed
