"""What an accepted amendment changed, and the promotion as it was announced before."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from promotions.amending import versions
from promotions.changes import changes_between
from promotions.models import Amendment, Promotion
from promotions.register import with_register_facts

ITEMS_PER_PAGE = 50


@login_not_required
@require_safe
def amendment_public(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    amendment = get_object_or_404(
        Amendment.objects.accepted().select_related("promotion__merchant"),
        promotion__in=Promotion.objects.public(),
        promotion__reference=reference,
        number=number,
    )
    before = with_register_facts(Promotion.objects.all()).get(pk=amendment.proposal_id)
    items = before.items.select_related("goods_group", "gift_group")
    return render(
        request,
        "promotions/amendment_public.html",
        {
            "amendment": amendment,
            "announced": amendment.promotion,
            "promotion": before,
            "changes": changes_between(*versions(amendment)),
            "page_obj": Paginator(items, ITEMS_PER_PAGE).get_page(
                request.GET.get("page")
            ),
            "histories": {},
            "channels": before.channels.all(),
            "prizes": before.prizes.all(),
            "is_public": False,
        },
    )
