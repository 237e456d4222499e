"""What must hold before anything starts; each failure is one sentence."""

import os
import shutil
import socket
from pathlib import Path

from thanhhoa_ecom.local.trouble import LocalTrouble

LEAST_FREE_MB = 500


def require_port(text: str) -> int:
    """Return the port to serve on, if it may be taken and is free."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise LocalTrouble(f"PORT={text} is not a port: choose a number up to 65535.")
    port = int(text)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise LocalTrouble(
                f"Port {port} is not open to you: choose another, as in "
                "`make run PORT=8001`."
            ) from error
        except OSError as error:
            raise LocalTrouble(
                f"Port {port} is taken by another program: stop it or choose another, "
                f"as in `make run PORT={_next_port(port)}`."
            ) from error
    return port


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


def _next_port(port: int) -> int:
    return port + 1 if port < 65535 else 8000
