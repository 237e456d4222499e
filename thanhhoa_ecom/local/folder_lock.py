"""One start at a time per folder."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def taken(folder: Path) -> Iterator[bool]:
    """Hold the folder, or learn (False) that another start holds it.

    The kernel drops the lock when its holder dies, so nothing stale is left behind.
    """
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    with (folder / "lock").open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
