"""The page of one promotion, and its QR code."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from campaigns import clock
from documents import qr
from documents.attachment import CALENDAR, attachment
from promotions.amending import versions
from promotions.calendar_file import calendar_file
from promotions.changes import changes_between
from promotions.form_details import sections
from promotions.models import Promotion
from promotions.price_history import histories, locked_at
from promotions.register import STANDING_TAG, Standing, standing, with_register_facts
from promotions.result.public import reported
from promotions.share_image import share_image
from promotions.stopping import early_end_of

ITEMS_PER_PAGE = 50
CHANGES_TOLD = 10


@login_not_required
@require_safe
def promotion_detail(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what is registered or was removed; before that only to those concerned."""
    readable = Promotion.objects.told() | Promotion.objects.visible_to(request.user)
    promotion = get_object_or_404(
        with_register_facts(readable.distinct()).select_related(
            "branch__district", "campaign", "merchant__district", "slot"
        ),
        reference=reference,
    )
    stands = standing(promotion, at=clock.now())
    return render(
        request,
        "promotions/detail.html",
        {
            "promotion": promotion,
            "standing": stands,
            "standing_tag": STANDING_TAG[stands],
            "is_public": stands not in {Standing.HIDDEN, Standing.DELISTED},
            "origin": settings.PORTAL_ORIGIN.rstrip("/"),
            **_parts(request, promotion),
            **_amendments(promotion),
            "early_end": early_end_of(promotion),
            "result_report": reported(promotion),
        },
    )


def _parts(request: HttpRequest, promotion: Promotion) -> dict[str, Any]:
    items = promotion.items.select_related("goods_group", "gift_group")
    page = Paginator(items, ITEMS_PER_PAGE).get_page(request.GET.get("page"))
    return {
        "page_obj": page,
        "histories": histories(promotion, page.object_list),
        "locked_at": locked_at(promotion),
        "channels": promotion.channels.all(),
        "prizes": promotion.prizes.all(),
        "sections": sections(promotion, is_public=True),
        "code_pools": promotion.code_pools.filter(expires_at__gt=clock.now()),
    }


def _amendments(promotion: Promotion) -> dict[str, Any]:
    """Return the accepted changes, the newest first, and what the newest changed."""
    accepted = promotion.amendments.accepted().select_related("proposal")
    newest_first = list(accepted.order_by("-number"))
    if not newest_first:
        return {"amendments": []}
    changes = changes_between(*versions(newest_first[0]), rows_told=CHANGES_TOLD)
    return {"amendments": newest_first, "latest_changes": changes}


@login_not_required
@require_safe
@cache_control(public=True, max_age=86_400)
def promotion_qr(request: HttpRequest, reference: str) -> HttpResponse:
    """Serve the code that leads from a shelf label to the promotion's page."""
    promotion = get_object_or_404(Promotion.objects.public(), reference=reference)
    address = f"{settings.PORTAL_ORIGIN}{promotion.get_absolute_url()}"
    return HttpResponse(
        qr.svg(address, scale=8, border=4), content_type="image/svg+xml"
    )


@login_not_required
@require_safe
def promotion_calendar(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the dates as a file that a phone puts into its calendar."""
    promotion = _public(reference)
    content = calendar_file(promotion, at=clock.now())
    return attachment(content, filename=f"{promotion.reference}.ics", kind=CALENDAR)


@login_not_required
@require_safe
@cache_control(public=True, max_age=600)
def promotion_image(request: HttpRequest, reference: str) -> HttpResponse:
    """Serve the picture that a shared link shows."""
    picture = share_image(_public(reference), at=clock.now())
    return HttpResponse(picture, content_type="image/png")


def _public(reference: str) -> Promotion:
    return get_object_or_404(
        Promotion.objects.public().select_related("merchant"), reference=reference
    )
