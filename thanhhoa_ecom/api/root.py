"""Where a program begins, and what it is told at any other address."""

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

DOORS = {
    "promotions": "api_promotions",
    "check": "api_check",
    "merchants": "api_merchants",
    "campaigns": "api_campaigns",
    "rules": "api_rules",
    "numbers": "api_numbers",
    "goods_groups": "api_goods_groups",
    "districts": "api_districts",
    "complaint_categories": "api_complaint_categories",
    "complaint_consent": "api_complaint_consent",
    "complaints": "api_complaints",
    "complaint_files": "api_complaint_files",
    "open_complaints": "api_open_complaints",
    "me": "api_me",
    "dossiers": "api_dossiers",
    "schema": "api_schema",
    "documentation": "api_documentation",
}


class Root(APIView):
    @extend_schema(
        summary=_("The addresses of this API"),
        tags=["start"],
        responses=inline_serializer(
            "Doors", {name: serializers.URLField() for name in DOORS}
        ),
    )
    def get(self, request: Request) -> Response:
        origin = settings.PORTAL_ORIGIN.rstrip("/")
        doors = {name: f"{origin}{reverse(route)}" for name, route in DOORS.items()}
        return Response(doors)


class Nowhere(APIView):
    schema = None

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        raise Http404
