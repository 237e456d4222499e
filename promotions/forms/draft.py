"""A step of a dossier: nothing is lost because something is missing or wrong."""

from typing import Any

from django import forms


class DraftForm(forms.Form):
    """A form that may be left half empty.

    ``required`` marks for the reader what the law will ask for; the form itself takes
    an empty value. ``understood`` returns the fields that could be read, so a wrong
    one never costs the others.
    """

    use_required_attribute = False

    def full_clean(self) -> None:
        mandatory = [field for field in self.fields.values() if field.required]
        for field in mandatory:
            field.required = False
        super().full_clean()
        for field in mandatory:
            field.required = True

    def understood(self) -> dict[str, Any]:
        self.full_clean()
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in self.errors
        }
