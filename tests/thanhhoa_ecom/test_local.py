"""The one-command start, seen from outside: real processes, real signals."""

import http.client
import json
import os
import signal
import stat
import time

import psutil
import pytest

from tests.portal import Portal
from thanhhoa_ecom.local.ports import free_port

pytestmark = pytest.mark.services


def readiness(portal):
    connection = http.client.HTTPConnection("127.0.0.1", portal.port, timeout=10)
    connection.request("GET", "/readyz")
    answer = json.loads(connection.getresponse().read())
    connection.close()
    return answer


def wait_until_ready(portal):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if readiness(portal)["ready"]:
                return
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.2)
    raise AssertionError(portal.story())


def test_ready_is_said_when_every_part_works(portal):
    assert f"Ready: {portal.url}/" in portal.said
    assert set(readiness(portal).values()) == {True, "ok"}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("granian", "web"),
        ("celery --app thanhhoa_ecom worker", "worker"),
        ("celery --app thanhhoa_ecom beat", "beat"),
        ("valkey-server", "valkey"),
        ("bin/postgres", "postgresql"),
    ],
)
def test_killed_child_is_reported_and_started_again(portal, words, name):
    killed = portal.child_pid(words)

    os.kill(killed, signal.SIGKILL)

    portal.wait_for_line(f"{name} stopped (killed by signal 9)", patience=30)
    portal.wait_for_line(f"{name} runs again.", patience=60)
    wait_until_ready(portal)
    assert portal.child_pid(words) != killed


def test_second_start_in_the_same_folder_is_refused(portal):
    done = portal.start_another(PORT=str(free_port()))

    assert done.returncode == 1
    assert done.stdout == (
        f"The portal already runs in {portal.var}: stop that start first.\n"
    )


def test_taken_port_is_one_sentence(portal, tmp_path):
    done = portal.start_another(PORTAL_VAR=str(tmp_path))

    assert done.returncode == 1
    assert done.stdout == (
        f"Port {portal.port} is taken by another program: stop it or choose another, "
        f"as in `make run PORT={portal.port + 1}`.\n"
    )


def test_secrets_are_for_the_owner_only(portal):
    for name in ("secret_key", "run/environment.json", "valkey/valkey.conf"):
        assert stat.S_IMODE((portal.var / name).stat().st_mode) == 0o600, name
    assert stat.S_IMODE((portal.var / "postgres").stat().st_mode) == 0o700


def family_of(portal):
    return psutil.Process(portal.process.pid).children(recursive=True)


def test_start_again_keeps_the_data_and_nothing_is_left_running(open_folder):
    portal = Portal(open_folder, PORTAL_DEMO="false")
    portal.start()
    portal.query("CREATE TABLE kept AS SELECT 1 AS number")
    key = (portal.var / "secret_key").read_text()
    family = family_of(portal)

    assert portal.stop() == 0
    assert portal.said[-1] == "Stopping ..."
    assert [process for process in family if process.is_running()] == []

    portal.start()
    assert portal.query("SELECT number FROM kept") == [(1,)]
    assert (portal.var / "secret_key").read_text() == key
    assert not any(line.startswith("Preparing") for line in portal.said)

    family = family_of(portal)
    portal.process.kill()
    portal.process.wait()
    assert psutil.wait_procs(family, timeout=30)[1] == []
