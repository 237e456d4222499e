"""Issuing a paper: its bytes sealed by a hash, its code known to the portal.

The code is made before the paper is printed (:func:`documents.codes.new_code`),
because it stands in the paper. Anyone may verify a paper by code or by hash.
"""

import hashlib
import io
import re
from datetime import datetime

from django.db import transaction

from documents import codes, storage
from documents.models import FileKind, IssuedFile

_HASH = re.compile(r"[0-9a-f]{64}")
_UNSAFE_IN_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')


class PaperDamaged(Exception):
    """Raised when the bytes of an issued paper are gone or are no longer the same."""

    def __init__(self, issued: IssuedFile, found: str) -> None:
        super().__init__(
            f"Issued file {issued.code} must have SHA-256 {issued.sha256}; {found}."
        )
        self.issued = issued


def issue(
    kind: FileKind,
    content: bytes,
    *,
    about: str,
    filename: str,
    at: datetime,
    code: str = "",
) -> IssuedFile:
    """Store a finished paper and record it under the code that is printed in it.

    The file is written first, the row after it; if the row cannot be written the file
    is taken away again. A surrounding transaction that rolls back later leaves a file
    without a row, which ``remove_unclaimed_files`` clears.
    """
    if not content:
        raise ValueError(f"The paper {filename!r} is empty.")
    if _UNSAFE_IN_NAME.search(filename) or not filename.endswith(f".{kind.value}"):
        raise ValueError(f"{filename!r} is no name of a {kind.label} file.")
    name = storage.store(content, at=at)
    try:
        with transaction.atomic():
            return IssuedFile.objects.create(
                code=code or codes.new_code(),
                kind=kind,
                about=about,
                filename=filename,
                sha256=hashlib.sha256(content).hexdigest(),
                size_bytes=len(content),
                file=name,
                issued_at=at,
            )
    except BaseException:
        storage.remove(name)
        raise


def verify(code_or_hash: str) -> IssuedFile | None:
    """Return the paper with this code or SHA-256, as a person may have typed it."""
    text = code_or_hash.strip().lower()
    if _HASH.fullmatch(text):
        return IssuedFile.objects.filter(sha256=text).first()
    code = codes.normalise(code_or_hash)
    return IssuedFile.objects.filter(code=code).first() if code else None


def open_checked(issued: IssuedFile) -> io.BytesIO:
    """Return the bytes of a paper, or refuse if they are not those that were issued.

    They are read once and checked in memory, so what was checked is what is served.
    """
    try:
        content = storage.read(issued.file.name or "")
    except FileNotFoundError as missing:
        raise PaperDamaged(issued, "the file is gone") from missing
    found = hashlib.sha256(content).hexdigest()
    if found != issued.sha256:
        raise PaperDamaged(issued, f"the file has {found}")
    return io.BytesIO(content)
