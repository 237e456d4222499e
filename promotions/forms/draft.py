"""What a form understood, although something else in it was wrong."""

from typing import Any

from django import forms


class DraftForm(forms.Form):
    """A step of a dossier: nothing is mandatory while it is a draft.

    ``understood`` returns the fields that could be read, so a wrong one never costs
    the others; what is missing is for the law to say.
    """

    def understood(self) -> dict[str, Any]:
        self.full_clean()
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in self.errors
        }
