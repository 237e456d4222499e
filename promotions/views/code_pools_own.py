"""The merchant's pools of codes for one published promotion."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.lifecycle import ReasonMissing, TransitionNotAllowed
from campaigns import clock
from promotions.enums import PoolState
from promotions.forms.code_pool import CodePoolForm, StopForm
from promotions.models import Promotion
from promotions.shopping_codes.claiming import availability
from promotions.shopping_codes.pools import PoolRefused, open_pool, reopen, stop
from promotions.views.own import own_dossier, person, posted


@require_http_methods(["GET", "HEAD", "POST"])
def own_code_pools(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the pools of a promotion with their numbers; a post opens another."""
    promotion = own_dossier(request, reference)
    form = CodePoolForm(posted(request), initial=_first_answers(promotion))
    if request.method == "POST" and form.is_valid():
        try:
            open_pool(promotion, form.cleaned_data, by=person(request), at=clock.now())
        except PoolRefused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The codes are ready."))
            return redirect("own_code_pools", promotion.reference)
    pools = promotion.code_pools.select_related("promotion")
    context = {
        "promotion": promotion,
        "rows": [(pool, availability(pool, at=clock.now()).value) for pool in pools],
        "form": form,
        "stop_form": StopForm(),
    }
    return render(request, "promotions/code_pools_own.html", context)


def _first_answers(promotion: Promotion) -> dict[str, object]:
    return {
        "opens_at": promotion.starts_at,
        "closes_at": promotion.ends_at,
        "expires_at": promotion.ends_at,
    }


@require_POST
def own_code_pool_turn(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Stop a pool for a reason, or let it go on."""
    promotion = own_dossier(request, reference)
    pool = get_object_or_404(promotion.code_pools, pk=pk)
    actor = promotion.merchant.name
    try:
        if pool.state == PoolState.OPEN:
            reason = request.POST.get("reason", "")[:500]
            stop(pool, by=person(request), at=clock.now(), reason=reason, actor=actor)
        else:
            reopen(pool, by=person(request), at=clock.now(), actor=actor)
    except ReasonMissing:
        messages.warning(request, _("Say why no more codes are given out."))
    except TransitionNotAllowed as error:
        messages.warning(request, error.message)
    return redirect("own_code_pools", promotion.reference)
