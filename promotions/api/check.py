"""Asking the law before there is a dossier: POST /api/v1/promotions/check/."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from campaigns import clock
from promotions.api.declared import DeclaredPromotion, declaration_of
from promotions.api.facts import address
from promotions.enums import FilingOffice, ProcedureKind, Severity
from promotions.law.finding import Finding
from promotions.law.verdict import verdict_on


class FindingFacts(serializers.Serializer[Any]):
    """One rule's sentence; ``item`` is the place of the goods it speaks of, from 1."""

    rule = serializers.CharField(source="rule_id")
    severity = serializers.ChoiceField(choices=Severity.choices)
    message = serializers.CharField()
    field = serializers.CharField()
    item = serializers.IntegerField(source="item_position", allow_null=True)
    hint = serializers.CharField(allow_blank=True)
    page = serializers.SerializerMethodField()

    def get_fields(self) -> dict[str, Any]:
        return {**super().get_fields(), "source": serializers.CharField()}

    def get_page(self, finding: Finding) -> str:
        return address(f"{reverse('law')}#{finding.rule_id}")


class ProcedureFacts(serializers.Serializer[Any]):
    """What must be filed where, and the last day to do so."""

    kind = serializers.ChoiceField(choices=ProcedureKind.choices)
    office = serializers.ChoiceField(choices=FilingOffice.choices, allow_null=True)
    reason = serializers.CharField()
    legal_source = serializers.CharField(source="source")


class VerdictFacts(serializers.Serializer[Any]):
    may_be_submitted = serializers.BooleanField(source="is_clean")
    findings = FindingFacts(many=True)
    procedure = ProcedureFacts()
    latest_filing_on = serializers.DateField(source="latest_on", allow_null=True)


class PromotionCheck(APIView):
    """Judges what is posted and stores nothing of it."""

    throttle_scope = "check"

    @extend_schema(
        summary=_("Ask what the law says of a promotion, without storing it"),
        request=DeclaredPromotion,
        responses=VerdictFacts,
    )
    def post(self, request: Request) -> Response:
        posted = DeclaredPromotion(data=request.data)
        posted.is_valid(raise_exception=True)
        declaration = declaration_of(posted.validated_data)
        return Response(VerdictFacts(verdict_on(declaration, at=clock.now())).data)
