"""Filing a report by a program: the same form, the same verb, the same receipt."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.client_address import client_address
from campaigns import clock
from complaints import consent
from complaints.api.facts import CategoryFacts, ConsentFacts, ReceiptFacts
from complaints.api.reading import DescribedFields, judged, read
from complaints.enums import ComplaintSource
from complaints.evidence.attaching import attach
from complaints.evidence.trouble import EvidenceRefused
from complaints.intake import file_complaint
from complaints.models import Category, Complaint
from complaints.spam.weighing import Sending
from promotions.api.once import ONCE, once_of

TAGS = ["complaints"]


class CategoryList(APIView):
    @extend_schema(
        summary=_("What can be reported: the categories and what each means"),
        tags=TAGS,
        responses=inline_serializer(
            "Categories", {"results": CategoryFacts(many=True)}
        ),
    )
    def get(self, request: Request) -> Response:
        offered: QuerySet[Category] = Category.objects.filter(is_active=True)
        return Response({"results": CategoryFacts(offered, many=True).data})


class Consent(APIView):
    @extend_schema(
        summary=_("What the person must be asked before a report is sent"),
        tags=TAGS,
        responses=ConsentFacts,
    )
    def get(self, request: Request) -> Response:
        text = consent.current()
        facts = {
            "version": consent.CURRENT_VERSION,
            "may_handle": text.handling,
            "may_share_with_seller": text.sharing,
        }
        return Response(ConsentFacts(facts).data)


class ComplaintList(APIView):
    @extend_schema(
        summary=_("File a report, once"),
        tags=TAGS,
        parameters=[ONCE],
        request=DescribedFields,
        responses={201: ReceiptFacts},
    )
    def post(self, request: Request) -> Response:
        key, at = once_of(request), clock.now()
        given = read(request.data)
        address = client_address(request._request)
        attached = attach(
            given["evidence"], [], address=address, at=at, real_now=timezone.now()
        )
        form = judged(given, key=key, at=at, attached=attached)
        try:
            receipt = file_complaint(
                form.facts,
                key=key,
                at=at,
                source=ComplaintSource.API,
                uploads=attached.uploads,
                sending=Sending(address=address),
            )
        except EvidenceRefused as refused:
            raise ValidationError({"evidence": [refused.message]}) from refused
        stored: Any = get_object_or_404(Complaint, code=receipt.reference)
        return Response(ReceiptFacts(stored).data, status=201)
