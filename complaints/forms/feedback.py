from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.enums import FeedbackKind
from complaints.feedback import Opinion

LONGEST = 3_000


class FeedbackForm(forms.Form):
    """What the complainant thinks of the result."""

    kind = forms.ChoiceField(
        label=_("What do you think of the result?"),
        choices=FeedbackKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )
    text = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Needed if the report is to be taken up again: say what is new."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == FeedbackKind.REOPEN and not cleaned.get("text"):
            self.add_error("text", _("Write why the report is to be taken up again."))
        return cleaned

    @property
    def opinion(self) -> Opinion:
        return Opinion(
            FeedbackKind(self.cleaned_data["kind"]), self.cleaned_data["text"]
        )

    def refuse(self, message: Any) -> None:
        self.add_error(None, message)
