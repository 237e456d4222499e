"""The keys of a merchant's software: only its owners make and revoke them."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.once import ContentConflict
from accounts.private_page import private_page
from campaigns import clock
from promotions.api_keys import Issued, TooManyKeys, issue, revoke
from promotions.forms.api_key import ApiKeyForm
from promotions.models import Merchant
from promotions.permissions import may_keep_keys
from promotions.views.own import own_merchant, person, posted


@require_http_methods(["GET", "HEAD", "POST"])
@private_page
def api_keys(request: HttpRequest, tax_code: str) -> HttpResponse:
    """Show the keys; a post makes one and shows its secret this once."""
    merchant = _kept_by(request, tax_code)
    form = ApiKeyForm(posted(request), initial={"once": uuid4()})
    if request.method != "POST" or not form.is_valid():
        return _show(request, merchant, form)
    try:
        issued = issue(merchant, **form.facts(), by=person(request), at=clock.now())
    except TooManyKeys as refused:
        form.add_error(None, refused.message)
        return _show(request, merchant, form)
    except ContentConflict:
        messages.warning(request, _("This form was sent before. Please fill it again."))
        return redirect("api_keys", merchant.tax_code)
    if not issued.secret:
        messages.warning(
            request,
            _(
                "The key “%(name)s” was made already and is not shown again. If it was "
                "not copied, revoke it and make another."
            )
            % {"name": issued.key.name},
        )
        return redirect("api_keys", merchant.tax_code)
    return _show(request, merchant, ApiKeyForm(initial={"once": uuid4()}), issued)


@require_POST
def api_key_revoke(request: HttpRequest, tax_code: str, pk: int) -> HttpResponse:
    merchant = _kept_by(request, tax_code)
    key = get_object_or_404(merchant.api_keys, pk=pk)
    revoke(key, by=person(request), at=clock.now())
    messages.success(request, _("“%(key)s” is revoked.") % {"key": key.name})
    return redirect("api_keys", merchant.tax_code)


def _kept_by(request: HttpRequest, tax_code: str) -> Merchant:
    merchant = own_merchant(request, tax_code)
    if not may_keep_keys(person(request), merchant):
        raise PermissionDenied
    return merchant


def _show(
    request: HttpRequest,
    merchant: Merchant,
    form: ApiKeyForm,
    issued: Issued | None = None,
) -> HttpResponse:
    now = clock.now()
    context = {
        "merchant": merchant,
        "form": form,
        "issued": issued,
        "keys": merchant.api_keys.usable(at=now),
        "earlier": merchant.api_keys.exclude(pk__in=merchant.api_keys.usable(at=now))[
            :20
        ],
    }
    return render(request, "promotions/api_keys.html", context)
