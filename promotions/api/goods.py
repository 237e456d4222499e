"""The goods and prizes of an open dossier, and sheets with many goods."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from drf_spectacular.utils import (
    OpenApiParameter,
    extend_schema,
    extend_schema_view,
    inline_serializer,
)
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.once import submit_once
from campaigns import clock
from promotions.api.declared import MOST_PRIZES, DeclaredPrizeFields
from promotions.api.dossier_facts import Job, OwnItem
from promotions.api.facts import PrizeFacts
from promotions.api.once import ONCE, once_of, plain
from promotions.api.own import OfMerchant, own_dossier, person_of
from promotions.api.reading import ItemFields, item_facts, prize_rows
from promotions.drafting import add_item, remove_item, save_item, save_prizes
from promotions.enums import SheetMode, SheetPolicy
from promotions.models import Item
from promotions.sheets.uploading import accept_upload

TAGS = ["dossiers"]
REFERENCE = OpenApiParameter("reference", str, OpenApiParameter.PATH)
FORM_BYTES = 64 * 1024
"""What the fields of an upload may weigh beside the file."""


@extend_schema_view(
    get=extend_schema(
        summary=_("The goods of a dossier"), tags=TAGS, parameters=[REFERENCE]
    )
)
class OwnItemList(OfMerchant, ListAPIView[Item]):
    serializer_class = OwnItem

    def get_queryset(self) -> QuerySet[Item]:
        promotion = own_dossier(self.request, self.kwargs["reference"])
        return promotion.items.select_related("goods_group", "gift_group").order_by(
            "position"
        )

    @extend_schema(
        summary=_("Add one item to an open dossier"),
        tags=TAGS,
        parameters=[ONCE],
        request=ItemFields,
        responses={201: OwnItem},
    )
    def post(self, request: Request, reference: str) -> Response:
        promotion = own_dossier(request, reference)
        given = read_item(request)
        facts = item_facts(promotion, given)
        receipt = submit_once(
            once_of(request),
            purpose="api.item.add",
            content=[promotion.reference, plain(given)],
            create=lambda: str(add_item(promotion, facts, at=clock.now()).position),
        )
        item = get_object_or_404(promotion.items, position=int(receipt.reference))
        return Response(OwnItem(item).data, status=201)


class OwnItemDetail(OfMerchant):
    @extend_schema(summary=_("One item"), tags=TAGS, responses=OwnItem)
    def get(self, request: Request, reference: str, position: int) -> Response:
        return Response(OwnItem(self._item(request, reference, position)).data)

    @extend_schema(
        summary=_("Put other facts in place of an item's"),
        tags=TAGS,
        request=ItemFields,
        responses=OwnItem,
    )
    def put(self, request: Request, reference: str, position: int) -> Response:
        item = self._item(request, reference, position)
        facts = item_facts(item.promotion, read_item(request))
        return Response(OwnItem(save_item(item, facts, at=clock.now())).data)

    @extend_schema(
        summary=_("Take an item out of an open dossier"),
        tags=TAGS,
        responses={204: None},
    )
    def delete(self, request: Request, reference: str, position: int) -> Response:
        remove_item(self._item(request, reference, position), at=clock.now())
        return Response(status=204)

    def _item(self, request: Request, reference: str, position: int) -> Item:
        items = own_dossier(request, reference).items
        return get_object_or_404(
            items.select_related("promotion", "goods_group", "gift_group"),
            position=position,
        )


class PrizesFields(serializers.Serializer[Any]):
    prizes = serializers.ListField(child=DeclaredPrizeFields(), max_length=MOST_PRIZES)


class OwnPrizes(OfMerchant):
    @extend_schema(
        summary=_("Put these prizes in place of those of the dossier"),
        tags=TAGS,
        request=PrizesFields,
        responses=inline_serializer("Prizes", {"prizes": PrizeFacts(many=True)}),
    )
    def put(self, request: Request, reference: str) -> Response:
        promotion = own_dossier(request, reference)
        posted = PrizesFields(data=request.data)
        posted.is_valid(raise_exception=True)
        rows = prize_rows(posted.validated_data["prizes"])
        save_prizes(promotion, rows, at=clock.now())
        return Response({"prizes": PrizeFacts(promotion.prizes.all(), many=True).data})


class SheetFields(serializers.Serializer[Any]):
    file = serializers.FileField(max_length=150)
    mode = serializers.ChoiceField(choices=SheetMode.choices, default=SheetMode.ADD)
    policy = serializers.ChoiceField(
        choices=SheetPolicy.choices, default=SheetPolicy.PARTIAL
    )


class SheetList(OfMerchant):
    parser_classes = [MultiPartParser]

    @extend_schema(
        summary=_("Send an item sheet (.xlsx or .csv); a worker checks it"),
        tags=TAGS,
        parameters=[ONCE],
        request={"multipart/form-data": SheetFields},
        responses={202: Job},
    )
    def post(self, request: Request, reference: str) -> Response:
        promotion = own_dossier(request, reference)
        _refuse_too_large(request)
        posted = SheetFields(data=request.data)
        posted.is_valid(raise_exception=True)
        facts = posted.validated_data
        job = accept_upload(
            promotion,
            facts["file"],
            filename=facts["file"].name,
            mode=SheetMode(facts["mode"]),
            policy=SheetPolicy(facts["policy"]),
            by=person_of(request),
            at=clock.now(),
            key=once_of(request),
        )
        return Response(Job(job).data, status=202)


class SheetDetail(OfMerchant):
    @extend_schema(
        summary=_("How far a sheet is, then its result"), tags=TAGS, responses=Job
    )
    def get(self, request: Request, reference: str, pk: int) -> Response:
        jobs = own_dossier(request, reference).sheet_jobs
        return Response(Job(get_object_or_404(jobs, pk=pk)).data)


def read_item(request: Request) -> dict[str, Any]:
    posted = ItemFields(data=request.data)
    posted.is_valid(raise_exception=True)
    given: dict[str, Any] = posted.validated_data
    return given


def _refuse_too_large(request: Request) -> None:
    """Refuse by the header, before a byte of the body is kept."""
    length = request.META.get("CONTENT_LENGTH") or ""
    most = settings.SHEET_MAX_BYTES + FORM_BYTES
    if length.isdigit() and int(length) > most:
        raise RequestDataTooBig
