"""The servers, the data and the web processes of one benchmark.

The database is durable as in production (``fsync`` on). Built data are kept under
``var/bench`` and used again while the migrations and the demo stay as they are.
"""

import hashlib
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import django

import psycopg
from psycopg import sql

from thanhhoa_ecom.local import catalogues, environment, folder_lock
from thanhhoa_ecom.local.child import Child
from thanhhoa_ecom.local.paths import ROOT
from thanhhoa_ecom.local.ports import free_port
from thanhhoa_ecom.local.postgres import Postgres
from thanhhoa_ecom.local.valkey import Valkey

FOLDER = ROOT / "var" / "bench"
SERVER = (
    "shared_buffers=512MB",
    "work_mem=16MB",
    "maintenance_work_mem=256MB",
    "max_connections=150",
    "jit=off",
)
BUILT_FROM = ("*/migrations/*.py", "thanhhoa_ecom/demo/*.py", "*/data/*.toml")


@dataclass
class Place:
    """A database with the data asked for, and the way to start web processes on it."""

    environment: dict[str, str]
    database_url: str
    stack: ExitStack

    def web(self, **settings: str) -> str:
        """Start the portal as in production; return its origin."""
        return self._serve("web", "thanhhoa_ecom.wsgi:application", settings)

    def floor(self) -> str:
        """Start the floor on the same server and database; return its origin."""
        settings = {"DJANGO_SETTINGS_MODULE": "benchmarks.floor.settings"}
        return self._serve("floor", "benchmarks.floor.wsgi:application", settings)

    def use(self) -> None:
        """Set Django up in this process, on this database."""
        os.environ.update(self.environment)
        django.setup()

    def manage(self, *words: str) -> None:
        _manage(self.environment, *words)

    def _serve(self, name: str, application: str, settings: dict[str, str]) -> str:
        port = free_port()
        words = [sys.executable, "-m", "granian", "--interface", "wsgi"]
        words += ["--host", "127.0.0.1", "--port", str(port), "--workers", "2"]
        words += ["--blocking-threads", "1", "--log-level", "warning", application]
        child = Child(
            name=name,
            command=words,
            log_path=FOLDER / "log" / f"{name}.log",
            environment={**self.environment, **settings},
            folder=ROOT,
        )
        child.start()
        self.stack.callback(child.stop, patience=10)
        origin = f"http://127.0.0.1:{port}"
        _wait_for(f"{origin}/healthz", child)
        return origin


@contextmanager
def opened(
    *, promotions: int = 40, complaints: int = 0, fresh: bool = False
) -> Iterator[Place]:
    """Give a place with so many records; ``fresh`` copies them for one use only."""
    catalogues.compile_stale()
    with ExitStack() as stack:
        if not stack.enter_context(folder_lock.taken(FOLDER)):
            raise SystemExit("Another benchmark is running; wait for its end.")
        postgres = Postgres(
            FOLDER / "postgres", log_path=FOLDER / "log/postgres.log", settings=SERVER
        )
        stack.callback(postgres.stop)
        postgres.start()
        valkey = Valkey(FOLDER / "valkey", log_path=FOLDER / "log/valkey.log")
        stack.callback(valkey.stop)
        valkey.start()
        name = f"b_{promotions}_{complaints}_{_fingerprint()}"
        _build(postgres, valkey, name, promotions=promotions, complaints=complaints)
        if fresh:
            _copy(postgres, name, "b_fresh")
            name = "b_fresh"
        yield Place(_environment(postgres, valkey, name), postgres.url(name), stack)


def _build(
    postgres: Postgres, valkey: Valkey, name: str, *, promotions: int, complaints: int
) -> None:
    """Make the database unless an earlier run left it complete."""
    if name in _databases(postgres):
        return
    half = "b_half"
    _drop(postgres, half)
    postgres.create_database(half)
    made_with = _environment(postgres, valkey, half)
    _run(made_with, "-m", "thanhhoa_ecom.local.prepare")
    numbers = {"promotions": promotions, "complaints": complaints, "inspections": 0}
    words = [f"--{kind}={number}" for kind, number in numbers.items()]
    _manage(made_with, "create_demo_data", *words)
    with psycopg.connect(postgres.url(half), autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        connection.execute(rename.format(sql.Identifier(half), sql.Identifier(name)))


def _copy(postgres: Postgres, source: str, name: str) -> None:
    _drop(postgres, name)
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(create.format(sql.Identifier(name), sql.Identifier(source)))


def _drop(postgres: Postgres, name: str) -> None:
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        connection.execute(drop.format(sql.Identifier(name)))


def _databases(postgres: Postgres) -> set[str]:
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        return {row[0] for row in connection.execute("SELECT datname FROM pg_database")}


def _environment(postgres: Postgres, valkey: Valkey, name: str) -> dict[str, str]:
    own = environment.for_children(
        port=8000, database_url=postgres.url(name), redis_url=valkey.url()
    )
    own |= {
        "PRIVATE_ROOT": str(FOLDER / "private"),
        "STATIC_ROOT": str(FOLDER / "static"),
        "EMAIL_FILE_PATH": str(FOLDER / "mail"),
        "LOG_LEVEL": "WARNING",
    }
    return own


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for pattern in BUILT_FROM:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


def _manage(own: dict[str, str], *words: str) -> None:
    _run(own, "manage.py", *words)


def _run(own: dict[str, str], *words: str) -> None:
    command = [sys.executable, *words]
    log = FOLDER / "log" / "manage.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as stream:
        subprocess.run(command, cwd=ROOT, env=own, check=True, stdout=stream)


def _wait_for(address: str, child: Child, *, patience: float = 60) -> None:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and child.is_running:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{child.name} did not start; {child.log_path} says why.")


def memory_peak_mib(path: Path) -> float:
    """Return the peak memory of the process of that ``/proc/<pid>`` folder, in MiB."""
    for line in (path / "status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise ValueError(f"{path} tells no peak.")
