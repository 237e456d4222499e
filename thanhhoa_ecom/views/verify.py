"""Anyone verifies: a promotion, a paper, a receipt or a shopping code, by code or QR.

Nothing personal is shown, and a paper's content never is: only that it was issued,
when, about what, and the hash by which a copy can be compared.
"""

from urllib.parse import parse_qs, urlencode, urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from campaigns import clock
from complaints.receipts import verifying as receipts
from documents import issuing
from promotions.models import Promotion
from promotions.shopping_codes import verifying

LONGEST_CODE = 64
LONGEST_MARK = 200


@login_not_required
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and take it to the address that a QR would have opened."""
    typed = request.GET.get("ma", "")
    code = tidy(typed)
    if not code:
        return render(request, "verify.html")
    page = reverse("verify_code", args=[code])
    mark = mark_of(typed)
    return redirect(f"{page}?{urlencode({'ky': mark})}" if mark else page)


@login_not_required
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    code = tidy(code)
    promotion = (
        Promotion.objects.told()
        .select_related("merchant", "campaign")
        .filter(reference=code)
        .first()
    )
    paper = issuing.verify(code) if promotion is None else None
    shopping_code = None if promotion or paper else verifying.find(code, at=clock.now())
    receipt = None
    if promotion is None and paper is None and shopping_code is None:
        receipt = receipts.find(code, mark=request.GET.get("ky", "")[:LONGEST_MARK])
    found = [promotion, paper, shopping_code, receipt]
    return render(
        request,
        "verify_code.html",
        {
            "code": code,
            "promotion": promotion,
            "paper": paper,
            "shopping_code": shopping_code,
            "receipt": receipt,
        },
        status=200 if any(one is not None for one in found) else 404,
    )


def tidy(text: str) -> str:
    """Return the code as it is stored: upper case, no blanks around or inside.

    Of an address, as a QR code or a browser gives it, the part that is a code is taken;
    of the signed text of a shopping code (``ma=CODE.until.signature``) the code alone.
    What cannot be printed is left out: no database holds a NUL byte.
    """
    text = _printable(text)
    if "/" in text:
        address = urlsplit(text)
        parts = address.path.strip("/").split("/")
        asked = _asked(text, "ma")
        text = asked.partition(".")[0] or max(parts, key=len)
    return text.upper()[:LONGEST_CODE]


def mark_of(text: str) -> str:
    """Return the signature that the address in a QR code carries, if it has one."""
    text = _printable(text)
    return _asked(text, "ky")[:LONGEST_MARK] if "/" in text else ""


def _printable(text: str) -> str:
    return "".join(mark for mark in text if mark.isprintable() and mark != " ")


def _asked(address: str, name: str) -> str:
    return parse_qs(urlsplit(address).query).get(name, [""])[0]
