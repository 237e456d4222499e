"""The forms of the log-in pages, in the portal's words.

allauth decides what the fields are and do; these classes only name them.
"""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from allauth.account import forms as allauth_forms

EMAIL = _("E-mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
REPEATED = _("The same password again")
PASSWORD_RULES = _(
    "At least 10 characters. Not only digits, not a password many people use, and not "
    "like your e-mail address."
)


class Worded:
    """Gives fields their label and hint, and takes the placeholders away."""

    labels: dict[str, str | Promise] = {}
    hints: dict[str, str | Promise] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = getattr(self, "fields", {})
        for name, field in fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            field.widget.attrs.pop("placeholder", None)


class LoginForm(Worded, allauth_forms.LoginForm):  # type: ignore[misc]
    labels = {
        "login": EMAIL,
        "password": PASSWORD,
        "remember": _("Keep me logged in on this device"),
    }


class SignupForm(Worded, allauth_forms.SignupForm):  # type: ignore[misc]
    labels = {"email": EMAIL, "password1": PASSWORD, "password2": REPEATED}
    hints = {
        "email": _("We send a link there to confirm that it is yours."),
        "password1": PASSWORD_RULES,
    }


class AddEmailForm(Worded, allauth_forms.AddEmailForm):  # type: ignore[misc]
    labels = {"email": _("New e-mail address")}
    hints = {"email": _("It replaces the old one when you follow the link we send.")}


class ChangePasswordForm(Worded, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    labels = {
        "oldpassword": _("Current password"),
        "password1": NEW_PASSWORD,
        "password2": REPEATED,
    }
    hints = {"password1": PASSWORD_RULES}


class SetPasswordForm(Worded, allauth_forms.SetPasswordForm):  # type: ignore[misc]
    labels = {"password1": NEW_PASSWORD, "password2": REPEATED}
    hints = {"password1": PASSWORD_RULES}


class ResetPasswordForm(Worded, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    labels = {"email": EMAIL}


class ResetPasswordKeyForm(Worded, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    labels = {"password1": NEW_PASSWORD, "password2": REPEATED}
    hints = {"password1": PASSWORD_RULES}


class ReauthenticateForm(Worded, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    labels = {"password": PASSWORD}
