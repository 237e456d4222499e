"""Shopping codes for consumers: the pools, claiming, one's own code, the ledger."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.private_page import private_page
from campaigns import clock
from documents import qr
from documents.attachment import CALENDAR, CSV, attachment, streamed
from promotions.calendar_file import calendar_of
from promotions.enums import ClaimState
from promotions.forms.code_pool import ClaimForm, FindCodeForm
from promotions.models import CodeClaim, CodePool, LedgerEntry
from promotions.shopping_codes import claiming, codes, ledger, limits
from promotions.shopping_codes.claiming import Availability, NoCode, availability

PER_PAGE = 20
LINES_PER_PAGE = 100
TOO_MANY, CONFLICT = 429, 409


@login_not_required
@require_safe
def code_pools(request: HttpRequest) -> HttpResponse:
    """List the pools: those that give codes first, then those to come."""
    now = clock.now()
    pools = CodePool.objects.public().select_related("promotion__merchant")
    page = Paginator(pools.filter(expires_at__gt=now), PER_PAGE).get_page(
        request.GET.get("page")
    )
    rows = [(pool, availability(pool, at=now).value) for pool in page]
    return render(
        request, "promotions/code_pools.html", {"page_obj": page, "rows": rows}
    )


@login_not_required
@require_safe
def code_pool(request: HttpRequest, pk: int) -> HttpResponse:
    return _show_pool(request, _pool(pk), ClaimForm(initial={"key": uuid4()}))


@login_not_required
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def code_claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a code, or say plainly why there is none; who comes back begins anew."""
    if request.method != "POST":
        return redirect("code_pool", pk)
    form = ClaimForm(request.POST)
    if not form.is_valid():
        return _show_pool(request, _pool(pk), form)
    if limits.is_too_often(request, "claim"):
        form.add_error(
            None,
            _("Too many codes were asked for from this network. Try again later."),
        )
        return _show_pool(request, _pool(pk), form, status=TOO_MANY)
    facts = form.cleaned_data
    try:
        claimed = claiming.claim(
            pk, email=facts["email"], key=facts["key"], at=clock.now()
        )
    except (NoCode, CodePool.DoesNotExist):
        return _show_pool(request, _pool(pk), form, status=CONFLICT)
    if claimed.is_new:
        return redirect("my_code", codes.token_of(claimed.claim.code))
    return _show_pool(request, _pool(pk), form, status=CONFLICT, is_yours=True)


def _show_pool(
    request: HttpRequest,
    pool: CodePool,
    form: ClaimForm,
    *,
    status: int = 200,
    is_yours: bool = False,
) -> HttpResponse:
    found = availability(pool, at=clock.now())
    context = {
        "pool": pool,
        "availability": found.value,
        "is_open": found == Availability.OPEN,
        "form": form,
        "is_yours": is_yours,
    }
    return render(request, "promotions/code_pool.html", context, status=status)


@login_not_required
@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def code_find(request: HttpRequest) -> HttpResponse:
    """Send somebody's codes to their address again; always the same answer."""
    form = FindCodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if not limits.is_too_often(request, "find"):
            claiming.send_again(form.cleaned_data["email"], at=clock.now())
        return render(request, "promotions/code_find.html", {"is_sent": True})
    return render(request, "promotions/code_find.html", {"form": form})


@login_not_required
@private_page
@require_safe
def my_code(request: HttpRequest, token: str) -> HttpResponse:
    claim = _mine(token)
    context = {
        "claim": claim,
        "pool": claim.pool,
        "token": token,
        "is_held": claim.status == ClaimState.HELD,
        "is_late": clock.now() >= claim.pool.expires_at,
    }
    return render(request, "promotions/my_code.html", context)


@login_not_required
@private_page
@require_safe
def my_code_qr(request: HttpRequest, token: str) -> HttpResponse:
    """Serve the signed QR code, which opens the page of the till."""
    claim = _mine(token)
    text = codes.till_text(claim.code, claim.pool.expires_at)
    address = f"{settings.PORTAL_ORIGIN.rstrip('/')}{reverse('till')}?ma={text}"
    return HttpResponse(
        qr.svg(address, scale=6, border=4), content_type="image/svg+xml"
    )


@login_not_required
@private_page
@require_safe
def my_code_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Give a reminder for the last day as a calendar file."""
    claim = _mine(token)
    content = calendar_of(
        uid=ledger.digest_of(claim.code)[:32],
        period=(claim.claimed_at, claim.pool.expires_at),
        summary=claim.pool.title,
        description=claim.pool.benefit,
        at=clock.now(),
    )
    return attachment(content, filename="ma-mua-sam.ics", kind=CALENDAR)


@login_not_required
@private_page
@require_POST
def my_code_return(request: HttpRequest, token: str) -> HttpResponse:
    """Give the code back; somebody else can have it at once."""
    if claiming.give_back(_mine(token), at=clock.now()):
        messages.success(request, _("The code is given back. Thank you."))
    else:
        messages.warning(request, _("This code can no longer be given back."))
    return redirect("my_code", token)


@login_not_required
@require_safe
def code_ledger(request: HttpRequest, pk: int) -> HttpResponse:
    pool = _pool(pk)
    lines = Paginator(pool.ledger.order_by("-sequence"), LINES_PER_PAGE)
    context = {
        "pool": pool,
        "page_obj": lines.get_page(request.GET.get("page")),
        "start": ledger.START,
    }
    return render(request, "promotions/code_ledger.html", context)


@login_not_required
@require_safe
def code_ledger_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Stream the whole ledger, so that anyone may work the chain out again."""
    pool = _pool(pk)
    return streamed(_ledger_lines(pool), filename=f"so-cai-{pool.pk}.csv", kind=CSV)


def _ledger_lines(pool: CodePool) -> Iterator[str]:
    yield "sequence,kind,code_sha256,happened_at,hash\r\n"
    entries: Any = pool.ledger.order_by("sequence").iterator(chunk_size=2_000)
    for entry in entries:
        assert isinstance(entry, LedgerEntry)
        out = io.StringIO()
        moment = entry.happened_at.astimezone(UTC).strftime(ledger.FORMAT)
        csv.writer(out).writerow(
            [entry.sequence, entry.kind, entry.code_digest, moment, entry.entry_hash]
        )
        yield out.getvalue()


def _pool(pk: int) -> CodePool:
    return get_object_or_404(
        CodePool.objects.public().select_related("promotion__merchant"), pk=pk
    )


def _mine(token: str) -> CodeClaim:
    code = codes.code_of_token(token)
    if code is None:
        raise Http404
    return get_object_or_404(
        CodeClaim.objects.select_related("pool__promotion__merchant", "redeemed_for"),
        code=code,
    )
