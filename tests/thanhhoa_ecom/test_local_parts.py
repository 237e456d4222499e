import os
import shutil
import signal
import socket
import sys
import time
from contextlib import contextmanager

import psycopg
import pytest
import redis

from thanhhoa_ecom.local import before_start, catalogues, folder_lock, ports
from thanhhoa_ecom.local.child import Child
from thanhhoa_ecom.local.postgres import FAST_AND_FORGETFUL, Postgres
from thanhhoa_ecom.local.supervisor import Supervisor
from thanhhoa_ecom.local.trouble import LocalTrouble
from thanhhoa_ecom.local.valkey import Valkey


@contextmanager
def postgres(folder, log_path):
    server = Postgres(folder, log_path=log_path, settings=FAST_AND_FORGETFUL)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def python_child(tmp_path, code, name="child"):
    command = [sys.executable, "-c", code]
    return Child(name=name, command=command, log_path=tmp_path / f"{name}.log")


def wait_until(condition, *, patience=15):
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


# before_start and ports


@pytest.mark.parametrize(
    "text", ["", "80a", "-1", "0", "65536", "\N{FULLWIDTH DIGIT EIGHT}"]
)
def test_what_is_no_port_is_refused(text):
    with pytest.raises(
        LocalTrouble, match="is not a port: choose a number up to 65535"
    ):
        ports.require_port(text)


def test_free_port_is_accepted_and_taken_port_refused():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        with pytest.raises(LocalTrouble, match=f"Port {number} is taken by another"):
            ports.require_port(str(number))

    assert ports.require_port(str(number)) == number


def test_file_in_place_of_the_folder_cannot_be_written(tmp_path):
    (tmp_path / "var").write_text("")

    with pytest.raises(LocalTrouble, match="cannot be written"):
        before_start.require_writable(tmp_path / "var")


def test_writable_folder_is_made_and_left_empty(tmp_path):
    before_start.require_writable(tmp_path / "var")

    assert list((tmp_path / "var").iterdir()) == []


@pytest.mark.parametrize(("free", "is_enough"), [(499, False), (500, True)])
def test_disk_needs_500_mb(tmp_path, monkeypatch, free, is_enough):
    usage = shutil._ntuple_diskusage(10**12, 0, free * 1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage)

    if is_enough:
        before_start.require_space(tmp_path)
    else:
        with pytest.raises(LocalTrouble, match="Only 499 MB are free"):
            before_start.require_space(tmp_path)


def test_folder_is_held_by_one_at_a_time(tmp_path):
    with folder_lock.taken(tmp_path) as first, folder_lock.taken(tmp_path) as second:
        assert (first, second) == (True, False)

    with folder_lock.taken(tmp_path) as later:
        assert later is True


# child and supervisor


def test_stopped_child_takes_what_it_started_with_it(tmp_path):
    code = (
        "import subprocess, time;"
        "p = subprocess.Popen(['sleep', '300']); print(p.pid, flush=True);"
        "time.sleep(300)"
    )
    child = python_child(tmp_path, code)
    child.start()
    wait_until(lambda: child.log_path.read_text().endswith("\n"))
    grandchild = int(child.log_path.read_text())

    child.stop()

    wait_until(lambda: not is_alive(grandchild))


def test_deaf_child_is_killed_after_the_patience(tmp_path):
    code = (
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "print('deaf', flush=True); time.sleep(300)"
    )
    child = python_child(tmp_path, code)
    child.start()
    wait_until(lambda: child.log_path.read_text() == "deaf\n")

    child.stop(patience=0.2)

    assert child.exit_code == -signal.SIGKILL


def test_failing_child_is_started_again_with_growing_pauses(tmp_path):
    said = []
    supervisor = Supervisor(say=said.append)
    child = python_child(tmp_path, "raise SystemExit(3)", name="web")
    supervisor.start(child)

    wait_until(lambda: supervisor.look_after() or len(said) >= 3)

    log = child.log_path
    assert said == [
        f"web stopped (exit code 3); starting it again in 1 s. Its log: {log}",
        "web runs again.",
        f"web stopped (exit code 3); starting it again in 2 s. Its log: {log}",
    ]


def test_child_that_keeps_failing_ends_the_start(tmp_path):
    supervisor = Supervisor(say=lambda text: None)
    supervisor.start(python_child(tmp_path, "raise SystemExit(3)", name="web"))
    supervisor.wards[0].failures = 2
    supervisor.require_health()

    wait_until(lambda: not supervisor.wards[0].child.is_running)
    supervisor.look_after()

    with pytest.raises(LocalTrouble, match=r"^web cannot start; .*web.log says why.$"):
        supervisor.require_health()


# PostgreSQL and Valkey


@pytest.mark.services
def test_postgresql_keeps_its_data_and_forgets_a_stale_pid_file(open_folder):
    folder, log = open_folder / "pg", open_folder / "pg.log"
    with postgres(folder, log) as server:
        server.create_database("portal")
        server.create_database("portal")
        with psycopg.connect(server.url("portal")) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
    # As after a power cut, with the number now borne by a stranger: this process.
    (folder / "postmaster.pid").write_text(f"{os.getpid()}\n{folder}\n")

    with (
        postgres(folder, log) as server,
        psycopg.connect(server.url("portal")) as connection,
    ):
        assert connection.execute("SELECT number FROM kept").fetchone() == (1,)


@pytest.mark.services
def test_postgresql_that_outlived_its_start_is_ended_first(open_folder):
    folder, log = open_folder / "pg", open_folder / "pg.log"
    with postgres(folder, log) as leftover, postgres(folder, log) as server:
        assert not leftover.child.is_running
        assert server.child.is_running


@pytest.mark.services
def test_postgresql_runs_in_a_folder_too_deep_for_a_socket(open_folder):
    folder = open_folder / ("x" * 100) / "pg"
    with postgres(folder, open_folder / "pg.log") as server:
        assert server.socket_folder != server.data_folder
        psycopg.connect(server.url("postgres")).close()
    shutil.rmtree(server.socket_folder)


def test_valkey_lets_nobody_in_without_its_password(tmp_path):
    server = Valkey(tmp_path / "valkey", log_path=tmp_path / "valkey.log")
    server.start()
    try:
        stranger = redis.Redis(port=server.port)
        with pytest.raises(redis.AuthenticationError):
            stranger.ping()
        stranger.close()
    finally:
        server.stop()


# translations


def test_catalogue_is_compiled_once_and_again_when_it_changes(tmp_path):
    folder = tmp_path / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source, target = folder / "django.po", folder / "django.mo"
    source.write_text('msgid ""\nmsgstr ""\n\nmsgid "Hello"\nmsgstr "Xin chào"\n')

    catalogues.compile_stale(tmp_path)
    first = target.stat().st_mtime_ns
    catalogues.compile_stale(tmp_path)
    assert target.stat().st_mtime_ns == first

    os.utime(source, ns=(first + 10**9, first + 10**9))
    catalogues.compile_stale(tmp_path)
    assert target.stat().st_mtime_ns > first
    assert "Xin chào".encode() in target.read_bytes()


def is_alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
