"""What consumers reported, as open data: JSON for programs, CSV for spreadsheets."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext, gettext_lazy as _

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from campaigns import clock
from campaigns.current import current_campaign
from campaigns.models import Campaign
from documents.attachment import CSV, attachment
from documents.csv_lines import csv_lines
from reports import open_complaints
from reports.suppression import SMALLEST_SHOWN

TAGS = ["open data"]


class RowFacts(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()
    count = serializers.IntegerField(allow_null=True)


class TableFacts(serializers.Serializer[Any]):
    by = serializers.ChoiceField(choices=[*open_complaints.NAMES])
    name = serializers.CharField()
    rows = RowFacts(many=True)


class ReportedFacts(serializers.Serializer[Any]):
    """A ``count`` is null where it is less than ``smallest_shown`` or hides such a one.

    ``received_before`` ends the receipts that are counted: new reports are added once
    there are ``smallest_shown`` of them.
    """

    title = serializers.CharField()
    publisher = serializers.CharField()
    licence = serializers.CharField()
    campaign = serializers.CharField()
    as_of = serializers.DateTimeField()
    received_before = serializers.DateTimeField()
    smallest_shown = serializers.IntegerField()
    total = serializers.IntegerField(allow_null=True)
    tables = TableFacts(many=True)


class Reported(APIView):
    @extend_schema(
        summary=_("What consumers reported: counts as the day began"),
        tags=TAGS,
        responses=ReportedFacts,
    )
    def get(self, request: Request) -> Response:
        campaign = _campaign()
        found = open_complaints.extract(campaign, at=clock.now())
        facts = {
            "title": gettext("What consumers reported"),
            "publisher": gettext("Department of Industry and Trade of Thanh Hoá"),
            "licence": gettext(
                "Free to use, copy and share; name the publisher and the moment of the "
                "data."
            ),
            "campaign": campaign.code,
            "as_of": found.as_of,
            "received_before": found.received_before,
            "smallest_shown": SMALLEST_SHOWN,
            "total": found.total,
            "tables": found.tables,
        }
        return Response(ReportedFacts(facts).data)


class OnlyOne(BaseContentNegotiation):
    """The address says what is given; a problem is told as JSON all the same."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: Any = None
    ) -> Any:
        return renderers[0], renderers[0].media_type


class ReportedSheet(APIView):
    content_negotiation_class = OnlyOne

    @extend_schema(
        summary=_("The same counts as CSV"),
        tags=TAGS,
        responses={(200, "text/csv"): OpenApiTypes.STR},
    )
    def get(self, request: Request) -> HttpResponse:
        found = open_complaints.extract(_campaign(), at=clock.now())
        lines = csv_lines(open_complaints.header(), open_complaints.rows(found))
        content = "".join(lines).encode()
        return attachment(content, filename="phan-anh.csv", kind=CSV)


def _campaign() -> Campaign:
    campaign = current_campaign(at=clock.now())
    if campaign is None:
        raise Http404
    return campaign
