"""Bring the database and the static files to where this version needs them.

Runs as a process of its own before web and worker start. All of it may run again: what
is done is seen in the database, never in a file.
"""

import hashlib
import io
import sys
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from thanhhoa_ecom.local import catalogues, paths


def prepare() -> None:
    catalogues.compile_stale()
    django.setup()
    _migrate()
    _collect_static()
    _load_campaign()
    _create_demo_data()
    _write_logins()
    _forget_heartbeats()


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        _say("Preparing the database ...")
        call_command("migrate", interactive=False, verbosity=0)


def _collect_static() -> None:
    """Collect the static files when one of them has changed."""
    stamp = Path(settings.STATIC_ROOT) / ".fingerprint"
    fingerprint = _static_fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    _say("Collecting the static files ...")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(fingerprint)


def _static_fingerprint() -> str:
    facts = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            about = Path(storage.path(path)).stat()
            facts.update(f"{path}|{about.st_size}|{about.st_mtime_ns}\n".encode())
    return facts.hexdigest()


def _load_campaign() -> None:
    if "load_campaign" in get_commands() and not _has_any("campaigns", "Campaign"):
        _say("Loading the campaign of 2024 ...")
        call_command("load_units", wet_run=True, stdout=io.StringIO())
        call_command("load_campaign", wet_run=True, stdout=io.StringIO())


def _create_demo_data() -> None:
    if not settings.PORTAL_DEMO or "create_demo_data" not in get_commands():
        return
    if _has_any("campaigns", "Campaign") and not _has_any("promotions", "Promotion"):
        _say("Creating the demo data ...")
        call_command("create_demo_data", stdout=io.StringIO())


def _has_any(app: str, model: str) -> bool:
    is_there: bool = apps.get_model(app, model)._default_manager.exists()
    return is_there


def _write_logins() -> None:
    paths.LOGINS_FILE.parent.mkdir(parents=True, exist_ok=True)
    paths.LOGINS_FILE.unlink(missing_ok=True)
    if settings.PORTAL_DEMO and "demo_logins" in get_commands():
        with paths.LOGINS_FILE.open("w") as file:
            call_command("demo_logins", stdout=file)


def _forget_heartbeats() -> None:
    """Make ``/readyz`` wait for a worker of this start, and ring for the first sign."""
    from notifications.models import Heartbeat  # noqa: PLC0415 -- needs django.setup()
    from notifications.tasks import record_heartbeat  # noqa: PLC0415 -- the same

    Heartbeat.objects.all().delete()
    record_heartbeat.apply_async(retry=False, ignore_result=True)


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    prepare()
    sys.exit(0)
