"""Open data of the public register. Begins where the public pages begin."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.generics import ListAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from campaigns import clock
from promotions import shelf
from promotions.api import facets
from promotions.api.facts import (
    ItemFacts,
    MerchantDetailFacts,
    MerchantFacts,
    PromotionDetailFacts,
    PromotionFacts,
    ShelfFacts,
)
from promotions.forms.shelf import SeenPriceForm
from promotions.models import Item, Merchant, Promotion
from promotions.price_history import locked_at
from promotions.register import standing, with_register_facts

FIRST_ITEMS = 20


def register(promotions: QuerySet[Promotion]) -> QuerySet[Promotion]:
    return with_register_facts(promotions).select_related(
        "campaign", "merchant__district", "slot"
    )


@extend_schema_view(
    get=extend_schema(
        summary=_("Search the public register"), parameters=facets.parameters()
    )
)
class PromotionList(ListAPIView[Promotion]):
    """The same facets, order and search as the page of the register."""

    serializer_class = PromotionFacts

    def get_queryset(self) -> QuerySet[Promotion]:
        return register(
            facets.narrowed(self.request.query_params, at=clock.now())
        ).prefetch_related(None)

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "at": clock.now()}


class PromotionDetail(APIView):
    @extend_schema(
        summary=_("One promotion with its first goods and all prizes"),
        responses=PromotionDetailFacts,
    )
    def get(self, request: Request, reference: str) -> Response:
        promotion: Any = get_object_or_404(
            register(Promotion.objects.public()).prefetch_related(None),
            reference=reference,
        )
        items = promotion.items.select_related("goods_group")
        promotion.first_items = items[:FIRST_ITEMS]
        promotion.locked_at = locked_at(promotion)
        facts = PromotionDetailFacts(promotion, context={"at": clock.now()})
        return Response(facts.data)


@extend_schema_view(
    get=extend_schema(
        summary=_("All goods of a promotion with their prices"),
        parameters=[OpenApiParameter("reference", str, OpenApiParameter.PATH)],
    )
)
class ItemList(ListAPIView[Item]):
    serializer_class = ItemFacts

    def get_queryset(self) -> QuerySet[Item]:
        promotion = get_object_or_404(
            Promotion.objects.public(), reference=self.kwargs["reference"]
        )
        return promotion.items.select_related("goods_group").order_by("position")


class ShelfPrice(APIView):
    @extend_schema(
        summary=_("Compare a price on the shelf with the registered one"),
        parameters=[
            OpenApiParameter(
                "gia",
                {"type": "string", "pattern": "^[0-9]{1,15}$"},
                description=_("The price you see, in đồng"),
            )
        ],
        responses=ShelfFacts,
    )
    def get(self, request: Request, reference: str, position: int) -> Response:
        item = get_object_or_404(
            Item.objects.select_related("promotion", "goods_group").filter(
                promotion__in=Promotion.objects.public()
            ),
            promotion__reference=reference,
            position=position,
        )
        compared = shelf.compare(item, _seen(request))
        facts = {
            "item": item,
            "standing": standing(item.promotion, at=clock.now()),
            "prices_locked_at": locked_at(item.promotion),
            "seen_vnd": compared and compared.seen_vnd,
            "comparison": compared and compared.comparison,
            "difference_vnd": compared and compared.difference_vnd,
            "page": shelf.address(reference, position),
        }
        return Response(ShelfFacts(facts).data)


def _seen(request: Request) -> int | None:
    if "gia" not in request.query_params:
        return None
    form = SeenPriceForm(request.query_params)
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    seen: int = form.cleaned_data["gia"]
    return seen


def listed_merchants() -> QuerySet[Merchant]:
    """Return merchants who have a promotion in the register."""
    listed = Promotion.objects.public().filter(merchant=OuterRef("pk"))
    return Merchant.objects.filter(Exists(listed)).select_related("district")


@extend_schema_view(
    get=extend_schema(summary=_("Merchants with promotions in the register"))
)
class MerchantList(ListAPIView[Merchant]):
    serializer_class = MerchantFacts

    def get_queryset(self) -> QuerySet[Merchant]:
        return listed_merchants().order_by("name", "pk")


@extend_schema_view(
    get=extend_schema(summary=_("One merchant with its channels of sale"))
)
class MerchantDetail(RetrieveAPIView[Merchant]):
    serializer_class = MerchantDetailFacts
    lookup_field = "tax_code"

    def get_queryset(self) -> QuerySet[Merchant]:
        return listed_merchants()

    def get_object(self) -> Merchant:
        merchant: Any = super().get_object()
        public = Promotion.objects.public().filter(merchant=merchant)
        merchant.shown_channels = merchant.channels.filter(
            promotions__in=public
        ).distinct()
        assert isinstance(merchant, Merchant)
        return merchant
