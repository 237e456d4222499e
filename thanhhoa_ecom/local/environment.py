"""The settings of the portal on one machine, as environment variables.

What is set already, in the environment or in ``.env``, wins.
"""

import json
import os
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import environ

from thanhhoa_ecom.local import paths

REHEARSAL_BEGINS = "2024-11-29T09:00+07:00"
"""The morning of the 60 hours of Online Friday 2024."""


def read_dotenv() -> None:
    """Add what ``.env`` sets, without overriding the environment."""
    file = paths.ROOT / ".env"
    if file.is_file() and "PORTAL_IGNORE_DOTENV" not in os.environ:
        environ.Env.read_env(file)


def for_children(*, port: int, database_url: str, redis_url: str) -> dict[str, str]:
    """Return the whole environment of web, worker, beat and preparation."""
    started_at = datetime.now(UTC).isoformat(timespec="seconds")
    defaults = {
        "SECRET_KEY": _secret_key(paths.SECRET_KEY_FILE),
        "PORTAL_DEMO": "true",
        "PORTAL_CLOCK": REHEARSAL_BEGINS,
        "PORTAL_CLOCK_STARTED_AT": started_at,
        "PORTAL_ORIGIN": f"http://127.0.0.1:{port}",
        "SECURE_COOKIES": "false",
        "EMAIL_URL": "filemail://",
        "EMAIL_FILE_PATH": str(paths.VAR / "mail"),
        "PRIVATE_ROOT": str(paths.VAR / "private"),
        "STATIC_ROOT": str(paths.VAR / "static"),
        "HOTLINE": "1800 6838",
    }
    return {
        **defaults,
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "thanhhoa_ecom.settings",
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "PORTAL_IGNORE_DOTENV": "1",
        "PYTHONUNBUFFERED": "1",
    }


def keep(environment: Mapping[str, str]) -> None:
    """Write down what differs from ours, for ``make manage`` (owner only)."""
    own = {k: v for k, v in environment.items() if os.environ.get(k) != v}
    paths.ENVIRONMENT_FILE.parent.mkdir(parents=True, exist_ok=True)
    _write_privately(paths.ENVIRONMENT_FILE, json.dumps(own, indent=2))


def kept() -> dict[str, str]:
    """Return what the running portal wrote down; empty if none runs."""
    try:
        text = paths.ENVIRONMENT_FILE.read_text()
    except FileNotFoundError:
        return {}
    return {str(name): str(value) for name, value in json.loads(text).items()}


def _secret_key(file: Path) -> str:
    """Return the machine's key, made at the first start."""
    if not file.exists():
        _write_privately(file, secrets.token_urlsafe(50))
    return file.read_text()


def _write_privately(file: Path, text: str) -> None:
    file.unlink(missing_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(text)
