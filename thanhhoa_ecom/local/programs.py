"""The three programs of the portal, as this machine starts them."""

import sys
from collections.abc import Mapping

from thanhhoa_ecom.local import paths
from thanhhoa_ecom.local.child import Child


def web(environment: Mapping[str, str], *, port: int) -> Child:
    options = {
        "--interface": "wsgi",
        "--host": "127.0.0.1",
        "--port": str(port),
        "--workers": "2",
        "--blocking-threads": "1",
        "--workers-kill-timeout": "8",
        "--log-level": "warning",
    }
    words = [word for option in options.items() for word in option]
    words += ["--respawn-failed-workers", "thanhhoa_ecom.wsgi:application"]
    return _python("web", "granian", words, environment)


def worker(environment: Mapping[str, str]) -> Child:
    words = ["--app", "thanhhoa_ecom", "worker", "--concurrency", "2"]
    words += ["--loglevel", "warning", "--without-gossip", "--without-mingle"]
    return _python("worker", "celery", words, environment)


def beat(environment: Mapping[str, str]) -> Child:
    words = ["--app", "thanhhoa_ecom", "beat", "--loglevel", "warning"]
    words += ["--pidfile", "", "--schedule", str(paths.BEAT_FILE)]
    return _python("beat", "celery", words, environment)


def preparation(environment: Mapping[str, str]) -> Child:
    """Return the program that runs to its end before the others start."""
    return _python("prepare", "thanhhoa_ecom.local.prepare", [], environment, True)


def _python(
    name: str,
    module: str,
    words: list[str],
    environment: Mapping[str, str],
    speaks: bool = False,
) -> Child:
    return Child(
        name=name,
        command=[sys.executable, "-m", module, *words],
        log_path=paths.LOGS / f"{name}.log",
        environment=environment,
        folder=paths.ROOT,
        speaks=speaks,
    )
