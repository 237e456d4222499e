"""The lists to choose from beside the register, drawn and read with little work.

The page of the register is the one most asked for. Django draws each option with two
templates of its own and reads each list of records through a cursor on the server.
"""

from collections.abc import Iterator
from typing import Any

from django import forms

import django_filters
from django_filters.fields import ModelChoiceField, ModelChoiceIterator


class PlainSelect(forms.Select):
    """A list without groups and without attributes on its options."""

    template_name = "promotions/widgets/plain_select.html"

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        chosen = "" if value is None else str(value)
        options = [(str(key), label, str(key) == chosen) for key, label in self.choices]
        widget = {
            "name": name,
            "attrs": self.build_attrs(self.attrs, attrs),
            "options": options,
        }
        return {"widget": widget}


class _AtOnce(ModelChoiceIterator):  # type: ignore[misc]
    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for record in self.queryset.all():
            yield self.choice(record)


class _Field(ModelChoiceField):  # type: ignore[misc]
    iterator = _AtOnce


class ModelFacet(django_filters.ModelChoiceFilter):  # type: ignore[misc]
    field_class = _Field
