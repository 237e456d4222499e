"""Tracking codes: what a consumer keeps, reads aloud and types again.

``PA-7K3M-9QXD-2TRV`` holds 60 random bits in an alphabet without I, L, O and U; who
types O for 0 or I for 1, small letters or no hyphens is still understood. A code opens
nothing without the second factor.
"""

import re
import secrets

from django.conf import settings
from django.urls import reverse

import segno

PREFIX = "PA"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SEPARATORS = re.compile(r"[\s\-–—._]+")


def new_code() -> str:
    return written("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def written(letters: str) -> str:
    """Return twelve letters as they are printed."""
    return "-".join([PREFIX, letters[:4], letters[4:8], letters[8:]])


def normalise(text: str) -> str:
    """Return the code a person meant, or an empty string if it cannot be one."""
    letters = _SEPARATORS.sub("", text[:100]).upper()
    if len(letters) == LENGTH + len(PREFIX):
        letters = letters.removeprefix(PREFIX)
    letters = letters.translate(_MEANT)
    if len(letters) != LENGTH or not set(letters) <= set(ALPHABET):
        return ""
    return written(letters)


def tracking_address(code: str) -> str:
    """Return the full address of the look-up page with the code filled in."""
    return f"{settings.PORTAL_ORIGIN.rstrip('/')}{reverse('complaint_track')}?ma={code}"


def tracking_qr(code: str) -> str:
    """Return the look-up address as a QR code, an SVG image in a data URI."""
    image: str = segno.make(
        tracking_address(code), error="m", micro=False
    ).svg_data_uri(border=2, scale=4)
    return image
