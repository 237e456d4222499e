"""One process that we started, and that never outlives us."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_LOG_LIMIT = 20_000_000


@dataclass(kw_only=True)
class Child:
    """A program with its log file, started in a process group of its own.

    The group keeps the terminal's Ctrl-C away from it, so that we stop our children in
    order. Where the kernel can (Linux), it also stops the child when we are killed.
    """

    name: str
    command: Sequence[str]
    log_path: Path
    environment: Mapping[str, str] | None = None
    folder: Path | None = None
    user: int | None = None
    speaks: bool = False
    """Whether its standard output goes to the terminal; errors go to the log."""
    stop_signal: signal.Signals = signal.SIGTERM
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        self.log_path.parent.mkdir(parents=True, exist_ok=True)
        self._put_long_log_aside()
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=None if self.speaks else log,
                stderr=log,
                cwd=self.folder,
                env=None if self.environment is None else dict(self.environment),
                user=self.user,
                group=self.user,
                extra_groups=None if self.user is None else [],
                start_new_session=True,
                preexec_fn=_ask_to_die_with_parent(self.stop_signal),
            )

    @property
    def exit_code(self) -> int | None:
        """How it ended, or None while it runs."""
        assert self.process is not None
        return self.process.poll()

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(self.stop_signal)

    def stop(self, *, patience: float = 10) -> None:
        """Ask it to end; after ``patience`` seconds end its whole group."""
        if self.process is None:
            return
        self.ask_to_stop()
        try:
            self.process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(timeout=10)
        self.end_group()

    def end_group(self) -> None:
        """End what a child left behind, such as the workers of a killed web server."""
        assert self.process is not None
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return

    def _put_long_log_aside(self) -> None:
        if self.log_path.exists() and self.log_path.stat().st_size > _LOG_LIMIT:
            self.log_path.replace(self.log_path.with_suffix(".old.log"))


def _ask_to_die_with_parent(with_signal: signal.Signals) -> Callable[[], None] | None:
    """Return what the child does before its program starts; None off Linux."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def ask() -> None:
        prctl(_PR_SET_PDEATHSIG, int(with_signal))

    return ask
