"""Verification codes: made before a paper is printed, because they are printed in it.

A code such as ``TL-7K3M-9QXD`` holds 40 random bits in an alphabet without I, L, O and
U; who reads it aloud or mistypes O for 0 is still understood.
"""

import io
import re
import secrets

from django.conf import settings

import segno

PREFIX = "TL"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SEPARATORS = re.compile(r"[\s\-–—._]+")


def new_code() -> str:
    return _written("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def normalise(text: str) -> str:
    """Return the code a person meant, or an empty string if it cannot be one."""
    letters = _SEPARATORS.sub("", text[:100]).upper()
    if len(letters) == LENGTH + len(PREFIX):
        letters = letters.removeprefix(PREFIX)
    letters = letters.translate(_MEANT)
    if len(letters) != LENGTH or not set(letters) <= set(ALPHABET):
        return ""
    return _written(letters)


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


def _written(letters: str) -> str:
    return f"{PREFIX}-{letters[:4]}-{letters[4:]}"
