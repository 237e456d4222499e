"""Anyone verifies: a promotion or an official paper, by its code, QR or address.

Nothing personal is shown, and a paper's content never is: only that it was issued,
when, about what, and the hash by which a copy can be compared.
"""

from urllib.parse import parse_qs, urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from campaigns import clock
from documents import issuing
from promotions.models import Promotion
from promotions.shopping_codes import verifying

LONGEST_CODE = 64


@login_not_required
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and take it to the address that a QR would have opened."""
    code = tidy(request.GET.get("ma", ""))
    if code:
        return redirect("verify_code", code=code)
    return render(request, "verify.html")


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
    found = promotion is not None or paper is not None or shopping_code is not None
    return render(
        request,
        "verify_code.html",
        {
            "code": code,
            "promotion": promotion,
            "paper": paper,
            "shopping_code": shopping_code,
        },
        status=200 if found else 404,
    )


def tidy(text: str) -> str:
    """Return the code as it is stored: upper case, no blanks around or inside.

    Of an address, as a QR code or a browser gives it, the part that is a code is taken;
    of the signed text of a shopping code (``ma=CODE.until.signature``) the code alone.
    What cannot be printed is left out: no database holds a NUL byte.
    """
    text = "".join(mark for mark in text if mark.isprintable() and mark != " ")
    if "/" in text:
        address = urlsplit(text)
        parts = address.path.strip("/").split("/")
        asked = parse_qs(address.query).get("ma", [""])[0]
        text = asked.partition(".")[0] or max(parts, key=len)
    return text.upper()[:LONGEST_CODE]
