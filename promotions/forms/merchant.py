"""A merchant's profile and its sales channels."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from phonenumber_field.formfields import PhoneNumberField
from stdnum.vn import mst

from accounts.models import District
from promotions.enums import ChannelKind, MerchantKind
from promotions.models.merchant import validate_tax_code

PHONE_ERROR = _("Write a Vietnamese phone number, for instance 0237 385 2000.")


def refuse_representative_office(kind: str) -> str:
    """KM-01. Legal source: Commercial Law 2005, Article 91."""
    if kind == MerchantKind.REPRESENTATIVE_OFFICE:
        raise ValidationError(
            _(
                "A representative office may not promote. Please register through "
                "the legal person or a branch of the merchant."
            ),
            code="representative_office",
            params={"source": "Luật Thương mại 2005, Điều 91"},
        )
    return kind


class ProfileForm(forms.Form):
    """What the Department needs to know of a merchant; the code is given once."""

    tax_code = forms.CharField(
        label=_("Tax code"),
        help_text=_("10 digits, or 13 for a branch; blanks and dashes do not matter."),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind of merchant"),
        choices=MerchantKind.choices,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=_("Name"),
        help_text=_("As on the business registration certificate."),
        max_length=250,
    )
    address = forms.CharField(label=_("Head office address"), max_length=300)
    district = forms.ModelChoiceField(
        label=_("District"),
        queryset=District.objects.all(),
        empty_label=_("Choose a district"),
    )
    phone = PhoneNumberField(
        label=_("Phone"),
        help_text=_("Shown in the register; the law asks for it."),
        error_messages={"invalid": PHONE_ERROR},
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("For notices; not shown to the public."),
        required=False,
    )
    website = forms.URLField(label=_("Website"), assume_scheme="https", required=False)
    representative = forms.CharField(
        label=_("Legal representative"),
        help_text=_("Not shown to the public."),
        max_length=150,
        required=False,
    )
    contact_name = forms.CharField(
        label=_("Contact person"),
        help_text=_("Whom the Department calls; not shown to the public."),
        max_length=150,
    )
    contact_phone = PhoneNumberField(
        label=_("Phone of the contact person"),
        error_messages={"invalid": PHONE_ERROR},
        required=False,
    )

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["tax_code"]

    def clean_tax_code(self) -> str:
        code = str(mst.compact(self.cleaned_data["tax_code"]))
        validate_tax_code(code)
        return code

    def clean_kind(self) -> str:
        return refuse_representative_office(self.cleaned_data["kind"])


class ChannelForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind of channel"),
        choices=ChannelKind.choices,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=_("Name"),
        help_text=_("As customers know it, for instance the name of the stall."),
        max_length=150,
    )
    url = forms.URLField(
        label=_("Link"),
        help_text=_("For a website, app, stall or livestream account."),
        max_length=500,
        assume_scheme="https",
        required=False,
    )
    address = forms.CharField(
        label=_("Address"), help_text=_("For a shop."), max_length=300, required=False
    )
    is_known_to_ministry = forms.BooleanField(
        label=_("Notified to or registered with the Ministry of Industry and Trade"),
        help_text=_("For a website or app of your own, at online.gov.vn."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_shop = cleaned.get("kind") == ChannelKind.STORE
        if is_shop and not cleaned.get("address"):
            self.add_error("address", _("Give the address of the shop."))
        is_online = bool(cleaned.get("kind")) and not is_shop
        if is_online and cleaned.get("url") == "":
            self.add_error("url", _("Give the link of the online channel."))
        return cleaned
