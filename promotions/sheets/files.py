"""Where sheets lie while they are needed: private, under names that say nothing."""

import os
import secrets
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.storage import default_storage

from promotions.models import SheetJob

FOLDER = "sheets"
KEPT_FOR = timedelta(days=30)


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


def delete_old(*, at: datetime) -> int:
    """Delete the files of jobs that ended ``KEPT_FOR`` ago; the counts stay."""
    old = SheetJob.objects.filter(ended_at__lt=at - KEPT_FOR).exclude(
        file="", marked_file=""
    )
    count = 0
    for job in old.iterator():
        remove(job.file)
        remove(job.marked_file)
        SheetJob.objects.filter(pk=job.pk).update(file="", marked_file="")
        count += 1
    return count
