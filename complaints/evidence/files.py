"""Where evidence lies: private, under names that say nothing, sealed once whole.

A name is made before the first byte and never changes, so nothing is moved when a
complaint claims an upload: the rows of the database alone say what a file is.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.core.files.storage import default_storage

from complaints.models import Evidence, Upload

FOLDER = "evidence"
SEALED = 0o400


def new_name() -> str:
    secret = secrets.token_hex(16)
    return f"{FOLDER}/{secret[:2]}/{secret}"


def path_of(name: str) -> Path:
    return Path(default_storage.path(name))


def write_at(name: str, offset: int, pieces: Iterable[bytes]) -> int:
    """Write from ``offset`` on, durably, and return where the file now ends.

    What lay behind the offset was never confirmed to anybody and is cut off.
    """
    path = path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.truncate(offset)
        stream.seek(offset)
        for piece in pieces:
            stream.write(piece)
        stream.flush()
        os.fsync(stream.fileno())
        return stream.tell()


def seal(name: str) -> None:
    """Take the right to write away, and make the name survive a loss of power."""
    path = path_of(name)
    path.chmod(SEALED)
    for folder in (path.parent, path.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sha256_of(name: str) -> str:
    with path_of(name).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def remove(name: str) -> None:
    path_of(name).unlink(missing_ok=True)


def unclaimed(*, before: datetime) -> list[str]:
    """Return names of files that no row knows and that have lain still since then."""
    root = path_of(FOLDER)
    still = {
        f"{FOLDER}/{path.relative_to(root).as_posix()}"
        for path in root.rglob("*")
        if path.is_file() and path.stat().st_mtime < before.timestamp()
    }
    for known in (
        Upload.objects.values_list("file", flat=True),
        Evidence.objects.values_list("file", flat=True),
        Evidence.objects.exclude(preview="").values_list("preview", flat=True),
    ):
        still.difference_update(known.iterator())
    return sorted(still)
