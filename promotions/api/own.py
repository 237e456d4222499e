"""What a key's merchant owns; everything else is not found."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.models import User
from promotions.api.authentication import MaySo, MerchantKey
from promotions.enums import KeyScope
from promotions.models import ApiKey, Merchant, Promotion


class OfMerchant(APIView):
    """A door of one merchant; ``scope`` is what changing something needs."""

    authentication_classes = [MerchantKey]
    permission_classes = [MaySo]
    scope = KeyScope.WRITE


def key_of(request: Request) -> ApiKey:
    assert isinstance(request.auth, ApiKey)
    return request.auth


def merchant_of(request: Request) -> Merchant:
    return key_of(request).merchant


def person_of(request: Request) -> User:
    assert isinstance(request.user, User)
    return request.user


def own_dossiers(request: Request) -> QuerySet[Promotion]:
    return Promotion.objects.filter(merchant=merchant_of(request)).select_related(
        "merchant__district", "campaign", "slot"
    )


def own_dossier(request: Request, reference: str) -> Promotion:
    return get_object_or_404(own_dossiers(request), reference=reference)
