from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy as _

from promotions.enums import SheetMode, SheetPolicy


class SheetForm(forms.Form):
    use_required_attribute = False

    key = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("The sheet with your goods"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": _("Choose the file with your goods."),
            "empty": _("The file is empty."),
        },
    )
    mode = forms.ChoiceField(
        label=_("What shall be done with the rows?"),
        choices=SheetMode.choices,
        initial=SheetMode.ADD,
        widget=forms.RadioSelect,
    )
    policy = forms.ChoiceField(
        label=_("And if some rows are wrong?"),
        choices=SheetPolicy.choices,
        initial=SheetPolicy.PARTIAL,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = gettext(
            "An Excel workbook (.xlsx) or a CSV file, up to %(limit)d MB."
        ) % {"limit": settings.SHEET_MAX_BYTES // 1024 // 1024}
