"""Texts that officers write once and put into what they write: choosing and keeping.

The facts that may be named in a text are those of an app: name, label and how it is
found. ``admin_canned_texts`` shows how a text came to read as it does.
"""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.placeholders import Facts, unknown_placeholders

INSERT = "insert"  # the button that puts the chosen text in


class CannedTextChoice(forms.Form):
    """A text that was written once, to be put into the step by a button."""

    canned: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        queryset=None,
        required=False,
        empty_label=_("Choose a text"),
        help_text=_("It is put after what you have written; you can change it then."),
    )

    def __init__(
        self, data: Any, texts: QuerySet[Any], *, label: str | Promise
    ) -> None:
        super().__init__(data)
        field: Any = self.fields["canned"]
        field.queryset, field.label = texts, label

    def chosen_text(self) -> str | None:
        chosen = self.cleaned_data["canned"] if self.is_valid() else None
        return chosen.text if chosen is not None else None


class CannedTextForm(forms.ModelForm[Any]):
    """Refuse a text that names a fact nobody knows.

    ``known_facts`` is the sentence under the field, ``unknown_fact`` that of a refusal.
    """

    facts: ClassVar[Facts]
    known_facts: ClassVar[Promise]
    unknown_fact: ClassVar[Promise]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "text" in self.fields:
            names = {"names": self._names()}
            self.fields["text"].help_text = str(self.known_facts) % names

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        unknown = unknown_placeholders(text, self.facts)
        if unknown:
            raise forms.ValidationError(
                str(self.unknown_fact)
                % {"name": f"{{{unknown[0]}}}", "names": self._names()}
            )
        return text

    def _names(self) -> str:
        return "; ".join(
            f"{{{name}}} – {label}" for name, (label, fact) in self.facts.items()
        )
