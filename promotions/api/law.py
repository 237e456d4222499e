"""The law the portal checks by: its rules, its numbers, and the groups of goods."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from drf_spectacular.utils import (
    extend_schema,
    extend_schema_view,
    inline_serializer,
)
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import District
from campaigns import clock
from promotions.api.facts import GoodsGroupFacts, NumberFacts, RuleFacts
from promotions.law.rules import all_rules
from promotions.models import GoodsGroup, LegalFact


class RuleList(APIView):
    @extend_schema(
        summary=_("The rules every promotion is checked by"),
        responses=inline_serializer("Rules", {"results": RuleFacts(many=True)}),
    )
    def get(self, request: Request) -> Response:
        rules = RuleFacts(list(all_rules().values()), many=True)
        return Response({"results": rules.data})


class OnDay(serializers.Serializer[Any]):
    on = serializers.DateField(required=False, help_text=_("A day; today if left out."))


class NumberList(APIView):
    @extend_schema(
        summary=_("Ceilings, fees and deadlines in force on a day"),
        parameters=[OnDay],
        responses=inline_serializer("Numbers", {"results": NumberFacts(many=True)}),
    )
    def get(self, request: Request) -> Response:
        asked = OnDay(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        day: date = asked.validated_data.get("on") or clock.today()
        facts = LegalFact.objects.in_force_on(day)
        return Response({"results": NumberFacts(facts, many=True).data})


@extend_schema_view(get=extend_schema(summary=_("Groups of goods and their codes")))
class GoodsGroupList(ListAPIView[GoodsGroup]):
    serializer_class = GoodsGroupFacts

    def get_queryset(self) -> QuerySet[GoodsGroup]:
        return GoodsGroup.objects.order_by("position", "code")


class DistrictFacts(serializers.ModelSerializer[District]):
    class Meta:
        model = District
        fields = ("code", "name", "slug", "kind")


@extend_schema_view(get=extend_schema(summary=_("Districts of the province")))
class DistrictList(ListAPIView[District]):
    serializer_class = DistrictFacts

    def get_queryset(self) -> QuerySet[District]:
        return District.objects.order_by("code")
