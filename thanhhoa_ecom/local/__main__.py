"""Start the whole portal on this machine and keep it running: ``make run``."""

import os
import signal
import sys
import time
from types import FrameType
from typing import NoReturn

from thanhhoa_ecom.local import (
    before_start,
    environment,
    folder_lock,
    outside,
    paths,
    ports,
    programs,
)
from thanhhoa_ecom.local.migrated import is_migrated
from thanhhoa_ecom.local.postgres import Postgres
from thanhhoa_ecom.local.readiness import is_ready
from thanhhoa_ecom.local.supervisor import Supervisor
from thanhhoa_ecom.local.trouble import LocalTrouble
from thanhhoa_ecom.local.valkey import Valkey

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 120.0
"""Seconds from the start of the programs until ``/readyz`` must say yes."""


class StopAsked(Exception):
    """Somebody pressed Ctrl-C or sent a signal to stop."""


def main() -> int:
    for number in STOP_SIGNALS:
        signal.signal(number, _ask_to_stop)
    try:
        _serve()
    except StopAsked:
        return 0
    except LocalTrouble as trouble:
        print(trouble, file=sys.stderr, flush=True)
        return 1


def _serve() -> NoReturn:
    environment.read_dotenv()
    port = ports.require_port(os.environ.get("PORT") or "8000")
    before_start.require_writable(paths.VAR)
    before_start.require_space(paths.VAR)
    with folder_lock.taken(paths.VAR / "run") as is_ours:
        if not is_ours:
            raise LocalTrouble(
                f"The portal already runs in {paths.VAR}: stop that start first."
            )
        supervisor = Supervisor(say=_say)
        try:
            _start(supervisor, port=port)
            while True:
                time.sleep(0.3)
                supervisor.look_after()
        finally:
            _ignore_further_signals()
            _say("Stopping ...")
            supervisor.stop_all()
            paths.ENVIRONMENT_FILE.unlink(missing_ok=True)


def _start(supervisor: Supervisor, *, port: int) -> None:
    settings = environment.for_children(
        port=port,
        database_url=_database(supervisor),
        redis_url=_broker(supervisor),
    )
    environment.keep(settings)
    starts_beside = is_migrated(settings["DATABASE_URL"])
    if starts_beside:
        _start_background(supervisor, settings)
    _prepare(settings)
    if not starts_beside:
        _start_background(supervisor, settings)
    supervisor.start(programs.web(settings, port=port))
    _wait_until_ready(supervisor, port=port)
    _say(f"Ready: http://127.0.0.1:{port}/")
    _tell_logins()


def _start_background(supervisor: Supervisor, settings: dict[str, str]) -> None:
    supervisor.start(programs.worker(settings))
    supervisor.start(programs.beat(settings))


def _database(supervisor: Supervisor) -> str:
    if url := os.environ.get("DATABASE_URL"):
        outside.require_postgresql(url)
        return url
    _say("Starting PostgreSQL and Valkey ...")
    server = Postgres(paths.VAR / "postgres", log_path=paths.LOGS / "postgresql.log")
    supervisor.start_server(server)
    server.create_database("portal")
    return server.url("portal")


def _broker(supervisor: Supervisor) -> str:
    if url := os.environ.get("REDIS_URL"):
        outside.require_valkey(url)
        return url
    server = Valkey(paths.VAR / "valkey", log_path=paths.LOGS / "valkey.log")
    supervisor.start_server(server)
    return server.url()


def _prepare(settings: dict[str, str]) -> None:
    """Run the preparation to its end; a stop in between ends it too."""
    child = programs.preparation(settings)
    child.start()
    try:
        while child.is_running:
            time.sleep(0.05)
    finally:
        child.stop(patience=5)
    if child.exit_code != 0:
        raise LocalTrouble(
            f"The database could not be prepared; {child.log_path} says why."
        )


def _wait_until_ready(supervisor: Supervisor, *, port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_ready(port):
        supervisor.look_after()
        supervisor.require_health()
        if time.monotonic() > deadline:
            raise LocalTrouble(
                f"The portal did not become ready in {PATIENCE:.0f} s; the logs in "
                f"{paths.LOGS} say why."
            )
        time.sleep(0.1)


def _tell_logins() -> None:
    if paths.LOGINS_FILE.exists():
        _say(paths.LOGINS_FILE.read_text().rstrip())
    _say("Press Ctrl-C to stop.")


def _ask_to_stop(number: int, frame: FrameType | None) -> None:
    raise StopAsked


def _ignore_further_signals() -> None:
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
