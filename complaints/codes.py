"""Tracking codes: what a consumer keeps, reads aloud and types again.

``PA-7K3M-9QXD-2TRV`` holds 60 random bits. It opens nothing without the second factor.
"""

from django.conf import settings
from django.urls import reverse

from documents import qr
from documents.readable_codes import ReadableCode

CODE = ReadableCode("PA", length=12)
new_code = CODE.new
written = CODE.written
normalise = CODE.meant


def tracking_address(code: str) -> str:
    """Return the full address of the look-up page with the code filled in."""
    return f"{settings.PORTAL_ORIGIN.rstrip('/')}{reverse('complaint_track')}?ma={code}"


def tracking_qr(code: str) -> str:
    """Return the look-up address as a QR code, an SVG image in a data URI."""
    return qr.svg_data_uri(tracking_address(code))
