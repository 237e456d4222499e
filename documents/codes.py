"""Verification codes: made before a paper is printed, because they are printed in it.

A code such as ``TL-7K3M-9QXD`` holds 40 random bits.
"""

from django.conf import settings

from documents import qr
from documents.readable_codes import ReadableCode

CODE = ReadableCode("TL", length=8)
new_code = CODE.new
normalise = CODE.meant


def address(code: str, seal: str = "") -> str:
    """Return the page where anyone may check the paper, and its seal if it has one."""
    page = f"{settings.PORTAL_ORIGIN.rstrip('/')}/xac-minh/{code}/"
    return f"{page}?ky={seal}" if seal else page


def qr_svg(code: str, seal: str = "") -> str:
    return qr.svg(address(code, seal))


def qr_png(code: str, seal: str = "") -> bytes:
    return qr.png(address(code, seal))
