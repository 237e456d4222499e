"""The till: a merchant's person looks a customer's code up and redeems it once.

With a browser that can, the page is kept for times without a network: it checks the
signature of a QR code, keeps redemptions and sends them later (see ``till.js``).
"""

import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from campaigns import clock
from promotions.forms.code_pool import TillForm
from promotions.models import Merchant
from promotions.shopping_codes import codes
from promotions.shopping_codes.redeeming import Answer, Verdict, look, redeem
from promotions.views.own import acting_merchants, person, posted

LONGEST_QUEUE = 100
SAYS = {
    Verdict.UNKNOWN: _("No such code exists. Compare it letter by letter."),
    Verdict.NOT_YOURS: _("This code is meant for another merchant or promotion."),
    Verdict.USED: _("This code has been used already."),
    Verdict.RETURNED: _("The customer gave this code back; it is not valid any more."),
    Verdict.TOO_LATE: _("The time of this code is over."),
    Verdict.NOT_VALID: _("The promotion is suspended; do not accept the code."),
    Verdict.VALID: _("The code is valid. It has not been redeemed yet."),
    Verdict.DONE: _("Redeemed. Give the customer the benefit below."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def till(request: HttpRequest) -> HttpResponse:
    """Look a code up (GET), or redeem it (POST)."""
    merchants = acting_merchants(request).order_by("name")
    form = TillForm(
        posted(request) or (request.GET if "ma" in request.GET else None),
        merchants=merchants,
        initial={"key": uuid4()},
    )
    answer = None
    if form.is_bound and form.data.get("merchant") is None:
        form = _with_merchant(form, merchants)
    if form.is_bound and form.is_valid():
        answer = _answer(request, form)
    context = {
        "form": form if answer is None or not answer.is_good else None,
        "next_form": TillForm(merchants=merchants, initial={"key": uuid4()}),
        "bound": form,
        "answer": answer,
        "says": SAYS[answer.verdict] if answer else "",
        "has_merchant": merchants.exists(),
        "public_key": codes.public_key(),
        "key": uuid4(),
    }
    return render(request, "promotions/till.html", context)


def _with_merchant(form: TillForm, merchants: Any) -> TillForm:
    """A scanned address names no merchant; who acts for one needs not choose."""
    data = {name: form.data.get(name, "") for name in ("ma", "key")}
    only = list(merchants[:2])
    if len(only) == 1:
        data["merchant"] = str(only[0].pk)
    return TillForm(data, merchants=merchants)


def _answer(request: HttpRequest, form: TillForm) -> Answer:
    merchant: Merchant = form.cleaned_data["merchant"]
    text = form.cleaned_data["ma"]
    if request.method != "POST":
        return look(text, merchant=merchant, at=clock.now())
    return redeem(
        text,
        merchant=merchant,
        by=person(request),
        key=form.cleaned_data["key"] or uuid4(),
        at=clock.now(),
    )


@require_POST
def till_queue(request: HttpRequest) -> HttpResponse:
    """Redeem what a till kept while it had no network; answer each one apart."""
    try:
        rows = json.loads(request.body)
        wanted = [(str(r["code"]), int(r["merchant"]), UUID(r["key"])) for r in rows]
    except (ValueError, TypeError, KeyError):
        return JsonResponse({"problem": "malformed"}, status=400)
    merchants = {m.pk: m for m in acting_merchants(request)}
    told = []
    for code, merchant_id, key in wanted[:LONGEST_QUEUE]:
        merchant = merchants.get(merchant_id)
        if merchant is None:
            verdict = Verdict.NOT_YOURS
        else:
            verdict = redeem(
                code, merchant=merchant, by=person(request), key=key, at=clock.now()
            ).verdict
        told.append({"key": str(key), "verdict": verdict, "says": str(SAYS[verdict])})
    return JsonResponse({"answers": told})


@login_not_required
@require_safe
def till_worker(request: HttpRequest) -> HttpResponse:
    """Serve the service worker from inside the folder it may look after."""
    found = finders.find("js/till-worker.js")
    if not isinstance(found, str):
        raise Http404
    return HttpResponse(Path(found).read_bytes(), content_type="text/javascript")
