"""A promotion as JSON, read into the plain declaration that the law judges.

Only types and sizes are checked here; everything else is the law's word.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from rest_framework import serializers

from campaigns.models import Campaign, TimeSlot
from promotions.enums import CeilingExemption, MerchantKind, PromotionForm
from promotions.forms.basics import LONG_TEXT
from promotions.forms.fields import MAX_VND
from promotions.law.book import programme_of
from promotions.law.declaration import (
    Declaration,
    DeclaredItem,
    DeclaredPrize,
    Window,
)
from promotions.models import GoodsGroup

MOST_ITEMS = 500
MOST_PRIZES = 50
MOST = 2_000_000_000
FIRST_YEAR, LAST_YEAR = 2000, 2100


class Money(serializers.IntegerField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=MAX_VND, **kwargs)


class Percent(serializers.DecimalField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=6, decimal_places=2, min_value=0, **kwargs)


class Text(serializers.CharField):
    def __init__(self, longest: int, **kwargs: Any) -> None:
        super().__init__(
            max_length=longest, allow_blank=True, required=False, default="", **kwargs
        )


class Year:
    """Refuses a year that must be a slip of the pen."""

    def __call__(self, value: Any) -> None:
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise serializers.ValidationError(_("Please check the year."))


class DeclaredMerchant(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=MerchantKind.choices, default="")
    tax_code = Text(20)
    name = Text(250)
    address = Text(300)
    phone = Text(30)


class DeclaredItemFields(serializers.Serializer[Any]):
    name = Text(250)
    goods_group = Text(40)
    brand = Text(100)
    quantity = serializers.IntegerField(
        min_value=1, max_value=MOST, allow_null=True, default=None
    )
    price_before_vnd = Money(allow_null=True, default=None)
    price_now_vnd = Money(allow_null=True, default=None)
    discount_percent = Percent(allow_null=True, default=None)
    gift_name = Text(250)
    gift_group = Text(40)
    gift_value_vnd = Money(default=0)
    exemption = serializers.ChoiceField(
        choices=CeilingExemption.choices, allow_blank=True, default=""
    )
    is_state_priced = serializers.BooleanField(default=False)
    price_floor_vnd = Money(allow_null=True, default=None)
    alcohol_percent = serializers.DecimalField(
        max_digits=4, decimal_places=1, min_value=0, allow_null=True, default=None
    )


class DeclaredPrizeFields(serializers.Serializer[Any]):
    name = Text(200)
    quantity = serializers.IntegerField(
        min_value=1, max_value=MOST, allow_null=True, default=None
    )
    value_vnd = Money(allow_null=True, default=None)


class DossierFields(serializers.Serializer[Any]):
    """What a dossier declares; ``campaign`` is the code of the one that is joined."""

    name = Text(250)
    forms = serializers.ListField(
        child=serializers.ChoiceField(choices=PromotionForm.choices),
        max_length=len(PromotionForm),
        default=list,
    )
    campaign = serializers.SlugRelatedField(
        slug_field="code",
        queryset=Campaign.objects.published(),
        allow_null=True,
        default=None,
    )
    slot = Text(40)
    starts_at = serializers.DateTimeField(
        allow_null=True, default=None, validators=[Year()]
    )
    ends_at = serializers.DateTimeField(
        allow_null=True, default=None, validators=[Year()]
    )
    customers = Text(300)
    content = Text(LONG_TEXT)
    conditions = Text(LONG_TEXT)
    is_beyond_province = serializers.BooleanField(default=False)
    is_online_only = serializers.BooleanField(default=False)
    is_gift_tied_to_purchase = serializers.BooleanField(default=True)
    is_at_protected_place = serializers.BooleanField(default=False)
    promoted_total_vnd = Money(allow_null=True, default=None)
    used_total_vnd = Money(allow_null=True, default=None)
    filing_ref = Text(60)
    filed_on = serializers.DateField(allow_null=True, default=None, validators=[Year()])
    confirmation_ref = Text(60)
    confirmed_on = serializers.DateField(
        allow_null=True, default=None, validators=[Year()]
    )


class DeclaredPromotion(DossierFields):
    """A whole promotion with its merchant, goods and prizes."""

    merchant = DeclaredMerchant(required=False)
    prizes_due_on = serializers.DateField(
        allow_null=True, default=None, validators=[Year()]
    )
    items = serializers.ListField(
        child=DeclaredItemFields(), max_length=MOST_ITEMS, default=list
    )
    prizes = serializers.ListField(
        child=DeclaredPrizeFields(), max_length=MOST_PRIZES, default=list
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        errors = dict(_unknown_groups(attrs["items"]))
        attrs["slot"] = _slot(attrs, errors)
        if errors:
            raise serializers.ValidationError(errors)
        return attrs


def declaration_of(read: dict[str, Any]) -> Declaration:
    """Return what was read as the law knows it.

    It counts as declared true: that is asked for only when a dossier is handed in.
    """
    facts = {name: value for name, value in read.items() if name not in _TAKEN_APART}
    merchant = read.get("merchant", {})
    campaign: Campaign | None = read["campaign"]
    slot: TimeSlot | None = read["slot"]
    return Declaration(
        merchant_kind=merchant.get("kind", ""),
        tax_code=merchant.get("tax_code", ""),
        merchant_name=merchant.get("name", ""),
        merchant_address=merchant.get("address", ""),
        merchant_phone=merchant.get("phone", ""),
        forms=frozenset(read["forms"]),
        programme=programme_of(campaign) if campaign else None,
        slot=Window(slot.name, slot.starts_at, slot.ends_at) if slot else None,
        items=tuple(
            DeclaredItem(position=place, **item)
            for place, item in enumerate(read["items"], start=1)
        ),
        prizes=tuple(DeclaredPrize(**prize) for prize in read["prizes"]),
        is_declared_true=True,
        **facts,
    )


_TAKEN_APART = frozenset({"merchant", "forms", "campaign", "slot", "items", "prizes"})


def _unknown_groups(items: list[dict[str, Any]]) -> Iterator[tuple[str, list[str]]]:
    """Name codes that are in no list: a wrong one would hide a prohibition."""
    used = {item[name] for item in items for name in ("goods_group", "gift_group")}
    known = set(GoodsGroup.objects.filter(code__in=used).values_list("code", flat=True))
    for place, item in enumerate(items):
        for name in ("goods_group", "gift_group"):
            if item[name] and item[name] not in known:
                yield (
                    f"items.{place}.{name}",
                    [_("There is no group of goods with this code.")],
                )


def _slot(attrs: dict[str, Any], errors: dict[str, list[str]]) -> TimeSlot | None:
    code, campaign = attrs["slot"], attrs["campaign"]
    if not code:
        return None
    found: TimeSlot | None = (
        campaign.slots.filter(code=code).first() if campaign else None
    )
    if found is None:
        errors["slot"] = [_("The campaign has no time slot with this code.")]
    return found
