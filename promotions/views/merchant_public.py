"""What the register says of a merchant: no person, nothing unpublished."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from promotions.models import Merchant, Promotion
from promotions.register_pages import RegisterPages


@login_not_required
@require_safe
def merchant_public(request: HttpRequest, tax_code: str) -> HttpResponse:
    """Show a merchant who has a promotion in the register."""
    listed = Promotion.objects.public().filter(merchant=OuterRef("pk"))
    merchant = get_object_or_404(
        Merchant.objects.filter(Exists(listed)).select_related("district"),
        tax_code=tax_code,
    )
    promotions = Promotion.objects.public().filter(merchant=merchant)
    pages = RegisterPages(promotions.order_by("-starts_at", "-pk"))
    return render(
        request,
        "promotions/merchant_public.html",
        {
            "merchant": merchant,
            "channels": merchant.channels.filter(promotions__in=promotions).distinct(),
            "page_obj": pages.get_page(request.GET.get("page")),
        },
    )
