"""What a key's merchant owns; everything else is not found."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _, gettext_lazy

from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.models import User
from promotions.api.authentication import MaySo, MerchantKey
from promotions.enums import KeyScope
from promotions.models import ApiKey, Merchant, Promotion

KEY_HEADER = "Idempotency-Key"
ONCE = OpenApiParameter(
    KEY_HEADER,
    {"type": "string", "format": "uuid"},
    OpenApiParameter.HEADER,
    required=True,
    description=gettext_lazy(
        "A new UUID for each thing you create. The same request sent again with the "
        "same key is answered with the first result."
    ),
)


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


def once_of(request: Request) -> UUID:
    """Return the client key of a request that creates. Raises ``ValidationError``."""
    try:
        return UUID(request.headers.get(KEY_HEADER, ""))
    except ValueError as error:
        sentence = _("Send a new UUID in the header “%(name)s”.") % {"name": KEY_HEADER}
        raise ValidationError({KEY_HEADER: [sentence]}) from error


def plain(values: Any) -> Any:
    """Return validated values as JSON holds them, for the hash of a request."""
    if isinstance(values, dict):
        return {name: plain(value) for name, value in values.items()}
    if isinstance(values, list | tuple):
        return [plain(value) for value in values]
    return str(values)
