"""What everyone may read of the register, as JSON. Nothing of a person is in it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from promotions.enums import Confidence
from promotions.models import (
    GoodsGroup,
    Item,
    Merchant,
    Prize,
    Promotion,
    SalesChannel,
)
from promotions.prices import percent_off, saved_vnd
from promotions.register import Standing, standing


def address(path: str) -> str:
    return f"{settings.PORTAL_ORIGIN.rstrip('/')}{path}"


class GoodsGroupFacts(serializers.ModelSerializer[GoodsGroup]):
    name = serializers.CharField(source="__str__")

    class Meta:
        model = GoodsGroup
        fields = ("code", "name")


class ChannelFacts(serializers.ModelSerializer[SalesChannel]):
    class Meta:
        model = SalesChannel
        fields = ("kind", "name", "url", "address")


class PrizeFacts(serializers.ModelSerializer[Prize]):
    class Meta:
        model = Prize
        fields = ("name", "quantity", "value_vnd")


class MerchantFacts(serializers.ModelSerializer[Merchant]):
    """A merchant as the register shows it, without phone, e-mail and people."""

    district = serializers.CharField(source="district.code")
    page = serializers.SerializerMethodField()

    class Meta:
        model = Merchant
        fields: Any = (
            *("tax_code", "kind", "name", "address", "district", "website", "page"),
        )

    def get_page(self, merchant: Merchant) -> str:
        return address(reverse("merchant_public", args=[merchant.tax_code]))


class MerchantDetailFacts(MerchantFacts):
    channels = ChannelFacts(many=True, source="shown_channels")

    class Meta(MerchantFacts.Meta):
        fields = (*MerchantFacts.Meta.fields, "channels")


class ItemFacts(serializers.ModelSerializer[Item]):
    """Prices are whole đồng a unit; ``percent_off`` is the discount the law judges."""

    goods_group = serializers.CharField(source="goods_group.code")
    percent_off = serializers.SerializerMethodField()
    saved_vnd = serializers.SerializerMethodField()

    class Meta:
        model = Item
        fields = (
            *("position", "name", "brand", "goods_group", "unit_of_measure"),
            *("price_before_vnd", "price_now_vnd", "percent_off", "saved_vnd"),
            *("gift_name", "gift_value_vnd", "is_local", "is_ocop", "is_vietnamese"),
        )

    @extend_schema_field(
        serializers.DecimalField(max_digits=18, decimal_places=2, allow_null=True)
    )
    def get_percent_off(self, item: Item) -> str | None:
        percent = percent_off(item)
        return None if percent is None else f"{percent:.2f}"

    def get_saved_vnd(self, item: Item) -> int | None:
        return saved_vnd(item)


class PromotionFacts(serializers.ModelSerializer[Promotion]):
    """One line of the register, of a row from ``with_register_facts``."""

    merchant = MerchantFacts()
    standing = serializers.SerializerMethodField()
    campaign = serializers.CharField(
        source="campaign.code", default=None, allow_null=True, read_only=True
    )
    slot = serializers.CharField(
        source="slot.code", default=None, allow_null=True, read_only=True
    )
    areas = serializers.ListField(
        child=serializers.CharField(),
        source="area_names",
        help_text="Empty for the whole province.",
    )
    channel_kinds = serializers.ListField(child=serializers.CharField())
    item_count = serializers.IntegerField()
    page = serializers.SerializerMethodField()

    class Meta:
        model = Promotion
        fields: Any = (
            *("reference", "name", "standing", "merchant", "forms", "starts_at"),
            *("ends_at", "campaign", "slot", "areas", "is_beyond_province"),
            *("channel_kinds", "item_count", "max_discount_percent", "page"),
        )

    @extend_schema_field(serializers.ChoiceField(choices=Standing.choices))
    def get_standing(self, promotion: Promotion) -> str:
        at: datetime = self.context["at"]
        return standing(promotion, at=at).value

    def get_page(self, promotion: Promotion) -> str:
        return address(promotion.get_absolute_url())


class PromotionDetailFacts(PromotionFacts):
    """The promotion with its conditions, its first goods and all prizes."""

    channels = ChannelFacts(many=True)
    items = ItemFacts(many=True, source="first_items")
    all_items = serializers.SerializerMethodField()
    prizes = PrizeFacts(many=True)
    prices_locked_at = serializers.DateTimeField(source="locked_at", allow_null=True)

    class Meta(PromotionFacts.Meta):
        fields = (
            *PromotionFacts.Meta.fields,
            *("customers", "content", "conditions", "published_at"),
            *("channels", "prizes", "prices_locked_at", "items", "all_items"),
        )

    def get_all_items(self, promotion: Promotion) -> str:
        return address(reverse("api_items", args=[promotion.reference]))


class ShelfFacts(serializers.Serializer[Any]):
    """The registered price beside the one that was seen; both may be unknown."""

    item = ItemFacts()
    standing = serializers.ChoiceField(choices=Standing.choices)
    prices_locked_at = serializers.DateTimeField(allow_null=True)
    seen_vnd = serializers.IntegerField(allow_null=True)
    comparison = serializers.ChoiceField(
        choices=["same", "higher", "lower"], allow_null=True
    )
    difference_vnd = serializers.IntegerField(allow_null=True)
    page = serializers.CharField()


class RuleFacts(serializers.Serializer[Any]):
    """``also`` is the other severity a rule may have; unsure sources are left out."""

    id = serializers.CharField()
    severity = serializers.CharField()
    also = serializers.CharField(allow_null=True)
    sentence = serializers.CharField()
    confidence = serializers.CharField()
    in_force_from = serializers.DateField(allow_null=True)
    in_force_until = serializers.DateField(allow_null=True)
    page = serializers.SerializerMethodField()

    def get_fields(self) -> dict[str, Any]:
        """Add ``source``, which would hide what a field of DRF calls so."""
        source = serializers.CharField(source="public_source", allow_blank=True)
        return {**super().get_fields(), "source": source}

    def get_page(self, rule: Any) -> str:
        return address(f"{reverse('law')}#{rule.id}")


class NumberFacts(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()
    value = serializers.DecimalField(max_digits=18, decimal_places=4)
    measure = serializers.CharField()
    confidence = serializers.CharField()
    in_force_from = serializers.DateField()
    in_force_until = serializers.DateField(allow_null=True)

    def get_fields(self) -> dict[str, Any]:
        source = serializers.SerializerMethodField()
        return {**super().get_fields(), "source": source}

    def get_source(self, fact: Any) -> str:
        return "" if fact.confidence == Confidence.LOW else str(fact.source)
