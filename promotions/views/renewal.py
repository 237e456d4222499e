"""Using a promotion again: one click opens a new draft."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.once import ContentConflict, submit_once
from campaigns import clock
from promotions.permissions import RENEWABLE
from promotions.renewal import renew
from promotions.views.own import own_dossier, person


@require_POST
def dossier_renew(request: HttpRequest, reference: str) -> HttpResponse:
    """Take the promotion over into a new draft; a second click opens the same one."""
    promotion = own_dossier(request, reference)
    if promotion.state not in RENEWABLE:
        messages.warning(request, _("This dossier is still open; go on with it here."))
        return redirect("dossier_detail", promotion.reference)
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        return HttpResponseBadRequest()
    user, at = person(request), clock.now()
    try:
        receipt = submit_once(
            key,
            purpose="dossier.renew",
            content={"from": promotion.reference, "by": user.pk},
            create=lambda: renew(promotion, by=user, at=at).reference,
        )
    except ContentConflict:
        return HttpResponseBadRequest()
    if not receipt.is_repeat:
        messages.success(
            request,
            _(
                "A new draft is open. Enter the new dates, and check every price "
                "before: it must be the one just before the new promotion."
            ),
        )
    return redirect("dossier_detail", receipt.reference)
