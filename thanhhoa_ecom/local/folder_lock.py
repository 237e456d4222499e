"""One start at a time per folder."""

import fcntl
from pathlib import Path
from typing import IO


def take(folder: Path) -> IO[bytes] | None:
    """Lock the folder until the returned file closes; None if another start has it.

    The kernel drops the lock when its holder dies, so nothing stale is left behind.
    """
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    file = (folder / "lock").open("wb")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file
