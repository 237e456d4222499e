from django import forms
from django.utils.translation import gettext_lazy as _

from promotions.forms.fields import MoneyField


class SeenPriceForm(forms.Form):
    """The one question at the shelf; ``gia`` is its name in the address."""

    use_required_attribute = False

    gia = MoneyField(
        label=_("The price you see, in đồng"),
        help_text=_("As on the label, for instance 150.000."),
        error_messages={"required": _("Write the price you see on the shelf.")},
    )
