"""The PostgreSQL and the Valkey of one test run, and the settings that name them.

Each run takes the first free place under ``var/test/``, so that several runs, also of
one checkout, do not meet. With pytest-xdist only the controller starts servers; its
workers inherit their addresses.
"""

import atexit
import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

from tests import tree
from tests.tree import ROOT
from thanhhoa_ecom.local import catalogues, folder_lock
from thanhhoa_ecom.local.postgres import FAST_AND_FORGETFUL, Postgres
from thanhhoa_ecom.local.valkey import Valkey

SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "thanhhoa_ecom.settings",
    "PORTAL_IGNORE_DOTENV": "1",
    "SECRET_KEY": "only-for-tests-" + "0" * 50,
    "DEBUG": "false",
    "STATIC_HASHED": "false",
    "SECURE_COOKIES": "false",
    "PASSWORD_HASHERS": "django.contrib.auth.hashers.MD5PasswordHasher",
    "EMAIL_URL": "memorymail://",
    "PORTAL_ORIGIN": "http://testserver",
    "LOG_LEVEL": "WARNING",
}
PLACE = "PORTAL_TEST_PLACE"
TEMPLATE = "PORTAL_TEST_TEMPLATE"
"""Names the migrated database that each test database is copied from."""
MANY_ROWS = 1_234_567
"""Where the numbers of rows begin: as after years, so that a page which prints one with
the separators of a reader (1.234.567) into an address or a form fails here already."""
FORGOTTEN = ("PORTAL_CLOCK", "PORTAL_CLOCK_STARTED_AT", "PORTAL_DEMO", "HOTLINE")


def prepare() -> None:
    """Set the environment of this test process, starting what is missing."""
    for name in FORGOTTEN:
        os.environ.pop(name, None)
    os.environ.update(SETTINGS)
    if "PYTEST_XDIST_WORKER" in os.environ:
        _separate_worker(os.environ["PYTEST_XDIST_WORKER"])
        return
    catalogues.compile_stale()
    place = _free_place()
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = _start_postgres(place)
    if "REDIS_URL" not in os.environ:
        os.environ["REDIS_URL"] = _start_valkey(place)
    os.environ[PLACE] = str(place)
    os.environ["PRIVATE_ROOT"] = str(_empty(place / "private"))
    os.environ["STATIC_ROOT"] = str(_empty(place / "static"))
    os.environ["EMAIL_FILE_PATH"] = str(place / "mail")


def empty_folder(name: str) -> Path:
    """Return an empty folder of this process that another user may walk into.

    pytest's own folders are closed to others again by every new run of pytest, and as
    root PostgreSQL runs as somebody else.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    return _empty(Path(os.environ[PLACE]) / f"{name}-{worker}")


def _separate_worker(worker: str) -> None:
    """Give worker ``gw3`` a Valkey database and a file folder of its own."""
    number = int(worker.removeprefix("gw")) + 1
    server, _, _ = os.environ["REDIS_URL"].rpartition("/")
    os.environ["REDIS_URL"] = f"{server}/{number}"
    private = Path(os.environ["PRIVATE_ROOT"]).with_name(f"private-{worker}")
    os.environ["PRIVATE_ROOT"] = str(_empty(private))


def _free_place() -> Path:
    for number in count():
        place = ROOT / "var" / "test" / str(number)
        with ExitStack() as held:
            if held.enter_context(folder_lock.taken(place)):
                atexit.register(held.pop_all().close)
                return place
    raise AssertionError("count() does not end")


def _start_postgres(place: Path) -> str:
    server = Postgres(
        place / "postgres", log_path=place / "postgres.log", settings=FAST_AND_FORGETFUL
    )
    atexit.register(server.stop)
    server.start()
    os.environ[TEMPLATE] = _migrated_database(server)
    return server.url("postgres")


def _migrated_database(server: Postgres) -> str:
    """Return a migrated database, kept from the last run if nothing has changed.

    Migrating takes longer than most test runs; copying a database takes a moment.
    """
    name = f"migrated_{MANY_ROWS}_{_fingerprint_of_migrations()}"
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        known = connection.execute("SELECT datname FROM pg_database")
        kept = {row[0] for row in known if row[0].startswith(("migrated_", "half_"))}
        for old in kept - {name}:
            connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))
        if name in kept:
            return name
    half = f"half_{name}"
    server.create_database(half)
    environment = {**os.environ, "DATABASE_URL": server.url(half)}
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=ROOT,
        env={"REDIS_URL": "redis://127.0.0.1:1/0", **environment},
        check=True,
    )
    _count_from(MANY_ROWS, server.url(half))
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        names = map(sql.Identifier, (half, name))
        connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*names))
    return name


def _count_from(number: int, url: str) -> None:
    """Number all new rows from ``number`` on."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, %s)"
            " FROM pg_sequences",
            [number],
        )


def _fingerprint_of_migrations() -> str:
    """Hash what a migrated database is made of: models, migrations and their data."""
    facts = hashlib.sha256()
    for path in tree.files(".py", ".toml", ".json", ".lock"):
        parts = {*path.parts, path.stem}
        if parts & {"data", "deploy", "law", "loading", "migrations", "models"}:
            facts.update(path.read_bytes())
    return facts.hexdigest()[:16]


def _start_valkey(place: Path) -> str:
    server = Valkey(place / "valkey", log_path=place / "valkey.log")
    atexit.register(server.stop)
    server.start()
    return server.url()


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    return folder
