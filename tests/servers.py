"""The PostgreSQL and the Valkey of one test run, and the settings that name them.

Each run takes the first free place under ``var/test/``, so that several runs, also of
one checkout, do not meet. With pytest-xdist only the controller starts servers; its
workers inherit their addresses.
"""

import atexit
import os
import shutil
from contextlib import ExitStack
from itertools import count
from pathlib import Path

from thanhhoa_ecom.local import catalogues, folder_lock
from thanhhoa_ecom.local.postgres import FAST_AND_FORGETFUL, Postgres
from thanhhoa_ecom.local.valkey import Valkey

ROOT = Path(__file__).resolve().parent.parent
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
    os.environ["PRIVATE_ROOT"] = str(_empty(place / "private"))
    os.environ["STATIC_ROOT"] = str(_empty(place / "static"))
    os.environ["EMAIL_FILE_PATH"] = str(place / "mail")


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
    return server.url("postgres")


def _start_valkey(place: Path) -> str:
    server = Valkey(place / "valkey", log_path=place / "valkey.log")
    atexit.register(server.stop)
    server.start()
    return server.url()


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    return folder
