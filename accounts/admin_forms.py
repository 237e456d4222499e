"""What an administrator may write about a person."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from accounts.models.user import ONE_HEAD

LABELS = {"is_superuser": _("Administrator of the portal")}
HELP = {
    "is_head": _(
        "Is told when the unit is late with its work, and keeps its canned reasons."
    ),
    "is_superuser": _("Keeps people, units and settings; reads no records by this."),
    "is_active": _(
        "Take the tick away when somebody leaves. The account stays, because its "
        "name stands under what was decided."
    ),
}


class InvitationForm(forms.ModelForm[User]):
    """A new officer, to be invited by e-mail."""

    class Meta:
        model = User
        fields = ["email", "full_name", "position", "unit", "is_head", "is_superuser"]
        labels = LABELS
        help_texts = HELP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].required = True

    def clean_email(self) -> str:
        """Fold the case, in which addresses do not differ here."""
        email: str = self.cleaned_data["email"]
        return email.lower()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("unit") and not cleaned.get("is_superuser"):
            self.add_error("unit", _("Choose the unit this officer belongs to."))
        if cleaned.get("is_head") and _has_head(cleaned.get("unit")):
            self.add_error("is_head", ONE_HEAD)
        return cleaned


class PersonForm(forms.ModelForm[User]):
    """An existing person; the administrator cannot lock themselves out."""

    editor: User

    class Meta:
        model = User
        fields = [
            "full_name",
            "position",
            "unit",
            "is_head",
            "is_active",
            "is_superuser",
        ]
        labels = LABELS
        help_texts = HELP

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        keeps_access = cleaned.get("is_active") and cleaned.get("is_superuser")
        if self.instance == self.editor and not keeps_access:
            raise ValidationError(
                _("You cannot take your own access away. Another administrator can.")
            )
        self.instance.is_staff = bool(cleaned.get("is_superuser"))
        return cleaned


def _has_head(unit: Unit | None) -> bool:
    return (
        unit is not None and unit.members.filter(is_head=True, is_active=True).exists()
    )
