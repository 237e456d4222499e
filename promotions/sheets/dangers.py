"""What a file is before it is opened: its first bytes and its table of contents.

Nothing is unpacked here. A ZIP that promises to become too large, a macro, a password,
an old format or another kind of file is refused with a sentence that says what to do.
"""

import zipfile
from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext as _

from promotions.sheets.trouble import SheetRefused

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED_BYTES = 300 * 1024 * 1024
SUSPICIOUS_RATIO = 150
SUSPICIOUS_BYTES = 20 * 1024 * 1024
MAX_PARTS = 2_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORKBOOK = "xl/workbook.xml"
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
    if size > MAX_BYTES:
        raise SheetRefused(
            _("The file is larger than %(limit)d MB. Please divide it.")
            % {"limit": MAX_BYTES // 1024 // 1024}
        )
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


def _look_into_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile:
        raise SheetRefused(
            _("The file is damaged. Please save the sheet again and send the new file.")
        ) from None
    names = {part.filename for part in parts}
    if WORKBOOK not in names:
        raise SheetRefused(
            _("This is no Excel workbook. Please send a file saved as .xlsx or .csv.")
        )
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise SheetRefused(
            _("The workbook has macros. Please save it as .xlsx, without macros.")
        )
    unpacked = sum(part.file_size for part in parts)
    is_bomb = any(
        part.file_size > SUSPICIOUS_BYTES
        and part.file_size > SUSPICIOUS_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if unpacked > MAX_UNPACKED_BYTES or len(parts) > MAX_PARTS or is_bomb:
        raise SheetRefused(
            _(
                "The workbook becomes too large when it is opened. Please copy the "
                "goods alone into a new workbook."
            )
        )
