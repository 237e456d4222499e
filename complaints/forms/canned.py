"""Choosing and keeping texts that are written once: input only."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _, gettext_lazy

from accounts.models import Unit
from accounts.placeholders import unknown_placeholders
from complaints.canned_answers import FACTS
from complaints.models import CannedAnswer


class CannedAnswerChoice(forms.Form):
    """A text of the unit, to be put into the step by a button."""

    canned = forms.ModelChoiceField(
        CannedAnswer.objects.none(),
        label=gettext_lazy("Canned answer"),
        required=False,
        empty_label=gettext_lazy("Choose a text"),
        help_text=gettext_lazy(
            "It is put after what you have written; you can change it then."
        ),
    )

    def __init__(self, data: Any, answers: QuerySet[CannedAnswer]) -> None:
        super().__init__(data)
        self.fields["canned"].queryset = answers  # type: ignore[attr-defined]


class CannedAnswerForm(forms.ModelForm[CannedAnswer]):
    class Meta:
        model = CannedAnswer
        fields = ["title", "step", "category", "text", "is_active"]

    unit: Unit | None = None  # whose a new text is

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.instance.unit = self.unit
        if "text" in self.fields:
            self.fields["text"].help_text = _(
                "These words in braces are replaced by facts of the report: %(names)s"
            ) % {"names": _names()}

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        unknown = unknown_placeholders(text, FACTS)
        if unknown:
            raise forms.ValidationError(
                _("“%(name)s” is no fact of a report. Known are: %(names)s")
                % {"name": f"{{{unknown[0]}}}", "names": _names()}
            )
        return text

    def clean(self) -> dict[str, Any]:
        """Say here that a title stands once in a unit: the unit is not typed."""
        typed = super().clean() or {}
        same = CannedAnswer.objects.filter(
            unit=self.instance.unit, step=typed.get("step"), title=typed.get("title")
        )
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error(
                "title", _("There is already a canned answer with this title.")
            )
        return typed


def _names() -> str:
    return "; ".join(f"{{{name}}} – {label}" for name, (label, fact) in FACTS.items())
