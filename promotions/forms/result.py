"""What became of each prize: one number a registered prize, saved whole or in part."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from promotions.forms.fields import MoneyField
from promotions.models import ResultLine


class ResultForm(forms.Form):
    """A draft may leave everything open; the check page says what is missing."""

    sales_vnd = MoneyField(
        label=_("Sales during the promotion"),
        help_text=_("Of the goods and services promoted."),
        required=False,
    )
    note = forms.CharField(
        label=_("Difficulties and proposals"),
        help_text=_("Do not write names of customers or winners here."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4_000,
        required=False,
    )

    def __init__(self, data: Any = None, *, lines: Sequence[ResultLine]) -> None:
        super().__init__(data)
        self.lines = lines
        for line in lines:
            self.fields[_name(line)] = _given(line)
            self.initial[_name(line)] = line.given_count
        self.order_fields([*map(_name, lines), "sales_vnd", "note"])

    @property
    def rows(self) -> list[tuple[ResultLine, forms.BoundField]]:
        return [(line, self[_name(line)]) for line in self.lines]

    def understood(self) -> dict[str, Any]:
        """Return what ``result.writing.save`` keeps."""
        given = {line.position: self.cleaned_data[_name(line)] for line in self.lines}
        return {
            "given": given,
            "sales_vnd": self.cleaned_data["sales_vnd"],
            "note": self.cleaned_data["note"].strip(),
        }


def _name(line: ResultLine) -> str:
    return f"given_{line.position}"


def _given(line: ResultLine) -> forms.IntegerField:
    attrs = {"inputmode": "numeric", "autocomplete": "off", "class": "num"}
    return forms.IntegerField(
        label=_("How many were given of “%(prize)s”?") % {"prize": line.name},
        required=False,
        min_value=0,
        max_value=line.quantity,
        widget=forms.TextInput(attrs=attrs),
        error_messages={
            "invalid": _("Write a whole number; 0 if none was given."),
            "min_value": _("Write a whole number; 0 if none was given."),
            "max_value": _("Not more than %(limit_value)s were registered."),
        },
    )
