"""A merchant's own dossiers: started, changed, judged and sent with a key."""

from datetime import UTC
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, gettext_lazy as _

from drf_spectacular.utils import extend_schema, extend_schema_view, inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.once import submit_once
from campaigns import clock
from promotions.api.check import FindingFacts
from promotions.api.dossier_facts import (
    Dossier,
    DossierLine,
    OwnMerchant,
    StoryLine,
    Submitted,
)
from promotions.api.once import ONCE, once_of, plain
from promotions.api.own import (
    OfMerchant,
    key_of,
    merchant_of,
    own_dossier,
    own_dossiers,
    person_of,
)
from promotions.api.reading import Changes, changed_facts
from promotions.dossier import start
from promotions.drafting import save_facts
from promotions.enums import KeyScope
from promotions.law.looking import look
from promotions.models import Promotion
from promotions.steps import open_findings
from promotions.story import story
from promotions.submitting import declare_and_submit

TAGS = ["dossiers"]


class Me(OfMerchant):
    @extend_schema(
        summary=_("The merchant of the key, and what the key may do"),
        tags=TAGS,
        responses=OwnMerchant,
    )
    def get(self, request: Request) -> Response:
        merchant: Any = merchant_of(request)
        key = key_of(request)
        merchant.scopes, merchant.key_expires_at = key.scopes, key.expires_at
        return Response(OwnMerchant(merchant).data)


@extend_schema_view(
    get=extend_schema(summary=_("Own dossiers, last saved first"), tags=TAGS)
)
class DossierList(OfMerchant, ListAPIView[Promotion]):
    serializer_class = DossierLine

    def get_queryset(self) -> Any:
        return own_dossiers(self.request).order_by("-saved_at", "-pk")

    @extend_schema(
        summary=_("Start a draft, with as many facts as are known"),
        tags=TAGS,
        parameters=[ONCE],
        request=Changes(partial=True),
        responses={201: Dossier},
    )
    def post(self, request: Request) -> Response:
        merchant, person = merchant_of(request), person_of(request)
        given = read_changes(request)

        def create() -> str:
            promotion = start(merchant, by=person, at=clock.now())
            if given:
                facts = changed_facts(promotion, given)
                save_facts(promotion, facts, at=clock.now())
            return promotion.reference

        receipt = submit_once(
            once_of(request),
            purpose="api.dossier.start",
            content=[merchant.tax_code, plain(given)],
            create=create,
        )
        made = own_dossier(request, receipt.reference)
        return Response(Dossier(made).data, status=201)


class DossierDetail(OfMerchant):
    @extend_schema(summary=_("One dossier of one's own"), tags=TAGS, responses=Dossier)
    def get(self, request: Request, reference: str) -> Response:
        return Response(Dossier(own_dossier(request, reference)).data)

    @extend_schema(
        summary=_("Change facts of an open dossier; those left out stay"),
        tags=TAGS,
        request=Changes(partial=True),
        responses=Dossier,
    )
    def patch(self, request: Request, reference: str) -> Response:
        promotion = own_dossier(request, reference)
        given = read_changes(request)
        facts = changed_facts(promotion, given)
        with transaction.atomic():
            saved = save_facts(promotion, facts, at=clock.now())
        return Response(Dossier(own_dossier(request, saved.reference)).data)


class DossierFindings(OfMerchant):
    @extend_schema(
        summary=_("What the law says of a dossier now"),
        tags=TAGS,
        responses=inline_serializer("Findings", {"results": FindingFacts(many=True)}),
    )
    def get(self, request: Request, reference: str) -> Response:
        found = open_findings(look(own_dossier(request, reference), at=clock.now()))
        return Response({"results": FindingFacts(found, many=True).data})


class DossierEvents(OfMerchant):
    @extend_schema(
        summary=_("What happened to a dossier, oldest first"),
        tags=TAGS,
        responses=inline_serializer("Events", {"results": StoryLine(many=True)}),
    )
    def get(self, request: Request, reference: str) -> Response:
        entries = story(own_dossier(request, reference))
        return Response({"results": StoryLine(entries, many=True).data})


class Submission(serializers.Serializer[Any]):
    """``saved_at`` is that of the dossier as it was read: nobody declares other content."""

    saved_at = serializers.DateTimeField()
    is_declared_true = serializers.BooleanField()

    def validate_is_declared_true(self, value: bool) -> bool:
        if not value:
            raise ValidationError(
                gettext("Declare that all is true: without it nothing can be sent.")
            )
        return value


class DossierSubmission(OfMerchant):
    scope = KeyScope.SUBMIT

    @extend_schema(
        summary=_("Declare that all is true, and send the dossier"),
        tags=TAGS,
        parameters=[ONCE],
        request=Submission,
        responses=Submitted,
    )
    def post(self, request: Request, reference: str) -> Response:
        promotion = own_dossier(request, reference)
        posted = Submission(data=request.data)
        posted.is_valid(raise_exception=True)
        receipt = declare_and_submit(
            promotion,
            key=once_of(request),
            saved=posted.validated_data["saved_at"].astimezone(UTC).isoformat(),
            by=person_of(request),
            at=clock.now(),
        )
        sent = own_dossier(request, receipt.reference)
        facts = {
            "reference": sent.reference,
            "state": sent.state,
            "is_repeat": receipt.is_repeat,
        }
        return Response(Submitted(facts).data)


def read_changes(request: Request) -> dict[str, Any]:
    posted = Changes(
        data=request.data, partial=True, context={"merchant": merchant_of(request)}
    )
    posted.is_valid(raise_exception=True)
    given: dict[str, Any] = posted.validated_data
    return given
