"""Open data of the published campaigns and their slots."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.serializers import ModelSerializer

from campaigns.models import Campaign, TimeSlot


class SlotFacts(ModelSerializer[TimeSlot]):
    class Meta:
        model = TimeSlot
        fields = ("code", "name", "starts_at", "ends_at")


class CampaignFacts(ModelSerializer[Campaign]):
    slots = SlotFacts(many=True)

    class Meta:
        model = Campaign
        fields: Any = (
            *("code", "name", "short_name", "starts_at", "ends_at", "slots"),
            *("legal_basis", "plan_ref", "scope", "participants"),
            *("is_concentrated", "discount_ceiling_percent"),
            *("value_ceiling_percent", "ceiling_source", "filing_url"),
        )


def published() -> QuerySet[Campaign]:
    return (
        Campaign.objects.published()
        .prefetch_related("slots")
        .order_by("-starts_at", "-pk")
    )


@extend_schema_view(get=extend_schema(summary=_("Published campaigns, newest first")))
class CampaignList(ListAPIView[Campaign]):
    serializer_class = CampaignFacts
    queryset = published()


@extend_schema_view(get=extend_schema(summary=_("One campaign with its time slots")))
class CampaignDetail(RetrieveAPIView[Campaign]):
    serializer_class = CampaignFacts
    queryset = published()
    lookup_field = "code"
