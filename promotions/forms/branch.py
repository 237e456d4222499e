"""A branch of a merchant; a representative office is refused with the reason."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from phonenumber_field.formfields import PhoneNumberField
from stdnum.vn import mst

from accounts.models import District
from promotions.enums import MerchantKind
from promotions.forms.merchant import PHONE_ERROR, refuse_representative_office
from promotions.models import Merchant
from promotions.models.branch import validate_branch_code


class BranchForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What kind of unit it is"),
        choices=[
            (MerchantKind.BRANCH, MerchantKind.BRANCH.label),
            (
                MerchantKind.REPRESENTATIVE_OFFICE,
                MerchantKind.REPRESENTATIVE_OFFICE.label,
            ),
        ],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label=_("Name of the branch"), max_length=250)
    tax_code = forms.CharField(
        label=_("Tax code of the branch"),
        help_text=_("13 digits: those of the merchant and 3 more."),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        required=False,
    )
    address = forms.CharField(label=_("Address"), max_length=300)
    district = forms.ModelChoiceField(
        label=_("District"),
        queryset=District.objects.all(),
        empty_label=_("Choose a district"),
    )
    phone = PhoneNumberField(
        label=_("Phone"), error_messages={"invalid": PHONE_ERROR}, required=False
    )
    may_file = forms.BooleanField(
        label=_("This branch may hold promotions"),
        help_text=_("A branch acts for its merchant, who answers for it."),
        initial=True,
        required=False,
    )

    def __init__(self, *args: Any, merchant: Merchant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.merchant = merchant

    def clean_kind(self) -> str:
        return refuse_representative_office(self.cleaned_data["kind"])

    def clean_tax_code(self) -> str:
        code = str(mst.compact(self.cleaned_data["tax_code"]))
        if not code:
            return ""
        validate_branch_code(code)
        if code[:10] != self.merchant.tax_code[:10]:
            raise ValidationError(
                _("The first 10 digits must be those of the merchant: %(code)s."),
                params={"code": self.merchant.tax_code[:10]},
            )
        return code

    def facts(self) -> dict[str, Any]:
        """Return the fields of a branch: what kind it is was only asked."""
        return {k: v for k, v in self.cleaned_data.items() if k != "kind"}
