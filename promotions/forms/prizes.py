"""The prizes of a contest or a game of chance: a few rows on one page."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.renderers import get_default_renderer
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from promotions.enums import PrizeKind
from promotions.forms.fields import MoneyField

MOST_PRIZES = 50
EMPTY_ROWS = 3


class PrizeForm(forms.Form):
    """A row; one that is emptied is taken out."""

    name = forms.CharField(label=_("Prize"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Kind of prize"),
        choices=[("", _("Not chosen")), *PrizeKind.choices],
        required=False,
    )
    quantity = forms.IntegerField(
        label=_("How many"), min_value=1, max_value=2_000_000_000
    )
    value_vnd = MoneyField(label=_("Value of each"))

    @property
    def is_empty(self) -> bool:
        return not any(self[name].value() for name in self.fields)

    def full_clean(self) -> None:
        if self.is_bound and self.is_empty:
            self._errors = ErrorDict()
            self.cleaned_data = {}
        else:
            super().full_clean()


if TYPE_CHECKING:
    _FormSet = forms.BaseFormSet[PrizeForm]
else:
    _FormSet = forms.BaseFormSet


class PrizeFormSet(_FormSet):
    """As ``formset_factory`` would make it, with a type of its own."""

    form = PrizeForm
    renderer = get_default_renderer()
    extra = EMPTY_ROWS
    min_num = 0
    max_num = MOST_PRIZES
    absolute_max = MOST_PRIZES + 10
    can_order = can_delete = can_delete_extra = False
    validate_min, validate_max = False, True
    edit_only = False

    def understood(self) -> list[dict[str, Any]]:
        """Return the rows that could be read, in order, without the empty ones."""
        return [
            form.cleaned_data
            for form in self.forms
            if form.is_valid() and not form.is_empty
        ]
