"""One process that we started, and that never outlives us."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_PR_SET_PDEATHSIG = 1


@dataclass(kw_only=True)
class Child:
    """A program with its log file, started in a process group of its own.

    The group keeps the terminal's Ctrl-C away from it, so that we stop our children in
    order. Where the kernel can (Linux), it also stops the child when we are killed.
    """

    name: str
    command: Sequence[str]
    log_path: Path
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    folder: Path | None = None
    user: int | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        self.log_path.parent.mkdir(parents=True, exist_ok=True)
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env=dict(self.environment),
                user=self.user,
                group=self.user,
                extra_groups=None if self.user is None else [],
                start_new_session=True,
                preexec_fn=_ask_to_die_with_parent(self.stop_signal),
            )

    def exit_code(self) -> int | None:
        """Return how it ended, or None while it runs."""
        return None if self.process is None else self.process.poll()

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self, *, patience: float = 10) -> None:
        """Ask it to end; after ``patience`` seconds end its whole group."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(timeout=patience)
            except subprocess.TimeoutExpired:
                self.kill()
        self._sweep_group()
        self.process = None

    def kill(self) -> None:
        if self.process is not None:
            self._sweep_group()
            self.process.wait(timeout=10)

    def _sweep_group(self) -> None:
        """End what a child left behind, such as the workers of a killed web server."""
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return


def _ask_to_die_with_parent(with_signal: signal.Signals) -> Callable[[], None] | None:
    """Return what the child does before its program starts; None off Linux."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def ask() -> None:
        prctl(_PR_SET_PDEATHSIG, int(with_signal))

    return ask
