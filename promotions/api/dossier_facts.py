"""A dossier as its merchant reads it through the API."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from promotions.api.facts import PrizeFacts
from promotions.enums import PromotionState
from promotions.models import Item, Merchant, Promotion, SalesChannel, SheetJob
from promotions.permissions import EDITABLE
from promotions.story import reason_for_changes


class DossierLine(serializers.ModelSerializer[Promotion]):
    """One dossier in the list of a merchant's own."""

    is_open = serializers.SerializerMethodField()

    class Meta:
        model = Promotion
        fields: Any = (
            *("reference", "name", "state", "is_open", "starts_at", "ends_at"),
            *("created_at", "saved_at", "submitted_at", "published_at"),
        )

    @extend_schema_field(serializers.BooleanField())
    def get_is_open(self, promotion: Promotion) -> bool:
        return promotion.state in EDITABLE


class Dossier(DossierLine):
    campaign = serializers.CharField(
        source="campaign.code", default=None, allow_null=True, read_only=True
    )
    slot = serializers.CharField(
        source="slot.code", default="", allow_blank=True, read_only=True
    )
    districts = serializers.SlugRelatedField[Any](
        slug_field="code", many=True, read_only=True
    )
    channels = serializers.PrimaryKeyRelatedField[Any](many=True, read_only=True)
    prizes = PrizeFacts(many=True)
    item_count = serializers.SerializerMethodField()
    reason_for_changes = serializers.SerializerMethodField()

    class Meta(DossierLine.Meta):
        fields = (
            *DossierLine.Meta.fields,
            *("campaign", "slot", "forms", "customers", "content", "conditions"),
            *("districts", "channels", "is_beyond_province", "is_online_only"),
            *("is_gift_tied_to_purchase", "is_at_protected_place"),
            *("promoted_total_vnd", "used_total_vnd", "filing_ref", "filed_on"),
            *("confirmation_ref", "confirmed_on", "prizes", "item_count"),
            "reason_for_changes",
        )

    def get_item_count(self, promotion: Promotion) -> int:
        return promotion.items.count()

    def get_reason_for_changes(self, promotion: Promotion) -> str:
        return reason_for_changes(promotion)


class OwnItem(serializers.ModelSerializer[Item]):
    goods_group = serializers.CharField(source="goods_group.code")
    gift_group = serializers.CharField(
        source="gift_group.code", default="", allow_blank=True, read_only=True
    )

    class Meta:
        model = Item
        fields = (
            *("position", "name", "goods_group", "brand", "unit_of_measure"),
            *("quantity", "price_before_vnd", "price_now_vnd", "discount_percent"),
            *("gift_name", "gift_group", "gift_value_vnd", "is_local", "is_ocop"),
            *("is_vietnamese", "exemption", "is_state_priced", "price_floor_vnd"),
            "alcohol_percent",
        )


class OwnChannel(serializers.ModelSerializer[SalesChannel]):
    class Meta:
        model = SalesChannel
        fields = ("id", "kind", "name", "url", "address")


class OwnMerchant(serializers.ModelSerializer[Merchant]):
    """The merchant a key belongs to, with the channels its dossiers may name."""

    district = serializers.CharField(source="district.code")
    channels = OwnChannel(many=True)
    scopes = serializers.ListField(child=serializers.CharField())
    key_expires_at = serializers.DateTimeField()

    class Meta:
        model = Merchant
        fields = (
            *("tax_code", "kind", "name", "address", "district", "channels"),
            *("scopes", "key_expires_at"),
        )


class StoryLine(serializers.Serializer[Any]):
    """What happened to a dossier; units are named, never persons."""

    at = serializers.DateTimeField()
    title = serializers.CharField()
    by = serializers.CharField()
    text = serializers.CharField(allow_blank=True)


class Submitted(serializers.Serializer[Any]):
    reference = serializers.CharField()
    state = serializers.ChoiceField(choices=PromotionState.choices)
    is_repeat = serializers.BooleanField()


class Job(serializers.ModelSerializer[SheetJob]):
    """How far an item sheet is; ``samples`` are the first rows with errors."""

    samples = serializers.JSONField()
    remarks = serializers.JSONField()

    class Meta:
        model = SheetJob
        fields = (
            *("id", "filename", "state", "mode", "policy", "uploaded_at", "ended_at"),
            *("progress_percent", "read_count", "accepted_count", "wrong_count"),
            *("duplicate_count", "warning_count", "problem", "samples", "remarks"),
        )
