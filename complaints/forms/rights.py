"""What people ask about their own data, and what an officer decides: input only."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from complaints.enums import RefusalGround, SubjectRequestKind
from complaints.forms.fields import VietnamesePhoneField
from complaints.rights.asking import Wish

LONGEST = 3_000
FEWEST_SIGNS = 12
CORRECTED = ("full_name", "phone", "email")


class WishForm(forms.Form):
    """A request about one's own data."""

    use_required_attribute = False

    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("What do you ask for?"),
        choices=SubjectRequestKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you ask for.")},
    )
    full_name = forms.CharField(
        label=_("Correct full name"),
        required=False,
        max_length=150,
        help_text=_("Only for a correction. Leave empty what is right already."),
    )
    phone = VietnamesePhoneField(label=_("Correct phone number"), required=False)
    email = forms.EmailField(label=_("Correct e-mail address"), required=False)
    text = forms.CharField(
        label=_("What else the office should know"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """Take corrected values with a correction, and with nothing else."""
        data = super().clean() or self.cleaned_data
        has_values = any(data.get(name) for name in CORRECTED)
        is_correction = data.get("kind") == SubjectRequestKind.CORRECTION
        is_whole = not any(name in self.errors for name in CORRECTED)
        if is_correction and is_whole and not has_values:
            self.add_error("full_name", _("Write what is right in at least one line."))
        if data.get("kind") and not is_correction and has_values:
            self.add_error(
                "kind",
                _("Correct values belong to a correction. Choose it, or empty them."),
            )
        return data

    @property
    def wish(self) -> Wish:
        data = self.cleaned_data
        return Wish(
            kind=SubjectRequestKind(data["kind"]),
            text=data["text"].strip(),
            full_name=data["full_name"],
            phone=data["phone"].as_e164 if data["phone"] else "",
            email=data["email"],
        )

    def refuse(self, message: Any) -> None:
        self.add_error(None, message)


def empty_wish() -> WishForm:
    return WishForm(initial={"key": uuid4()})


class DecisionForm(forms.Form):
    use_required_attribute = False

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("grant", _("Grant it")), ("refuse", _("Refuse it"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether it is granted.")},
    )
    ground = forms.ChoiceField(
        label=_("Legal ground, if it is refused"),
        required=False,
        choices=[("", _("– choose –")), *RefusalGround.choices],
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "cols": 80}),
        help_text=_(
            "It is sent to the person as it stands here. If you refuse, say where "
            "they can complain about it."
        ),
        error_messages={"required": _("Write the reason.")},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a ground with a refusal, and for none with a grant."""
        data = super().clean() or self.cleaned_data
        is_refused = data.get("decision") == "refuse"
        if is_refused and not data.get("ground"):
            self.add_error("ground", _("Choose the legal ground of the refusal."))
        if data.get("decision") == "grant" and data.get("ground"):
            self.add_error("ground", _("A ground belongs to a refusal; choose none."))
        return data


class CopyForm(forms.Form):
    """The password of the file, chosen by who takes it and kept nowhere."""

    use_required_attribute = False

    password = forms.CharField(
        label=_("Password for the file"),
        min_length=FEWEST_SIGNS,
        max_length=72,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_(
            "At least 12 letters, digits or signs of an English keyboard, without "
            "spaces. Whoever opens the file needs it; nobody can give it to you again."
        ),
        validators=[
            RegexValidator(
                r"^[!-~]+$",
                _(
                    "Use letters without marks, digits and signs, without spaces: not "
                    "every program can open the file with others."
                ),
            )
        ],
        error_messages={
            "required": _("Choose a password for the file."),
            "min_length": _("Choose a password of at least 12 signs."),
        },
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Write the password a second time.")},
    )

    def clean(self) -> dict[str, Any]:
        """Catch a slip of the finger: the file could never be opened."""
        data = super().clean() or self.cleaned_data
        first, again = data.get("password"), data.get("again")
        if first and again and first != again:
            self.add_error("again", _("The two passwords differ. Write both again."))
        return data
