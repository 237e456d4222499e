"""What the person who is logged in acts for; everything else is not found.

Membership decides, not the state of a record, so that the address of somebody else's
dossier answers exactly like one that does not exist.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from accounts.models import User
from promotions.models import Merchant, Promotion
from promotions.permissions import ACTING, is_open, may_start


def person(request: HttpRequest) -> User:
    """Return who is logged in; every page of the merchants' side asks for it."""
    assert isinstance(request.user, User)
    return request.user


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form binds to: the post, also an empty one, or nothing."""
    return request.POST if request.method == "POST" else None


def own_merchants(request: HttpRequest) -> QuerySet[Merchant]:
    return Merchant.objects.filter(members__user=person(request))


def acting_merchants(request: HttpRequest) -> QuerySet[Merchant]:
    """Leave out those the person only reads for."""
    return Merchant.objects.filter(
        members__user=person(request), members__role__in=ACTING
    )


def own_merchant(request: HttpRequest, tax_code: str) -> Merchant:
    """Return the merchant; a reader changes nothing, so no post of one passes."""
    merchant = get_object_or_404(
        own_merchants(request).select_related("district"), tax_code=tax_code
    )
    if request.method == "POST" and not may_start(person(request), merchant):
        raise PermissionDenied
    return merchant


def own_dossiers(request: HttpRequest) -> QuerySet[Promotion]:
    """Return them with ``own_role``, what the person may do for the merchant."""
    return (
        Promotion.objects.filter(merchant__members__user=person(request))
        .annotate(own_role=F("merchant__members__role"))
        .select_related("merchant")
    )


def without_proposals(dossiers: QuerySet[Promotion]) -> QuerySet[Promotion]:
    """Leave out the content of amendments, which is found with its promotion."""
    return dossiers.filter(amendment__isnull=True)


def own_dossier(request: HttpRequest, reference: str) -> Promotion:
    promotion = get_object_or_404(
        own_dossiers(request).select_related(
            "merchant", "campaign", "slot", "branch__district", "amendment__promotion"
        ),
        reference=reference,
    )
    if request.method == "POST" and not acts_for(promotion):
        raise PermissionDenied
    return promotion


def acts_for(promotion: Promotion) -> bool:
    """Whether the person may change the dossier that ``own_dossier`` found."""
    return promotion.own_role in ACTING  # type: ignore[attr-defined]


def may_change(promotion: Promotion) -> bool:
    """Whether the dossier is open, to a person who may change it."""
    return is_open(promotion) and acts_for(promotion)
