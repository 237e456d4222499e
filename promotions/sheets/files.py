"""Where sheets lie while they are needed: private, under names that say nothing."""

import hashlib
import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from promotions.models import SheetJob
from promotions.sheets.trouble import SheetRefused

FOLDER = "sheets"
SETTLED_AFTER = timedelta(days=1)


def store(content: bytes) -> str:
    """Write the bytes for good and return their name in the private storage."""
    name = f"{FOLDER}/{secrets.token_hex(16)}"
    path = path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    return name


def path_of(name: str) -> Path:
    return Path(default_storage.path(name))


def remove(name: str) -> None:
    if name:
        path_of(name).unlink(missing_ok=True)


def proven(name: str, *, sha256: str) -> Path:
    """Return where the file lies, if it is still what was sent. Raises ``SheetRefused``."""
    path = path_of(name)
    if not name or not path.is_file() or _sha256_of(path) != sha256:
        raise SheetRefused(
            _("The file is no longer there as it was sent. Please send it again.")
        )
    return path


def _sha256_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def delete_old(*, at: datetime) -> int:
    """Delete the files of jobs that ended long ago; the counts stay."""
    ended_before = at - settings.SHEET_KEPT_FOR
    old = SheetJob.objects.filter(ended_at__lt=ended_before).exclude(
        file="", marked_file=""
    )
    count = 0
    for job in old.iterator():
        remove(job.file)
        remove(job.marked_file)
        SheetJob.objects.filter(pk=job.pk).update(file="", marked_file="")
        count += 1
    return count


def delete_unclaimed(*, real_now: datetime) -> int:
    """Delete files that no job names, left by a transaction that was rolled back."""
    settled = (real_now - SETTLED_AFTER).timestamp()
    folder = path_of(FOLDER)
    left = [
        path
        for path in (folder.iterdir() if folder.is_dir() else ())
        if path.stat().st_mtime < settled
    ]
    names = {f"{FOLDER}/{path.name}": path for path in left}
    for field in ("file", "marked_file"):
        jobs = SheetJob.objects.filter(**{f"{field}__in": list(names)})
        for name in jobs.values_list(field, flat=True):
            names.pop(name, None)
    for path in names.values():
        path.unlink(missing_ok=True)
    return len(names)
