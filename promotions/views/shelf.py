"""The page behind the QR code of a shelf label, and the labels themselves."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from campaigns import clock
from documents.attachment import PDF, attachment
from promotions import shelf, shelf_labels
from promotions.forms.shelf import SeenPriceForm
from promotions.models import Item, Promotion
from promotions.price_history import locked_at
from promotions.register import STANDING_TAG, Standing, standing
from promotions.views.own import own_dossier


@login_not_required
@require_safe
def shelf_price(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """Show the registered price; with ``gia`` beside the price that was seen."""
    item = get_object_or_404(
        Item.objects.select_related("promotion__merchant").filter(
            promotion__in=Promotion.objects.public()
        ),
        promotion__reference=reference,
        position=position,
    )
    form = SeenPriceForm(request.GET if "gia" in request.GET else None)
    seen = form.cleaned_data["gia"] if form.is_bound and form.is_valid() else None
    stands = standing(item.promotion, at=clock.now())
    context = {
        "item": item,
        "promotion": item.promotion,
        "standing": stands,
        "standing_tag": STANDING_TAG[stands],
        "is_running": stands == Standing.RUNNING,
        "form": form,
        "shelf": shelf.compare(item, seen),
        "locked_at": locked_at(item.promotion),
        "complain": _complaint_address(item, seen),
    }
    return render(request, "promotions/shelf_price.html", context)


def _complaint_address(item: Item, seen_vnd: int | None) -> str:
    """Return the complaint form with what is known; empty where there is none."""
    try:
        form = reverse("complaint_new")
    except NoReverseMatch:
        return ""
    facts: dict[str, Any] = {
        "khuyen-mai": item.promotion.reference,
        "hang": item.position,
    }
    if seen_vnd is not None:
        facts["gia"] = seen_vnd
    return f"{form}?{urlencode(facts)}"


@require_safe
def shelf_label_sheet(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the merchant the labels of a published promotion, to print and cut."""
    promotion = own_dossier(request, reference)
    get_object_or_404(Promotion.objects.public(), pk=promotion.pk)
    first = max(1, _number(request.GET.get("tu", "")))
    sheet = shelf_labels.render(promotion, first_position=first)
    filename = f"{promotion.reference}-nhan-ke-{first}.pdf"
    return attachment(sheet, filename=filename, kind=PDF)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1
