from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from promotions.forms.fields import MomentField
from promotions.models import Merchant


class CodePoolForm(forms.Form):
    use_required_attribute = False

    title = forms.CharField(label=_("Title"), max_length=150)
    benefit = forms.CharField(
        label=_("What the code gives"),
        help_text=_("For instance: 50.000 ₫ off an order of 300.000 ₫ or more."),
        max_length=250,
    )
    terms = forms.CharField(
        label=_("Conditions"),
        max_length=3_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    quota = forms.IntegerField(
        label=_("How many codes"), min_value=1, max_value=1_000_000
    )
    opens_at = MomentField(label=_("Codes are given out from"))
    closes_at = MomentField(label=_("Codes are given out until"), is_end=True)
    expires_at = MomentField(label=_("To be redeemed until"), is_end=True)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        opens, closes = facts.get("opens_at"), facts.get("closes_at")
        until = facts.get("expires_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("The end must come after the start."))
        if closes and until and until < closes:
            self.add_error(
                "expires_at",
                _("Codes can be redeemed at least as long as they are given out."),
            )
        return facts


class StopForm(forms.Form):
    use_required_attribute = False

    reason = forms.CharField(label=_("Why no more codes are given out"), max_length=500)


class ClaimForm(forms.Form):
    use_required_attribute = False

    key = forms.UUIDField(widget=forms.HiddenInput)
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_(
            "The code is sent there too. We keep no address, only a mark of it, so that "
            "everybody gets one code."
        ),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class FindCodeForm(forms.Form):
    use_required_attribute = False

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class TillForm(forms.Form):
    """The code that a customer shows; ``merchant`` is asked of people with several."""

    use_required_attribute = False

    ma = forms.CharField(
        label=_("The customer's code"),
        help_text=_("Scan the QR code, or type it, such as MS-7K3M-9QXD-2F4H."),
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters"}
        ),
        error_messages={"required": _("Write the code of the customer.")},
    )
    merchant = forms.ModelChoiceField(
        label=_("You redeem it for"), queryset=Merchant.objects.none()
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, merchants: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["merchant"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = merchants
        first = list(merchants[:2])
        if len(first) == 1:
            field.initial = first[0].pk
            field.widget = forms.HiddenInput()
