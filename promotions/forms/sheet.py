from django import forms
from django.utils.translation import gettext_lazy as _

from promotions.enums import SheetMode, SheetPolicy


class SheetForm(forms.Form):
    use_required_attribute = False

    key = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("The sheet with your goods"),
        help_text=_("An Excel workbook (.xlsx) or a CSV file, up to 20 MB."),
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
