"""Every test runs on a real PostgreSQL and a real Valkey, and on nothing else.

The servers start here, before Django reads its settings, which need their addresses.
"""

import os
import socket
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import override

import hypothesis
import pytest

from tests import servers
from tests.portal import Portal

servers.prepare()
if servers.TEMPLATE in os.environ:
    test_database = settings.DATABASES["default"].setdefault("TEST", {})
    test_database["TEMPLATE"] = os.environ[servers.TEMPLATE]
django.setup()
# A busy machine is slow, not wrong.
hypothesis.settings.register_profile(
    "portal",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("portal")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Let each worker come here before it reads the settings.

    A worker that inherits the name of the settings reads them at once, with the
    addresses of the controller: all would share one cache and one folder.
    """
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection that would leave this machine."""
    connect = socket.socket.connect

    def connect_nearby(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            host = "127.0.0.1" if address[0] == "localhost" else address[0]
            if not ip_address(host).is_loopback:
                raise AssertionError(f"A test reached for the network: {address!r}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_nearby)
        yield


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Start every test with nothing remembered, such as a rate limit's count."""
    cache.clear()


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    """Speak Vietnamese, whatever language the test before left behind."""
    with override(settings.LANGUAGE_CODE):
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what starts a portal; one process of pytest-xdist runs all of it."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "portal" in fixtures:
            item.add_marker(pytest.mark.services)
            item.add_marker(pytest.mark.xdist_group("portal"))
        if "browser" in fixtures:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def portal() -> Iterator[Portal]:
    """Start the whole portal once, with services, data and a clock of its own."""
    running = Portal(servers.empty_folder("portal"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def open_folder() -> Path:
    """Return an empty folder for a PostgreSQL of the test's own."""
    return servers.empty_folder("folder")
