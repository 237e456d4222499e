"""What a file is before it is opened: its first bytes and its table of contents.

A ZIP that becomes too large, a macro, a password, an old format or another kind of
file is refused with a sentence that says what to do. Sizes are counted while the parts
are unpacked piece by piece, because the table of contents may lie.
"""

import zipfile
import zlib
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from promotions.sheets.trouble import SheetRefused, damaged
from promotions.sheets.worksheet import WORKBOOK, unpacked

MAX_UNPACKED_BYTES = 300 * 1024 * 1024
SUSPICIOUS_RATIO = 150
SUSPICIOUS_BYTES = 20 * 1024 * 1024
MAX_PARTS = 2_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHER_KINDS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"{\\rtf": "RTF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
}


class SheetKind(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"


def kind_of(path: Path) -> SheetKind:
    """Return what the content is, whatever the name says. Raises ``SheetRefused``."""
    size = path.stat().st_size
    if size == 0:
        raise SheetRefused(_("The file is empty."))
    if size > settings.SHEET_MAX_BYTES:
        raise SheetRefused(too_large())
    with path.open("rb") as stream:
        start = stream.read(4096)
    if start.startswith(OLE):
        raise SheetRefused(
            _(
                "The file has a password or the old format .xls. Please open it, take "
                "the password away and save it as .xlsx."
            )
        )
    for mark, name in OTHER_KINDS.items():
        if start.startswith(mark):
            raise SheetRefused(
                _("This is a %(kind)s file. Please send the sheet as .xlsx or .csv.")
                % {"kind": name}
            )
    if start.startswith(b"PK"):
        _look_into_zip(path)
        return SheetKind.XLSX
    if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SheetRefused(
            _("This is no sheet. Please send a file saved as .xlsx or .csv.")
        )
    return SheetKind.CSV


def too_large() -> str:
    return _("The file is larger than %(limit)d MB. Please divide it.") % {
        "limit": settings.SHEET_MAX_BYTES // 1024 // 1024
    }


def _look_into_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
        names = {part.filename for part in parts}
        _refuse_other_kinds(names)
        if _is_bomb(path, parts):
            raise SheetRefused(
                _(
                    "The workbook becomes too large when it is opened. Please copy the "
                    "goods alone into a new workbook."
                )
            )
        if len(names) != len(parts) or _has_own_entities(path, parts):
            raise SheetRefused(damaged())
    except (zipfile.BadZipFile, zlib.error, NotImplementedError):
        raise SheetRefused(damaged()) from None


def _refuse_other_kinds(names: set[str]) -> None:
    if WORKBOOK not in names:
        raise SheetRefused(
            _("This is no Excel workbook. Please send a file saved as .xlsx or .csv.")
        )
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise SheetRefused(
            _("The workbook has macros. Please save it as .xlsx, without macros.")
        )


def _is_bomb(path: Path, parts: list[zipfile.ZipInfo]) -> bool:
    """Whether the parts promise too much, or unpack to more than they promise."""
    promised = sum(part.file_size for part in parts)
    if promised > MAX_UNPACKED_BYTES or len(parts) > MAX_PARTS:
        return True
    if any(
        part.file_size > SUSPICIOUS_BYTES
        and part.file_size > SUSPICIOUS_RATIO * max(part.compress_size, 1)
        for part in parts
    ):
        return True
    for part in parts:
        size = 0
        for piece in unpacked(path, part):
            size += len(piece)
            if size > part.file_size:
                return True
    return False


def _has_own_entities(path: Path, parts: list[zipfile.ZipInfo]) -> bool:
    """Whether a part defines words of its own, which may grow without end."""
    return any(
        b"<!DOCTYPE" in next(unpacked(path, part), b"")[:4096]
        for part in parts
        if part.filename.endswith((".xml", ".rels"))
    )
