"""What must hold before anything starts; each failure is one sentence."""

import os
import shutil
from pathlib import Path

from thanhhoa_ecom.local.trouble import LocalTrouble

LEAST_FREE_MB = 500


def require_writable(folder: Path) -> None:
    """Make the folder, and write and delete a file in it."""
    probe = folder / f"probe-{os.getpid()}"
    try:
        folder.mkdir(mode=0o755, parents=True, exist_ok=True)
        probe.write_bytes(b"?")
        probe.unlink()
    except OSError as error:
        raise LocalTrouble(
            f"The folder {folder} cannot be written ({error.strerror}): move the "
            "portal to a folder of yours."
        ) from error


def require_space(folder: Path) -> None:
    free_mb = shutil.disk_usage(folder).free // 1_000_000
    if free_mb < LEAST_FREE_MB:
        raise LocalTrouble(
            f"Only {free_mb} MB are free on the disk of {folder} and the portal needs "
            f"{LEAST_FREE_MB}: make room and start again."
        )
