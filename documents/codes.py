"""Verification codes: made before a paper is printed, because they are printed in it.

A code such as ``TL-7K3M-9QXD`` holds 40 random bits.
"""

import io

from django.conf import settings

import segno

from documents.readable_codes import ReadableCode

CODE = ReadableCode("TL", length=8)
new_code = CODE.new
normalise = CODE.meant


def address(code: str) -> str:
    """Return the page where anyone may check the paper."""
    return f"{settings.PORTAL_ORIGIN.rstrip('/')}/xac-minh/{code}/"


def qr_svg(code: str) -> str:
    out = io.BytesIO()
    segno.make(address(code), error="m", micro=False).save(
        out, kind="svg", border=2, scale=4
    )
    return out.getvalue().decode()


def qr_png(code: str) -> bytes:
    out = io.BytesIO()
    segno.make(address(code), error="m", micro=False).save(
        out, kind="png", border=2, scale=8
    )
    return out.getvalue()
