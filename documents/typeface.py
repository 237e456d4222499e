"""The Times-metric face of the PDF papers, found without loading its package.

The package's own ``__init__`` asks for a whole typesetting engine, so only its folder
is looked up. DOCX papers name "Times New Roman", whose widths are the same; a length
measured here is right for both.
"""

import struct
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PIL import ImageFont

from documents.values import clean

FAMILY = "TeX Gyre Termes"
PACKAGE = "rinoh_typeface_texgyretermes"
_POINT_IN_MM = 25.4 / 72
_MEASURED_AT = 1000
_LONG_WORD = 20
_SOFT_BREAK = "\u200b"
_BREAK_AFTER = frozenset("/.-_@?&=:,;")


@cache
def directory() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(
            f"The typeface package {PACKAGE} is missing; install the locked "
            "dependencies again."
        )
    return Path(spec.submodule_search_locations[0])


def width_mm(text: str, *, size: float, bold: bool = False) -> float:
    """Return how wide the longest line of text is at a size in points."""
    face = _face(bold)
    length = max(face.getlength(line) for line in clean(text).split("\n"))
    return length / _MEASURED_AT * size * _POINT_IN_MM


@cache
def _face(bold: bool) -> ImageFont.FreeTypeFont:
    style = "bold" if bold else "regular"
    return ImageFont.truetype(
        directory() / f"texgyretermes-{style}.otf",
        _MEASURED_AT,
        layout_engine=ImageFont.Layout.BASIC,
    )


def printable(text: str) -> str:
    """Return text the face can print: «?» for letters it lacks, long words breakable.

    Archival PDF refuses a letter without a glyph, so a picture sign in a merchant's
    name must not stop the whole paper.
    """
    known = letters()
    shown = "".join(letter if letter in known else "?" for letter in text)
    if len(max(shown.split(), key=len, default="")) <= _LONG_WORD:
        return shown
    return " ".join(_breakable(word) for word in shown.split(" "))


def _breakable(word: str) -> str:
    if len(word) <= _LONG_WORD:
        return word
    pieces: list[str] = []
    since_break = 0
    for letter in word:
        pieces.append(letter)
        since_break += 1
        if letter in _BREAK_AFTER or since_break >= _LONG_WORD // 2:
            pieces.append(_SOFT_BREAK)
            since_break = 0
    return "".join(pieces)


@cache
def letters() -> frozenset[str]:
    """Return every letter the face has, read from its own table (cmap, format 4)."""
    data = (directory() / "texgyretermes-regular.otf").read_bytes()
    table = data[_table_offset(data, b"cmap") :]
    (subtables,) = struct.unpack(">H", table[2:4])
    for at in range(subtables):
        offset = struct.unpack(">L", table[8 + 8 * at : 12 + 8 * at])[0]
        if struct.unpack(">H", table[offset : offset + 2])[0] == 4:
            return frozenset({"\n", _SOFT_BREAK} | _segments(table[offset:]))
    raise RuntimeError("The typeface has no table of letters that can be read.")


def _table_offset(data: bytes, name: bytes) -> int:
    (tables,) = struct.unpack(">H", data[4:6])
    for at in range(12, 12 + 16 * tables, 16):
        if data[at : at + 4] == name:
            return int(struct.unpack(">L", data[at + 8 : at + 12])[0])
    raise RuntimeError(f"The typeface has no {name.decode()} table.")


def _segments(table: bytes) -> set[str]:
    (double,) = struct.unpack(">H", table[6:8])
    ends = struct.unpack(f">{double // 2}H", table[14 : 14 + double])
    starts = struct.unpack(f">{double // 2}H", table[16 + double : 16 + 2 * double])
    return {
        chr(code)
        for start, end in zip(starts, ends, strict=True)
        for code in range(start, end + 1)
        if end != 0xFFFF
    }
