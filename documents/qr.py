"""QR codes, drawn once for all: papers, receipts, labels, codes for the till."""

import io

import segno


def svg(address: str, *, scale: int = 4, border: int = 2) -> str:
    """Return the address as an SVG image; ``scale`` and ``border`` in modules."""
    return _drawn(address, kind="svg", scale=scale, border=border).decode()


def png(address: str, *, scale: int = 8, border: int = 2) -> bytes:
    return _drawn(address, kind="png", scale=scale, border=border)


def svg_data_uri(address: str, *, scale: int = 4, border: int = 2) -> str:
    image: str = _code(address).svg_data_uri(scale=scale, border=border)
    return image


def _drawn(address: str, *, kind: str, scale: int, border: int) -> bytes:
    out = io.BytesIO()
    _code(address).save(out, kind=kind, scale=scale, border=border)
    return out.getvalue()


def _code(address: str) -> segno.QRCode:
    return segno.make(address, error="m", micro=False)
