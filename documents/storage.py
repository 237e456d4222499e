"""Where issued files lie: private, whole or not at all, under names that say nothing.

A file is written beside its place and then moved into it, so a crash at any moment
leaves either the whole file or a leftover that no row names. Leftovers are found by
:func:`unclaimed`.
"""

import os
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.storage import default_storage
from django.utils import timezone

from documents.models import IssuedFile

FOLDER = "issued"


def store(content: bytes, *, at: datetime) -> str:
    """Write the bytes for good and return their name in the private storage."""
    month = timezone.localtime(at).strftime("%Y/%m")
    name = f"{FOLDER}/{month}/{secrets.token_hex(16)}"
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=path.parent, prefix=".part-", delete=False) as part:
        try:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
            Path(part.name).replace(path)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise
    _settle(path.parent)
    return name


def read(name: str) -> bytes:
    return _path(name).read_bytes()


def remove(name: str) -> None:
    _path(name).unlink(missing_ok=True)


def unclaimed(*, before: datetime) -> Iterator[Path]:
    """Return files that no row names and that have lain still since ``before``.

    A file younger than that may belong to a transaction that is still open.
    """
    root = _path(FOLDER)
    claimed = set(IssuedFile.objects.values_list("file", flat=True))
    for path in sorted(root.rglob("*")):
        if not path.is_file() or path.stat().st_mtime >= before.timestamp():
            continue
        if f"{FOLDER}/{path.relative_to(root).as_posix()}" not in claimed:
            yield path


def _path(name: str) -> Path:
    return Path(default_storage.path(name))


def _settle(folder: Path) -> None:
    """Make the move into the folder survive a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
