"""The files that belong to the project."""

import shutil
import subprocess
from pathlib import Path

from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parent.parent
APPS = (
    *("accounts", "campaigns", "complaints", "documents", "inspections"),
    *("notifications", "promotions", "reports", "thanhhoa_ecom"),
)
FOREIGN = {".git", ".venv", "var", "__pycache__", "htmlcov"}


def files(*suffixes: str) -> list[Path]:
    """Return the project's files, below ROOT, with one of the suffixes (or any)."""
    names = (
        _from_git() if (ROOT / ".git").exists() and shutil.which("git") else _found()
    )
    paths = (ROOT / name for name in sorted(names))
    return [
        path
        for path in paths
        if path.is_file() and (not suffixes or path.suffix in suffixes)
    ]


def _from_git() -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(
        command, cwd=ROOT, check=True, capture_output=True, text=True
    )
    return listed.stdout.splitlines()


def _found() -> list[str]:
    """Walk the folder where it is no git checkout, such as an unpacked archive."""
    return [
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*")
        if not FOREIGN.intersection(path.relative_to(ROOT).parts)
        and not path.name.endswith((".pyc", ".mo"))
    ]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def code_files(*, with_tests: bool = True) -> list[Path]:
    """Return the Python files people read: all but the migrations."""
    return [
        path
        for path in files(".py")
        if "migrations" not in path.parts
        and (with_tests or relative(path).split("/")[0] in APPS)
    ]


def own_models() -> list[type[models.Model]]:
    """Return our models, without the histories that pghistory derives from them."""
    return [
        model
        for app in APPS
        if apps.is_installed(app)
        for model in apps.get_app_config(app).get_models()
        if not hasattr(model, "pgh_tracked_model")
    ]
