"""One item of a promotion: goods or a service with its prices."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from promotions.enums import CeilingExemption, PromotionForm
from promotions.forms.fields import MoneyField, PercentField
from promotions.models import GoodsGroup, Promotion

GIFT_FORMS = frozenset(
    {PromotionForm.GIFT, PromotionForm.VOUCHER, PromotionForm.SAMPLE}
)
GIFT_FIELDS = ("gift_name", "gift_group", "gift_value_vnd")


class ItemForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the goods or service"),
        help_text=_("With size or model, so that a customer recognises it."),
        max_length=250,
    )
    goods_group = forms.ModelChoiceField(
        label=_("Group of goods"),
        queryset=GoodsGroup.objects.all(),
        empty_label=_("Choose a group"),
    )
    brand = forms.CharField(label=_("Brand"), max_length=100, required=False)
    unit_of_measure = forms.CharField(
        label=_("Unit of measure"),
        help_text=_("For instance bottle, kg, set."),
        max_length=30,
    )
    quantity = forms.IntegerField(
        label=_("Quantity"), min_value=1, max_value=2_000_000_000, required=False
    )
    price_before_vnd = MoneyField(
        label=_("Price before the promotion"),
        help_text=_("The price just before the promotion begins, for one unit."),
    )
    price_now_vnd = MoneyField(label=_("Price in the promotion"), required=False)
    discount_percent = PercentField(
        label=_("Discount in percent"),
        help_text=_("Leave empty to have it worked out from the two prices."),
        required=False,
    )
    gift_name = forms.CharField(label=_("Gift"), max_length=250, required=False)
    gift_group = forms.ModelChoiceField(
        label=_("Group of the gift"),
        queryset=GoodsGroup.objects.all(),
        empty_label=_("Choose a group"),
        required=False,
    )
    gift_value_vnd = MoneyField(label=_("Value of the gift"), required=False)
    is_local = forms.BooleanField(label=_("Made in Thanh Hoá"), required=False)
    is_ocop = forms.BooleanField(label=_("OCOP product"), required=False)
    is_vietnamese = forms.BooleanField(label=_("Made in Viet Nam"), required=False)
    exemption = forms.ChoiceField(
        label=_("No ceiling applies because"),
        choices=CeilingExemption.choices,
        required=False,
    )
    is_state_priced = forms.BooleanField(
        label=_("The State sets the exact price"), required=False
    )
    price_floor_vnd = MoneyField(
        label=_("Lowest price set by the State"), required=False
    )
    alcohol_percent = forms.DecimalField(
        label=_("Alcohol, % vol"),
        min_value=0,
        max_value=100,
        max_digits=4,
        decimal_places=1,
        localize=True,
        required=False,
    )

    def __init__(self, *args: Any, promotion: Promotion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not GIFT_FORMS & set(promotion.forms):
            for name in GIFT_FIELDS:
                del self.fields[name]

    def facts(self) -> dict[str, Any]:
        """Return the cleaned item; a gift of no value counts as 0 đồng."""
        facts = dict(self.cleaned_data)
        if "gift_value_vnd" in facts:
            facts["gift_value_vnd"] = facts["gift_value_vnd"] or 0
        return facts
