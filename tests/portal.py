"""The running portal, as the end-to-end tests see it from outside."""

import email
import email.policy
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import psycopg

from tests.tree import ROOT
from thanhhoa_ecom.local.ports import free_port

START_PATIENCE = 240.0
STOP_PATIENCE = 60.0
OWN = ("PATH", "HOME", "LANG", "USER", "LOGNAME", "TMPDIR", "VIRTUAL_ENV")
"""All that the portal inherits: none of the settings of the tests."""


class Portal:
    """One start of ``python -m thanhhoa_ecom.local`` in a folder of its own."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.var = folder / "var"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = environment
        self.process: subprocess.Popen[str] | None = None
        self.said: list[str] = []

    def start(self) -> None:
        """Start it and return once it says that it is ready."""
        self.said = []
        self.process = self._popen()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self.wait_for_line("Ready: ", patience=START_PATIENCE)

    def stop(self) -> int:
        """Press Ctrl-C, and return the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=STOP_PATIENCE)
        self._listener.join(timeout=STOP_PATIENCE)
        return code

    def start_another(self, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a second start in the same folder to its end."""
        process = self._popen(**environment)
        said, _ = process.communicate(timeout=STOP_PATIENCE)
        return subprocess.CompletedProcess(process.args, process.returncode, said)

    def wait_for_line(self, beginning: str, *, patience: float) -> str:
        """Return the first line said that begins so, or fail with all that was said."""
        assert self.process is not None
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            has_ended = self.process.poll() is not None
            if has_ended:
                self._listener.join(timeout=5)
            for line in list(self.said):
                if line.startswith(beginning):
                    return line
            if has_ended:
                break
            time.sleep(0.1)
        raise AssertionError(f"{beginning!r} was not said but:\n{self.story()}")

    def _popen(self, **environment: str) -> "subprocess.Popen[str]":
        inherited = {name: os.environ[name] for name in OWN if name in os.environ}
        own = {
            "PORT": str(self.port),
            "PORTAL_VAR": str(self.var),
            "PORTAL_IGNORE_DOTENV": "1",
        }
        return subprocess.Popen(
            [sys.executable, "-m", "thanhhoa_ecom.local"],
            cwd=ROOT,
            env={**inherited, **own, **self.environment, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def _listen(self) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self.said.append(line.rstrip("\n"))

    def story(self) -> str:
        """Return what was said and the ends of the logs, for a failure's message."""
        logs = sorted((self.var / "log").glob("*.log"))
        ends = [f"== {log.name}\n{log.read_text()[-800:]}" for log in logs]
        return "\n".join([*self.said, *ends])

    def child_pid(self, words: str) -> int:
        """Return the process that runs a program of this portal."""
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        for pid in children.read_text().split():
            command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ")
            if words in command.decode():
                return int(pid)
        raise AssertionError(f"No child runs {words!r}.")

    @property
    def settings(self) -> dict[str, str]:
        """The environment its programs run in, ``DATABASE_URL`` among it."""
        kept: dict[str, str] = json.loads(
            (self.var / "run" / "environment.json").read_text()
        )
        return kept

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query on the portal's own database."""
        with psycopg.connect(self.settings["DATABASE_URL"]) as connection:
            cursor = connection.execute(sql, parameters)
            return cursor.fetchall() if cursor.description else []

    def manage(self, *words: str) -> str:
        """Run a management command on it and return what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env={**os.environ, **self.settings},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def mails(self) -> list[EmailMessage]:
        """Return every e-mail it sent, oldest first."""
        found = []
        for file in sorted(
            (self.var / "mail").glob("*"), key=lambda f: f.stat().st_mtime
        ):
            for text in file.read_bytes().split(b"\n" + b"-" * 79 + b"\n"):
                if text.strip():
                    found.append(
                        email.message_from_bytes(text, policy=email.policy.default)
                    )
        return found

    def wait_for_mail(self, recipient: str, *, patience: float = 60) -> EmailMessage:
        """Return the newest e-mail to somebody, waiting for the worker to send it."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            theirs = [mail for mail in self.mails() if recipient in str(mail["To"])]
            if theirs:
                return theirs[-1]
            time.sleep(0.3)
        raise AssertionError(f"No e-mail to {recipient} in {patience:.0f} s.")
