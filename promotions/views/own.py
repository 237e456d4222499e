"""What the person who is logged in acts for; everything else is not found.

Membership decides, not the state of a record, so that the address of somebody else's
dossier answers exactly like one that does not exist.
"""

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from accounts.models import User
from promotions.models import Merchant, Promotion


def person(request: HttpRequest) -> User:
    """Return who is logged in; every page of the merchants' side asks for it."""
    assert isinstance(request.user, User)
    return request.user


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form binds to: the post, also an empty one, or nothing."""
    return request.POST if request.method == "POST" else None


def own_merchants(request: HttpRequest) -> QuerySet[Merchant]:
    return Merchant.objects.filter(members__user=person(request))


def own_merchant(request: HttpRequest, tax_code: str) -> Merchant:
    return get_object_or_404(
        own_merchants(request).select_related("district"), tax_code=tax_code
    )


def own_dossiers(request: HttpRequest) -> QuerySet[Promotion]:
    return Promotion.objects.filter(
        merchant__members__user=person(request)
    ).select_related("merchant")


def without_proposals(dossiers: QuerySet[Promotion]) -> QuerySet[Promotion]:
    """Leave out the content of amendments, which is found with its promotion."""
    return dossiers.filter(amendment__isnull=True)


def own_dossier(request: HttpRequest, reference: str) -> Promotion:
    return get_object_or_404(
        own_dossiers(request).select_related(
            "merchant", "campaign", "slot", "amendment__promotion"
        ),
        reference=reference,
    )
